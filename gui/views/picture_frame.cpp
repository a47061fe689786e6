// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/picture_frame.hpp"

#include "gui/views/light_palette.hpp"
#include "gui/views/view.hpp"

#include <QCoreApplication>
#include <QDate>
#include <QPainter>
#include <QPicture>

namespace plimsoll::gui {

PictureFrame frameOf(const View& view) {
    PictureFrame frame;
    frame.palette = lightPalette();
    frame.title = view.accessibleName();
    frame.stamp = view.stamp();
    frame.range = view.range();
    if (const QString source = view.source(); !source.isEmpty())
        frame.about = QCoreApplication::translate("Export", "%1 · exported %2")
                          .arg(source, QDate::currentDate().toString(Qt::ISODate));
    return frame;
}

void paintFramed(View& view, QPaintDevice& device, const QSize& size, const PictureFrame& frame) {
    constexpr int kMargin = 16;
    QFont title = view.font();
    constexpr double kLarger = 1.5;
    title.setPointSizeF(title.pointSizeF() * kLarger);
    title.setBold(true);
    QStringList state;
    if (!frame.stamp.isEmpty()) state.append(QStringLiteral("⚠ %1").arg(frame.stamp));
    if (!frame.range.isEmpty()) state.append(frame.range);
    QPicture picture;
    const int line = QFontMetrics(view.font(), &device).lineSpacing();
    const int head = kMargin + QFontMetrics(title, &device).lineSpacing() + line * (state.isEmpty() ? 1 : 2) + line / 2;
    view.setPalette(frame.palette);
    view.paintTo(picture, QSize(size.width(), size.height() - head));
    view.setPalette(QPalette());
    QPainter painter(&device);
    painter.fillRect(QRect({}, size), frame.palette.color(QPalette::Base));
    painter.setPen(frame.palette.color(QPalette::Text));
    int y = kMargin;
    const auto write = [&](const QString& text, const QFont& font) {
        painter.setFont(font);
        const QRect room(kMargin, y, size.width() - 2 * kMargin, QFontMetrics(font, &device).lineSpacing());
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, text);
        y += room.height();
    };
    write(frame.title, title);
    write(frame.about, view.font());
    QFont bold = view.font();
    bold.setBold(true);
    if (!state.isEmpty()) write(state.join(QStringLiteral(" · ")), bold);
    painter.drawPicture(0, head, picture);
}

Table framedTable(const View& view, const PictureFrame& frame) {
    Table table = view.table();
    const auto append = [&table](const QString& title, const QString& text) {
        if (text.isEmpty()) return;
        table.columns.append({title, {}});
        for (auto& row : table.rows) row.append(text);
    };
    append(QCoreApplication::translate("Export", "state"), frame.stamp);
    append(QCoreApplication::translate("Export", "range"), frame.range);
    return table;
}

}  // namespace plimsoll::gui
