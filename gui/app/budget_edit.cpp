// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/budget_edit.hpp"

#include "gui/models/selection.hpp"
#include "gui/models/text.hpp"

#include <QDoubleValidator>

#include <QHBoxLayout>
#include <QLabel>

namespace plimsoll::gui {

BudgetEdit::BudgetEdit(Selection& selection, QWidget* parent) : QLineEdit(parent), selection_(selection) {
    setAccessibleName(tr("Budget in USD a month"));
    setPlaceholderText(tr("none, in USD a month"));
    setToolTip(tr("Drawn as a line in the views of cost"));
    auto* validator = new QDoubleValidator(this);
    validator->setLocale(QLocale::c());
    validator->setBottom(0);
    setValidator(validator);
    connect(this, &QLineEdit::editingFinished, this, &BudgetEdit::read);
    connect(&selection_, &Selection::changed, this, &BudgetEdit::show);
    show();
}

void BudgetEdit::read() {
    bool isNumber = false;
    const double usdPerMonth = QLocale::c().toDouble(text(), &isNumber);
    selection_.setBudget(isNumber ? std::optional(usdPerMonth) : std::nullopt);
}

void BudgetEdit::show() {
    const auto budget = selection_.budget();
    setText(budget ? exactNumber(*budget) : QString());
}

QHBoxLayout* budgetRow(Selection& selection, const QString& name, QWidget* before, QWidget* parent) {
    auto* budget = new BudgetEdit(selection, parent);
    budget->setObjectName(name + QStringLiteral("/budget"));
    constexpr int kWidth = 170;
    budget->setFixedWidth(kWidth);
    auto* label = new QLabel(BudgetEdit::tr("B&udget"), parent);
    label->setBuddy(budget);
    auto* row = new QHBoxLayout;
    constexpr int kMargin = 6;
    row->setContentsMargins(kMargin, kMargin, kMargin, 0);
    if (before != nullptr)
        row->addWidget(before, 1);
    else
        row->addStretch(1);
    row->addWidget(label);
    row->addWidget(budget);
    return row;
}

}  // namespace plimsoll::gui
