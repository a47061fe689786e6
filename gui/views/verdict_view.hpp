// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/summary_view.hpp"

namespace plimsoll::gui {

/// The verdict as an argument: who is excluded and why, who is left, the winner against each other one, and what would
/// flip it.
class VerdictView : public SummaryView {
    Q_OBJECT

public:
    using SummaryView::SummaryView;

    [[nodiscard]] Table table() const override;

protected:
    [[nodiscard]] QString pageOf(const SummaryLook& look) const override;
};

}  // namespace plimsoll::gui
