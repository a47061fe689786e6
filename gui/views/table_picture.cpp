// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/table_picture.hpp"

#include "gui/models/table_model.hpp"

#include <QCoreApplication>
#include <QPainter>
#include <algorithm>
#include <numeric>

namespace plimsoll::gui {

namespace {

constexpr int kPadding = 6;
constexpr int kWidest = 420;

/// As wide as the texts are, and where they are too wide for all of it, not more than a share of it each.
QList<int> columnWidths(const TableModel& model, const QFontMetrics& metrics, const QFontMetrics& heading, int rows,
                        int all) {
    constexpr int kRounding = 1;  // widths of texts are no whole pixels
    QList<int> widths;
    for (int column = 0; column < model.columnCount(); ++column) {
        int width = heading.horizontalAdvance(model.headerData(column, Qt::Horizontal).toString());
        for (int row = 0; row < rows; ++row)
            width = std::max(width, metrics.horizontalAdvance(model.data(model.index(row, column)).toString()));
        widths.append(width + kRounding + 2 * kPadding);
    }
    if (std::accumulate(widths.begin(), widths.end(), 0) <= all) return widths;
    for (int& width : widths) width = std::min(width, kWidest);
    return widths;
}

}  // namespace

void paintTable(QPaintDevice& device, const QSize& size, const Table& table, const QFont& font,
                const QPalette& palette) {
    QPainter painter(&device);
    painter.setFont(font);
    painter.fillRect(QRect({}, size), palette.color(QPalette::Base));
    TableModel model;
    model.setTable(table);
    const QFontMetrics metrics(font, &device);
    const int height = metrics.height() + kPadding;
    const int fitting = std::max(0, size.height() / height - 2);  // heading and the line about the rest
    const int rows = std::min(model.rowCount(), fitting);
    QFont bold = font;
    bold.setBold(true);
    const QFontMetrics heading(bold, &device);
    const auto widths = columnWidths(model, metrics, heading, rows, size.width());

    const auto line = [&](int y, const QFontMetrics& letters, const auto& textOf, const auto& alignmentOf) {
        int x = 0;
        for (int column = 0; column < model.columnCount(); ++column) {
            const QRect cell(x + kPadding, y, widths[column] - 2 * kPadding, height);
            painter.drawText(cell, alignmentOf(column),
                             letters.elidedText(textOf(column), Qt::ElideRight, cell.width()));
            x += widths[column];
        }
    };
    painter.setPen(palette.color(QPalette::Text));
    painter.setFont(bold);
    line(
        0, heading, [&](int column) { return model.headerData(column, Qt::Horizontal).toString(); },
        [](int) { return Qt::AlignLeft | Qt::AlignVCenter; });
    painter.setFont(font);
    for (int row = 0; row < rows; ++row) {
        const int y = (row + 1) * height;
        if (row % 2 == 1) painter.fillRect(0, y, size.width(), height, palette.color(QPalette::AlternateBase));
        line(
            y, metrics, [&](int column) { return model.data(model.index(row, column)).toString(); },
            [&](int column) { return model.data(model.index(row, column), Qt::TextAlignmentRole).toInt(); });
    }
    if (const int more = model.rowCount() - rows; more > 0)
        painter.drawText(QRect(kPadding, (rows + 1) * height, size.width(), height), Qt::AlignLeft | Qt::AlignVCenter,
                         QCoreApplication::translate("Table", "… %n more rows", nullptr, more));
}

}  // namespace plimsoll::gui
