// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"

#include <QWidget>

class QComboBox;
class QListWidget;

namespace plimsoll::gui {

class Selection;
class BudgetEdit;
class TrafficSparkline;

/// The list of deployments: which are drawn, which one is selected, which one differences are taken against, and what
/// may be spent.
class DeploymentsPanel : public QWidget {
    Q_OBJECT

public:
    explicit DeploymentsPanel(Selection& selection, QWidget* parent = nullptr);

    /// Lists the deployments of a result; null: none.
    void setResult(const ResultPtr& result);
    /// Where there is little room: no traffic, and shorter cards.
    void setCompact(bool compact);

signals:
    /// Asks for another colour and marker for a deployment.
    void lookChosen(const QString& name, int look);

private:
    void showSelection();
    void offerLooks(const QPoint& position);

    Selection& selection_;
    ResultPtr result_;
    bool compact_ = false;
    TrafficSparkline* traffic_;
    QListWidget* list_;
    QComboBox* baseline_;
    BudgetEdit* budget_;
};

}  // namespace plimsoll::gui
