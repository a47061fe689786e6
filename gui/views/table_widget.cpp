// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/table_widget.hpp"

#include "gui/models/table_model.hpp"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QSortFilterProxyModel>
#include <algorithm>
#include <utility>

namespace plimsoll::gui {

TableWidget::TableWidget(QWidget* parent)
    : QTableView(parent), model_(new TableModel(this)), sorted_(new QSortFilterProxyModel(this)) {
    sorted_->setSourceModel(model_);
    sorted_->setSortRole(TableModel::SortRole);
    setModel(sorted_);
    setSortingEnabled(true);
    sortByColumn(-1, Qt::AscendingOrder);  // as the result has it, until a header is clicked
    setAlternatingRowColors(true);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);  // Tab leaves the table
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    setAccessibleName(tr("Table"));
}

void TableWidget::setTable(Table table) {
    model_->setTable(std::move(table));
    constexpr int kRowsMeasured = 50;
    constexpr int kWidest = 320;
    horizontalHeader()->setResizeContentsPrecision(kRowsMeasured);
    resizeColumnsToContents();
    for (int column = 0; column < model_->columnCount(); ++column)
        setColumnWidth(column, std::min(columnWidth(column), kWidest));
}

void TableWidget::search(const QString& words) {
    sorted_->setFilterCaseSensitivity(Qt::CaseInsensitive);
    sorted_->setFilterKeyColumn(0);
    sorted_->setFilterFixedString(words);
}

int TableWidget::sourceRow(const QModelIndex& index) const { return sorted_->mapToSource(index).row(); }

void TableWidget::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy))
        copySelection();
    else
        QTableView::keyPressEvent(event);
}

void TableWidget::copySelection() const {
    Table copy{model_->table().columns, {}};
    QList<QModelIndex> rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const auto& row : rows) copy.rows.append(model_->table().rows[sourceRow(row)]);
    QApplication::clipboard()->setText(QString::fromUtf8(tsvOf(copy)));
}

}  // namespace plimsoll::gui
