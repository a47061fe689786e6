// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/plan_selection.hpp"

#include <QWidget>

namespace plimsoll::gui {

class View;

/// The planner's answer in words, and beside it as a plot.
class PlanBoard : public QWidget {
    Q_OBJECT

public:
    explicit PlanBoard(QWidget* parent = nullptr);

    [[nodiscard]] PlanSelection& selection() { return selection_; }

signals:
    void exportRequested(View* view);
    void useWanted(int candidate);

private:
    PlanSelection selection_;
};

}  // namespace plimsoll::gui
