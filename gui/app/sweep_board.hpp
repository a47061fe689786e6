// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/sweep_selection.hpp"

#include <QWidget>

class QLabel;
class QSplitter;
class QTabWidget;

namespace plimsoll::gui {

class View;
class ViewPanel;

/// The views of a sweep side by side, under one brush, and above them what came out.
class SweepBoard : public QWidget {
    Q_OBJECT

public:
    explicit SweepBoard(QWidget* parent = nullptr);

    [[nodiscard]] SweepSelection& selection() { return selection_; }
    void setSweep(const SweepPtr& sweep);
    [[nodiscard]] View* view(const QString& name) const;
    /// Brings a view to the front.
    void show(const QString& name);

signals:
    void exportRequested(View* view);
    void pointActivated(int point);

private:
    void addPanel(QSplitter& row, const QStringList& names);

    SweepSelection selection_;
    QLabel* outcome_;
    QList<ViewPanel*> panels_;
};

/// "81 points of 4 deployments; the cheapest that meets its objectives: …".
[[nodiscard]] QString outcomeText(const Sweep& sweep);

}  // namespace plimsoll::gui
