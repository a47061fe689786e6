// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/plan_answer_view.hpp"

#include "gui/models/plan_text.hpp"

namespace plimsoll::gui {

PlanAnswerView::PlanAnswerView(PlanSelection& selection, QWidget* parent)
    : SummaryView(selection, parent), selection_(selection) {
    connect(&selection, &PlanSelection::planChanged, this, [this] { update(); });
}

Table PlanAnswerView::table() const { return isEmpty() ? Table{} : planTable(*selection_.plan()); }

QString PlanAnswerView::source() const {
    return isEmpty() ? QString() : tr("plan of %1").arg(selection_.plan()->scenario);
}

QString PlanAnswerView::pageOf(const SummaryLook& look) const { return planHtml(*selection_.plan(), look); }

void PlanAnswerView::follow(const QString& link) {
    if (const auto candidate = candidateOfLink(link)) selection_.use(*candidate);
}

}  // namespace plimsoll::gui
