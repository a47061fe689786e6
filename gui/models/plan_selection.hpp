// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/plan_answer.hpp"
#include "gui/models/selection.hpp"

namespace plimsoll::gui {

/// What the views of one plan share.
class PlanSelection : public Selection {
    Q_OBJECT

public:
    using Selection::Selection;

    [[nodiscard]] const PlanPtr& plan() const { return plan_; }
    void setPlan(PlanPtr plan);
    /// Asks for a candidate's settings to be taken into the scenario.
    void use(int candidate) { emit useWanted(candidate); }

signals:
    void planChanged();
    void useWanted(int candidate);

private:
    PlanPtr plan_;
};

}  // namespace plimsoll::gui
