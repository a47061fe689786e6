// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
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
                             SeriesField::p50, SeriesField::p99, SeriesField::cost, SeriesField::interruptions})
        lines.append(QStringLiteral("%1: %2").arg(heading(columnOf(field)),
                                                  valueText(field, valueOf(deployment(*index), *bucket, field))));
    return lines.join(QLatin1Char('\n'));
}

/// What stands over each row at that time.
QStringList TimelineView::readOut(double seconds) const {
    QStringList texts;
    for (const auto& row : rows_) {
        QStringList values;
        const bool shared = row.fields.first() == SeriesField::arrivals && sharedArrivals_;
        for (const int index : shared ? choice_.lines.mid(0, 1) : choice_.lines) {
            const auto bucket = bucketAt(deployment(index), seconds);
            for (const auto field : row.fields) {
                const QString text =
                    valueText(field, bucket ? valueOf(deployment(index), *bucket, field) : std::nullopt);
                if (row.fields.size() > 1)
                    values.append(QStringLiteral("%1 %2").arg(columnOf(field).title, text));
                else
                    values.append(choice_.lines.size() > 1 && !shared
                                      ? QStringLiteral("%1 %2").arg(qstring(deployment(index).name), text)
                                      : text);
            }
        }
        QString text = values.join(QStringLiteral(" · "));
        if (&row == &rows_.first()) text.prepend(clockText(seconds) + QStringLiteral("  "));
        const int room = row.rect->width() - QFontMetrics(font()).horizontalAdvance(row.title + QStringLiteral("    "));
        texts.append(QFontMetrics(font()).elidedText(text, Qt::ElideRight, std::max(0, room)));
    }
    return texts;
}

}  // namespace plimsoll::gui
