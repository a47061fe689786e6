// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/deployment_style.hpp"
#include "gui/models/text.hpp"
#include "gui/views/timeline_view.hpp"

#include <qcustomplot.h>

#include <algorithm>

/// The cursor over the timeline, and what it reads.
namespace plimsoll::gui {

QString TimelineView::toolTipAt(const QPointF& position) const {
    const auto index = deploymentAt(position);
    const auto seconds = selection().hoverTime();
    if (!index || !seconds) return {};
    const auto bucket = bucketAt(deployment(*index), *seconds);
    if (!bucket) return {};
    QStringList lines{QStringLiteral("%1, %2").arg(qstring(deployment(*index).name), clockText(*seconds))};
    for (const auto field : {SeriesField::arrivals, SeriesField::ready, SeriesField::starting, SeriesField::in_system,
                             SeriesField::p50, SeriesField::p99, SeriesField::cost, SeriesField::interruptions,
                             SeriesField::running, SeriesField::queued, SeriesField::kv_cache}) {
        const auto value = valueOf(deployment(*index), *bucket, field);
        if (field >= SeriesField::running && !value) continue;
        lines.append(QStringLiteral("%1: %2").arg(heading(columnOf(field)), valueText(field, value)));
    }
    return lines.join(QLatin1Char('\n'));
}

/// What stands over each row at that time: deployments by name, or where that is too long by their markers.
QStringList TimelineView::readOut(double seconds) const {
    const QFontMetrics metrics(font());
    const auto nameOf = [this](int index, bool brief) {
        return brief ? QString(glyphOf(styleOf(index).marker)) : qstring(deployment(index).name);
    };
    const auto textOf = [&](const Row& row, bool brief) {
        QStringList values;
        const bool shared = row.fields.first() == SeriesField::arrivals && sharedArrivals_;
        for (const int index : shared ? choice_.lines.mid(0, 1) : choice_.lines) {
            const auto bucket = bucketAt(deployment(index), seconds);
            for (const auto field : row.fields) {
                QString text = valueText(field, bucket ? valueOf(deployment(index), *bucket, field) : std::nullopt);
                if (row.fields.size() > 1)
                    text.prepend(columnOf(field).title + QLatin1Char(' '));
                else if (choice_.lines.size() > 1 && !shared)
                    text.prepend(nameOf(index, brief) + QLatin1Char(' '));
                values.append(text);
            }
        }
        const QString text = values.join(QStringLiteral(" · "));
        return &row == &rows_.first() ? QStringLiteral("%1  %2").arg(clockText(seconds), text) : text;
    };
    QStringList texts;
    for (const auto& row : rows_) {
        const int room = row.rect->width() - metrics.horizontalAdvance(row.title + QStringLiteral("    "));
        QString text = textOf(row, false);
        if (metrics.horizontalAdvance(text) > room) text = textOf(row, true);
        texts.append(metrics.elidedText(text, Qt::ElideRight, std::max(0, room)));
    }
    return texts;
}

}  // namespace plimsoll::gui
