// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/plan_selection.hpp"

#include <utility>

namespace plimsoll::gui {

void PlanSelection::setPlan(PlanPtr plan) {
    plan_ = std::move(plan);
    restrictTo(plan_ ? static_cast<int>(plan_->deployments().size()) : 0);
    emit planChanged();
}

}  // namespace plimsoll::gui
