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
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace plimsoll::gui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Export", text); }

void paint(View& view, QPaintDevice& device, const QSize& size, const std::optional<PictureFrame>& frame) {
    if (frame)
        paintFramed(view, device, size, *frame);
    else
        view.paintTo(device, size);
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
        bytes = csvOf(frame ? framedTable(view, *frame) : view.table());
    else
        return tr("%1 ends in none of: %2.").arg(path, exportFormats().join(QStringLiteral(", ")));

    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || file.write(bytes) != bytes.size() || !file.commit())
        return tr("%1 could not be written: %2.").arg(path, file.errorString());
    return {};
}

}  // namespace plimsoll::gui
