// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/commitments_view.hpp"

#include "gui/models/commitment_text.hpp"

namespace plimsoll::gui {

CommitmentsView::CommitmentsView(ProjectionSelection& selection, QWidget* parent)
    : SummaryView(selection, parent), selection_(selection) {
    connect(&selection, &ProjectionSelection::commitmentsChanged, this, [this] { update(); });
}

Table CommitmentsView::table() const { return isEmpty() ? Table{} : commitmentsTable(*selection_.commitments()); }

QString CommitmentsView::source() const {
    return selection_.bills() ? tr("commitments for %1").arg(selection_.bills()->scenario) : QString();
}

QString CommitmentsView::pageOf(const SummaryLook& look) const {
    return commitmentsHtml(*selection_.commitments(), look);
}

}  // namespace plimsoll::gui
