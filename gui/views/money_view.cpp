// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/money_view.hpp"

#include "gui/models/money_page.hpp"

namespace plimsoll::gui {

Table MoneyView::table() const { return result() == nullptr ? Table{} : moneyTable(*result(), shownComparison()); }

QString MoneyView::pageOf(const SummaryLook& look) const { return moneyHtml(*result(), look); }

}  // namespace plimsoll::gui
