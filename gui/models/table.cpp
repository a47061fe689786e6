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

QByteArray tsvOf(const Table& table) {
    const auto plain = [](QByteArray cell) { return cell.replace('\t', ' ').replace('\n', ' '); };
    QByteArrayList lines, cells;
    for (const auto& column : table.columns) cells.append(plain(heading(column).toUtf8()));
    lines.append(cells.join('\t'));
    for (const auto& row : table.rows) {
        cells.clear();
        for (const auto& cell : row)
            cells.append(cell.typeId() == QMetaType::Double ? number(cell.toDouble())
                                                            : plain(cell.toString().toUtf8()));
        lines.append(cells.join('\t'));
    }
    return lines.join('\n') + '\n';
}

}  // namespace plimsoll::gui
