// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/projection_board.hpp"

#include "gui/app/budget_edit.hpp"
#include "gui/views/bill_change_view.hpp"
#include "gui/views/commitments_view.hpp"
#include "gui/views/coverage_view.hpp"
#include "gui/views/months_view.hpp"
#include "gui/views/projection_answer_view.hpp"
#include "gui/views/view_panel.hpp"

#include <QHBoxLayout>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

namespace plimsoll::gui {

namespace {

template <class Kind>
View* makeProjected(Selection& selection, QWidget* around) {
    return new Kind(static_cast<ProjectionSelection&>(selection), around);
}

}  // namespace

ProjectionBoard::ProjectionBoard(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("projectionBoard"));
    setAutoFillBackground(true);
    auto* head = budgetRow(selection_, QStringLiteral("projection"), nullptr, this);

    const auto add = [this](QWidget* to, const ViewKind& kind) {
        auto* panel = new ViewPanel(kind, selection_, to);
        connect(panel, &ViewPanel::exportRequested, this, &ProjectionBoard::exportRequested);
        return panel;
    };
    auto* columns = new QSplitter(Qt::Horizontal, this);
    columns->addWidget(add(columns, {QStringLiteral("months-answer"), tr("The months ahead"),
                                     tr("In words: who is the cheapest when, what the sums may be, and what decides."),
                                     makeProjected<ProjectionAnswerView>}));
    auto* rows = new QSplitter(Qt::Vertical, columns);
    rows->addWidget(
        add(rows, {QStringLiteral("months"), tr("Bills"), tr("What each month will be billed, and how sure that is."),
                   makeProjected<MonthsView>}));
    auto* tabs = new QTabWidget(rows);
    tabs->setDocumentMode(true);
    const ViewKind below[] = {
        {QStringLiteral("bill-change"), tr("What changes the bill"),
         tr("From the first month to the last, driver by driver."), makeProjected<BillChangeView>},
        {QStringLiteral("commitments"), tr("Commitments"),
         tr("Which reservations and savings plans would be worth it, and what of them lies idle."),
         makeProjected<CommitmentsView>},
        {QStringLiteral("coverage"), tr("Coverage and waste"),
         tr("What commitments cover, what of them lies idle and what is left on demand, by the hour or the month."),
         makeProjected<CoverageView>}};
    for (const ViewKind& kind : below) {
        tabs->addTab(add(tabs, kind), kind.title);
        tabs->setTabToolTip(tabs->count() - 1, kind.help);
    }
    rows->addWidget(tabs);
    for (auto* split : {columns, rows}) split->setChildrenCollapsible(false);
    constexpr int kLeft = 840, kRight = 1000, kUpper = 1000, kLower = 760;  // they are divided in proportion
    columns->setSizes({kLeft, kRight});
    rows->setSizes({kUpper, kLower});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(head);
    layout->addWidget(columns, 1);
}

void ProjectionBoard::setBudgetEnabled(bool enabled) { findChild<BudgetEdit*>()->setEnabled(enabled); }

}  // namespace plimsoll::gui
