// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

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

}  // namespace plimsoll::gui
