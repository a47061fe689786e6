// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/export/export.hpp"

#include "gui/models/table.hpp"
#include "gui/views/view.hpp"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QPicture>
#include <QSaveFile>
#include <QSvgGenerator>

namespace plimsoll::gui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Export", text); }

/// Draws the view below a title, in the colours of the frame, or the view alone.
void paint(View& view, QPaintDevice& device, const QSize& size, const std::optional<PictureFrame>& frame) {
    if (!frame) {
        view.paintTo(device, size);
        return;
    }
    constexpr int kMargin = 16;
    QFont title = view.font();
    constexpr double kLarger = 1.5;
    title.setPointSizeF(title.pointSizeF() * kLarger);
    title.setBold(true);
    QStringList state;
    if (!frame->stamp.isEmpty()) state.append(QStringLiteral("⚠ %1").arg(frame->stamp));
    if (!frame->range.isEmpty()) state.append(frame->range);
    QPicture picture;
    const int line = QFontMetrics(view.font(), &device).lineSpacing();
    const int head = kMargin + QFontMetrics(title, &device).lineSpacing() + line * (state.isEmpty() ? 1 : 2) + line / 2;
    view.setPalette(frame->palette);
    view.paintTo(picture, QSize(size.width(), size.height() - head));
    view.setPalette(QPalette());
    QPainter painter(&device);
    painter.fillRect(QRect({}, size), frame->palette.color(QPalette::Base));
    painter.setPen(frame->palette.color(QPalette::Text));
    int y = kMargin;
    const auto write = [&](const QString& text, const QFont& font) {
        painter.setFont(font);
        const QRect room(kMargin, y, size.width() - 2 * kMargin, QFontMetrics(font, &device).lineSpacing());
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, text);
        y += room.height();
    };
    write(frame->title, title);
    write(frame->about, view.font());
    QFont bold = view.font();
    bold.setBold(true);
    if (!state.isEmpty()) write(state.join(QStringLiteral(" · ")), bold);
    painter.drawPicture(0, head, picture);
}

/// The numbers; where they are no facts of the scenario, or of a part of the horizon, each row says so.
QByteArray csv(const View& view, const std::optional<PictureFrame>& frame) {
    Table table = view.table();
    const auto append = [&table](const QString& title, const QString& text) {
        if (text.isEmpty()) return;
        table.columns.append({title, {}});
        for (auto& row : table.rows) row.append(text);
    };
    if (frame) append(tr("state"), frame->stamp);
    if (frame) append(tr("range"), frame->range);
    return csvOf(table);
}

QByteArray png(View& view, const QSize& size, double scale, const std::optional<PictureFrame>& frame) {
    QImage image((QSizeF(size) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(Qt::transparent);
    paint(view, image, size, frame);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray svg(View& view, const QSize& size, const std::optional<PictureFrame>& frame) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect({}, size));
    generator.setTitle(view.accessibleName());
    generator.setDescription(view.accessibleDescription());
    paint(view, generator, size, frame);
    return bytes;
}

QByteArray pdf(View& view, const QSize& size, const std::optional<PictureFrame>& frame) {
    constexpr int kDotsPerInch = 96;  // a device-independent pixel
    constexpr double kPointsPerInch = 72;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kDotsPerInch);
    writer.setPageLayout(QPageLayout(QPageSize(QSizeF(size) * kPointsPerInch / kDotsPerInch, QPageSize::Point),
                                     QPageLayout::Portrait, QMarginsF()));
    writer.setTitle(view.accessibleName());
    paint(view, writer, size, frame);
    return bytes;
}

}  // namespace

QStringList exportFormats() {
    return {QStringLiteral("png"), QStringLiteral("svg"), QStringLiteral("pdf"), QStringLiteral("csv")};
}

QString exportView(View& view, const QString& path, const QSize& size, double scale,
                   const std::optional<PictureFrame>& frame) {
    const QString format = QFileInfo(path).suffix().toLower();
    QByteArray bytes;
    if (format == QLatin1String("png"))
        bytes = png(view, size, scale, frame);
    else if (format == QLatin1String("svg"))
        bytes = svg(view, size, frame);
    else if (format == QLatin1String("pdf"))
        bytes = pdf(view, size, frame);
    else if (format == QLatin1String("csv"))
        bytes = csv(view, frame);
    else
        return tr("%1 ends in none of: %2.").arg(path, exportFormats().join(QStringLiteral(", ")));

    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || file.write(bytes) != bytes.size() || !file.commit())
        return tr("%1 could not be written: %2.").arg(path, file.errorString());
    return {};
}

}  // namespace plimsoll::gui
