// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/verdict_view.hpp"

#include "gui/models/verdict_anatomy.hpp"
#include "gui/models/verdict_page.hpp"

namespace plimsoll::gui {

Table VerdictView::table() const {
    return result() == nullptr ? Table{} : verdictTable(verdictSteps(*result(), shownComparison()));
}

QString VerdictView::pageOf(const SummaryLook& look) const { return verdictHtml(*result(), look); }

}  // namespace plimsoll::gui
