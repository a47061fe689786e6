// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace plimsoll::gui {

/// Progress of a task of many simulations, a sweep or the search for a plan: go on, cancel, how far.
class TaskStrip : public QWidget {
    Q_OBJECT

public:
    /// What its buttons are called, for people and for screen readers.
    TaskStrip(const QString& go, const QString& goHelp, QWidget* parent = nullptr);

    /// Another thing to do, where nothing runs: a button behind the others.
    QPushButton* addTask(const QString& name, const QString& text, const QString& help);

    void showBusy(bool busy);
    /// \param fraction below 0: not known
    void showProgress(double fraction, const QString& text);
    void showDone(const QString& text);

signals:
    void goRequested();
    void cancelRequested();

private:
    QPushButton* go_;
    QPushButton* cancel_;
    QList<QPushButton*> tasks_;
    QProgressBar* bar_;
    QLabel* text_;
};

}  // namespace plimsoll::gui
