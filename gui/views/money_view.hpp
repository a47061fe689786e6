// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/summary_view.hpp"

namespace plimsoll::gui {

/// The answer in money: a month, a year, the budget, and what the next best costs.
class MoneyView : public SummaryView {
    Q_OBJECT

public:
    using SummaryView::SummaryView;

    [[nodiscard]] Table table() const override;

protected:
    [[nodiscard]] QString pageOf(const SummaryLook& look) const override;
};

}  // namespace plimsoll::gui
