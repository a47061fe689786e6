// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/table.hpp"

#include "scenarios/printable.hpp"

#include <charconv>

namespace plimsoll::gui {

namespace {

QByteArray number(double value) {
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return {digits.data(), end - digits.data()};
}

QByteArray quoted(const QString& text) { return QByteArray::fromStdString(scenarios::csv_field(text.toStdString())); }

QByteArray field(const QVariant& cell) {
    switch (cell.typeId()) {
        case QMetaType::Double:
            return number(cell.toDouble());
        case QMetaType::UnknownType:
            return {};
        default:
            return quoted(cell.toString());
    }
}

}  // namespace

QString heading(const Column& column) {
    return column.unit.isEmpty() ? column.title : QStringLiteral("%1 (%2)").arg(column.title, column.unit);
}

QByteArray csvOf(const Table& table) {
    QByteArray csv;
    for (qsizetype i = 0; i < table.columns.size(); ++i) {
        if (i > 0) csv += ',';
        csv += quoted(heading(table.columns[i]));
    }
    csv += '\n';
    for (const auto& row : table.rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (i > 0) csv += ',';
            csv += field(row[i]);
        }
        csv += '\n';
    }
    return csv;
}

}  // namespace plimsoll::gui
