// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

class QHBoxLayout;

namespace plimsoll::gui {

class Selection;

/// What may be spent, in USD a month, in step with a selection; an empty line: nothing was said.
class BudgetEdit : public QLineEdit {
    Q_OBJECT

public:
    explicit BudgetEdit(Selection& selection, QWidget* parent = nullptr);

private:
    void read();
    void show();

    Selection& selection_;
};

/// A line with the budget at its right end, named "NAME/budget", and what may stand before it (null: nothing).
[[nodiscard]] QHBoxLayout* budgetRow(Selection& selection, const QString& name, QWidget* before, QWidget* parent);

}  // namespace plimsoll::gui
