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

QByteArray png(View& view, const QSize& size, double scale) {
    QImage image((QSizeF(size) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(Qt::transparent);
    view.paintTo(image, size);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray svg(View& view, const QSize& size) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect({}, size));
    generator.setTitle(view.accessibleName());
    generator.setDescription(view.accessibleDescription());
    view.paintTo(generator, size);
    return bytes;
}

QByteArray pdf(View& view, const QSize& size) {
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
    view.paintTo(writer, size);
    return bytes;
}

}  // namespace

QStringList exportFormats() {
    return {QStringLiteral("png"), QStringLiteral("svg"), QStringLiteral("pdf"), QStringLiteral("csv")};
}

QString exportView(View& view, const QString& path, const QSize& size, double scale) {
    const QString format = QFileInfo(path).suffix().toLower();
    QByteArray bytes;
    if (format == QLatin1String("png"))
        bytes = png(view, size, scale);
    else if (format == QLatin1String("svg"))
        bytes = svg(view, size);
    else if (format == QLatin1String("pdf"))
        bytes = pdf(view, size);
    else if (format == QLatin1String("csv"))
        bytes = csvOf(view.table());
    else
        return tr("%1 ends in none of: %2.").arg(path, exportFormats().join(QStringLiteral(", ")));

    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || file.write(bytes) != bytes.size() || !file.commit())
        return tr("%1 could not be written: %2.").arg(path, file.errorString());
    return {};
}

}  // namespace plimsoll::gui
