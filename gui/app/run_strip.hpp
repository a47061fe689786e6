// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/run/runner.hpp"

#include <QWidget>

class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace plimsoll::gui {

/// Progress of a scenario's run: how far, at which deployment, time left; run, cancel, and whether changes run by
/// themselves.
class RunStrip : public QWidget {
    Q_OBJECT

public:
    explicit RunStrip(QWidget* parent = nullptr);

    void showState(Runner::State state);
    void showProgress(const RunProgress& progress);
    void showDone(const QString& text);

    [[nodiscard]] bool runsByItself() const;
    void setRunsByItself(bool runs);

signals:
    void runRequested();
    void cancelRequested();
    void sweepRequested();
    void planRequested();
    void monthsRequested();
    void runsByItselfChanged(bool runs);

private:
    void addTask(const QString& name, const QString& text, const QString& accessible, const QString& help,
                 void (RunStrip::*wanted)());

    QPushButton* run_;
    QPushButton* cancel_;
    QCheckBox* byItself_;
    QProgressBar* bar_;
    QLabel* text_;
};

}  // namespace plimsoll::gui
