// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/projection_answer_view.hpp"

#include "gui/models/projection_text.hpp"

namespace plimsoll::gui {

ProjectionAnswerView::ProjectionAnswerView(ProjectionSelection& selection, QWidget* parent)
    : SummaryView(selection, parent), selection_(selection) {
    connect(&selection, &ProjectionSelection::billsChanged, this, [this] { update(); });
}

Table ProjectionAnswerView::table() const { return isEmpty() ? Table{} : projectionTable(*selection_.bills()); }

QString ProjectionAnswerView::source() const {
    return isEmpty() ? QString() : tr("months ahead of %1").arg(selection_.bills()->scenario);
}

QString ProjectionAnswerView::pageOf(const SummaryLook& look) const {
    return projectionHtml(*selection_.bills(), look);
}

}  // namespace plimsoll::gui
