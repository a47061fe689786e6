// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/table_model.hpp"

#include "gui/models/text.hpp"

#include <utility>

namespace plimsoll::gui {

void TableModel::setTable(Table table) {
    beginResetModel();
    table_ = std::move(table);
    endResetModel();
}

int TableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(table_.rows.size());
}

int TableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(table_.columns.size());
}

QVariant TableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const auto& row = table_.rows[index.row()];
    if (index.column() >= row.size()) return {};
    const QVariant& cell = row[index.column()];
    const bool isNumber = cell.typeId() == QMetaType::Double;
    const bool isDecimal = table_.columns[index.column()].isDecimal;
    switch (role) {
        case SortRole:
            return isDecimal && cell.isValid() ? QVariant(cell.toString().toDouble()) : cell;
        case Qt::DisplayRole:
            if (isNumber && table_.columns[index.column()].isClock) return clockText(cell.toDouble());
            if (isNumber) return numberText(cell.toDouble());
            if (cell.typeId() == QMetaType::Bool) return cell.toBool() ? tr("yes") : tr("no");
            return cell.toString();
        case Qt::ToolTipRole:
            return isNumber ? QVariant(exactNumber(cell.toDouble())) : QVariant(cell.toString());
        case Qt::TextAlignmentRole:
            return {(isNumber || isDecimal ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter};
        default:
            return {};
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role != Qt::DisplayRole) return {};
    if (orientation == Qt::Vertical) return section + 1;
    if (section < 0 || section >= table_.columns.size()) return {};
    const Column& column = table_.columns[section];
    return column.isClock ? column.title : heading(column);
}

}  // namespace plimsoll::gui
