// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/editor/section_tree.hpp"

#include <QWidget>

class QLabel;
class QTableView;

namespace plimsoll::gui {

class ScenarioDocument;
class TableModel;

/// The elements of the list section side by side: a table of their plain members. Enter or a double click opens one.
class OverviewPage : public QWidget {
    Q_OBJECT

public:
    OverviewPage(ScenarioDocument& document, const Section& list, QWidget* parent = nullptr);

    void refresh();
    [[nodiscard]] QList<QWidget*> tabStops() const;

signals:
    void opened(const QString& pointer);

private:
    ScenarioDocument& document_;
    std::string array_;
    TableModel* model_;
    QTableView* view_;
};

}  // namespace plimsoll::gui
