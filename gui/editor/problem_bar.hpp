// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenarios/input_error.hpp"

#include <QWidget>

class QLabel;
class QToolButton;

namespace plimsoll::gui {

class ScenarioDocument;

/// How many problems the scenario has, and the way to the next (F8) and to the one before (Shift+F8).
class ProblemBar : public QWidget {
    Q_OBJECT

public:
    explicit ProblemBar(ScenarioDocument& document, QWidget* parent = nullptr);

    [[nodiscard]] QString text() const;

signals:
    void problemActivated(const plimsoll::Problem& problem);

private:
    void refresh();
    void step(int by);

    ScenarioDocument& document_;
    int current_ = -1;
    QLabel* icon_;
    QLabel* text_;
    QToolButton* next_;
    QToolButton* previous_;
};

}  // namespace plimsoll::gui
