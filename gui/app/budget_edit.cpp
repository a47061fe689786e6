// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/budget_edit.hpp"

#include "gui/models/selection.hpp"
#include "gui/models/text.hpp"

#include <QDoubleValidator>

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

}  // namespace plimsoll::gui
