// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/plan_board.hpp"

#include "gui/views/plan_answer_view.hpp"
#include "gui/views/plan_front_view.hpp"
#include "gui/views/view_panel.hpp"

#include <QHBoxLayout>
#include <QSplitter>

namespace plimsoll::gui {

PlanBoard::PlanBoard(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("planBoard"));
    setAutoFillBackground(true);
    const auto of = [](auto make) {
        return [make](Selection& selection, QWidget* around) -> View* {
            return make(static_cast<PlanSelection&>(selection), around);
        };
    };
    const ViewKind kinds[] = {
        {QStringLiteral("plan-answer"), tr("The answer"),
         tr("In words: what to deploy, why, how sure that is, and what would flip it."),
         of([](PlanSelection& selection, QWidget* around) { return new PlanAnswerView(selection, around); })},
        {QStringLiteral("plan-front"), tr("Cost against p99"),
         tr("What was simulated that nothing is both cheaper and faster than."),
         of([](PlanSelection& selection, QWidget* around) { return new PlanFrontView(selection, around); })}};
    auto* row = new QSplitter(Qt::Horizontal, this);
    row->setChildrenCollapsible(false);
    for (const ViewKind& kind : kinds) {
        auto* panel = new ViewPanel(kind, selection_, row);
        connect(panel, &ViewPanel::exportRequested, this, &PlanBoard::exportRequested);
        row->addWidget(panel);
    }
    constexpr int kShare = 1000;  // they are divided in proportion
    row->setSizes({kShare, kShare});
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(row);
    connect(&selection_, &PlanSelection::useWanted, this, &PlanBoard::useWanted);
}

}  // namespace plimsoll::gui
