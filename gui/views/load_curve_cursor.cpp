// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/deployment_text.hpp"
#include "gui/models/text.hpp"
#include "gui/views/cursor_read_out.hpp"
#include "gui/views/load_curve_view.hpp"

#include <qcustomplot.h>

#include <algorithm>

/// The cursor over load curves.
namespace plimsoll::gui {

namespace {

constexpr qsizetype kMostRowsRead = 12;  // of the read-out

}  // namespace

QPointF LoadCurveView::pixelOf(double rate, double value) const {
    return {plot().xAxis->coordToPixel(rate), plot().yAxis->coordToPixel(valueScale_.placeOf(value))};
}

std::pair<const LoadCurveView::Curve*, const CurvePoint*> LoadCurveView::pointAt(const QPointF& position) const {
    constexpr double kReach = 9;
    double least = kReach;
    std::pair<const Curve*, const CurvePoint*> nearest{nullptr, nullptr};
    for (const auto& curve : curves_)
        for (const auto& point : curve.points) {
            if (point.crossing) continue;
            if (const double distance = QLineF(pixelOf(point.rate, point.value.value), position).length();
                distance < least) {
                least = distance;
                nearest = {&curve, &point};
            }
        }
    return nearest;
}

QString LoadCurveView::toolTipAt(const QPointF& position) const {
    if (const qsizetype mark = strip_->markAt(position); mark >= 0) return sentenceOfMark(mark);
    if (grabsAt(position)) return tr("Drag to another load to run the scenario there.");
    const auto [curve, point] = pointAt(position);
    if (curve == nullptr) return PlotView::toolTipAt(position);
    QStringList lines{qstring(result()->deployment(curve->deployment).name),
                      tr("%1 requests/s (load ×%2), simulated").arg(numberText(point->rate), numberText(point->load)),
                      valueText(point->value), point->sloMet ? wordOf(Objectives::met) : wordOf(Objectives::missed)};
    if (point->unstable) lines.append(tr("unstable: more work arrives than can be done, the queue grows"));
    return lines.join(QLatin1Char('\n'));
}

QString LoadCurveView::readingText(const Curve& curve, double load, const CurveReading& reading) const {
    results::Estimate value;
    value.value = reading.value;
    QString text = valueText(value);
    if (const auto other = baseline(); other && *other != curve.deployment)
        if (const auto base = readAt(curveOf(result()->deployment(*other)), load, between()))
            if (const QString change = changeText(base->value, reading.value); !change.isEmpty())
                text += QStringLiteral(" (%1)").arg(change);
    const auto sign = [](bool met) { return met ? QChar(u'✓') : QChar(u'✗'); };
    if (reading.metBelow == reading.metAbove) return text + QLatin1Char(' ') + sign(reading.metBelow);
    return text + QLatin1Char(' ') + sign(reading.metBelow) + QChar(u'→') + sign(reading.metAbove);
}

void LoadCurveView::placeCursor() {
    if (readOut_ == nullptr) return;
    const auto load = selection().hoverLoad();
    if (!load || loads().empty()) {
        readOut_->setVisible(false);
        return;
    }
    struct Value {
        double value;
        CursorReadOut::Row row;
    };
    QList<Value> values;
    bool simulated = true;
    for (const auto& curve : std::as_const(curves_)) {
        if (curves_.size() > kMostRowsRead && selection().deployment() != curve.deployment) continue;
        const auto reading = readAt(curve.points, *load, between());
        if (!reading) continue;
        simulated = simulated && reading->simulated;
        constexpr double kSize = 8;
        values.append({reading->value,
                       {markerOf(curve.deployment, kSize, reading->metBelow && reading->metAbove),
                        qstring(result()->deployment(curve.deployment).name), readingText(curve, *load, *reading)}});
    }
    std::stable_sort(values.begin(), values.end(),
                     [](const Value& left, const Value& right) { return left.value > right.value; });
    QList<CursorReadOut::Row> rows;
    for (const auto& value : std::as_const(values)) rows.append(value.row);
    const double rate = loads().rateOf(*load);
    QString title = tr("%1 requests/s (load ×%2)").arg(numberText(rate), numberText(*load));
    if (!rows.isEmpty()) title += simulated ? tr(", simulated") : tr(", interpolated");
    readOut_->showAt(rate, title, rows);
}

}  // namespace plimsoll::gui
