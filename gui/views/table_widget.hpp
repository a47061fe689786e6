// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

class QSortFilterProxyModel;

namespace plimsoll::gui {

class TableModel;
struct Table;

/// A table that is sorted by a click on its header and copied with Ctrl+C, with headings.
class TableWidget : public QTableView {
    Q_OBJECT

public:
    explicit TableWidget(QWidget* parent = nullptr);

    void setTable(Table table);
    /// Shows only the rows whose first cell holds the words.
    void search(const QString& words);
    void copySelection() const;
    [[nodiscard]] TableModel& tableModel() const { return *model_; }
    /// The row of the table that an index of this widget shows.
    [[nodiscard]] int sourceRow(const QModelIndex& index) const;

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    TableModel* model_;
    QSortFilterProxyModel* sorted_;
};

}  // namespace plimsoll::gui
