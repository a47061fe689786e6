// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/deployment_text.hpp"
#include "gui/models/text.hpp"
#include "gui/views/cursor_read_out.hpp"
#include "gui/views/load_curve_view.hpp"
#include "gui/views/span_strip.hpp"

#include <QKeyEvent>

#include <qcustomplot.h>

#include <algorithm>

/// The cursor over load curves, and the load line.
namespace plimsoll::gui {

namespace {

constexpr qsizetype kMostRowsRead = 12;  // of the read-out

}  // namespace

QPointF LoadCurveView::pixelOf(double rate, double value) const {
    return {plot().xAxis->coordToPixel(rate), plot().yAxis->coordToPixel(valueScale_.placeOf(value))};
}

double LoadCurveView::loadAtPixel(double x) const {
    const QRect room = plot().axisRect()->rect();
    const double inside = std::clamp(x, static_cast<double>(room.left()), static_cast<double>(room.right()));
    const auto& points = loads_->points();
    return std::clamp(loads_->loadOf(plot().xAxis->pixelToCoord(inside)), points.first().x(), points.last().x());
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
    const auto& changes = shownComparison().verdict().changes;
    if (const qsizetype mark = strip_->markAt(position); mark >= 0)
        return qstring(changes[static_cast<std::size_t>(mark)].text);
    if (grabsAt(position)) return tr("Drag to another load to run the scenario there.");
    const auto [curve, point] = pointAt(position);
    if (curve == nullptr) return {};
    QStringList lines{qstring(result()->deployment(curve->deployment).name),
                      tr("%1 requests/s (load ×%2), simulated").arg(numberText(point->rate), numberText(point->load)),
                      valueText(point->value), point->sloMet ? wordOf(Objectives::met) : wordOf(Objectives::missed)};
    if (point->unstable) lines.append(tr("unstable: more work arrives than can be done, the queue grows"));
    return lines.join(QLatin1Char('\n'));
}

bool LoadCurveView::grabsAt(const QPointF& position) const {
    if (!loads_ || loads_->empty() || !plot().axisRect()->rect().contains(position.toPoint())) return false;
    constexpr double kReach = 5;
    return std::abs(plot().xAxis->coordToPixel(lineRate()) - position.x()) <= kReach;
}

void LoadCurveView::cursorMoved(const std::optional<QPointF>& position) {
    if (!loads_ || loads_->empty()) return;
    const bool inside = position && plot().axisRect()->rect().contains(position->toPoint());
    selection().hoverLoad(inside ? std::optional(loadAtPixel(position->x())) : std::nullopt);
}

void LoadCurveView::dragTo(const QPointF& position) {
    constexpr double kSnap = 4;  // px: simulated loads attract the line
    double load = loadAtPixel(position.x());
    for (const QPointF& point : loads_->points())
        if (std::abs(plot().xAxis->coordToPixel(point.y()) - position.x()) <= kSnap) load = point.x();
    selection().hoverLoad(load);
}

void LoadCurveView::drop() {
    if (const auto load = selection().hoverLoad()) selection().chooseLoad(*load);
}

bool LoadCurveView::keyPressed(const QKeyEvent& event) {
    if (!loads_ || loads_->empty()) return PlotView::keyPressed(event);
    const auto& points = loads_->points();
    const auto move = [&](double factor) {
        const double load = selection().hoverLoad().value_or(1) * factor;
        selection().hoverLoad(std::clamp(load, points.first().x(), points.last().x()));
        return true;
    };
    constexpr double kStep = 1.05;
    switch (event.key()) {
        case Qt::Key_Left:
            return move(1 / kStep);
        case Qt::Key_Right:
            return move(kStep);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            drop();
            return true;
        case Qt::Key_Escape:
            if (!selection().hoverLoad()) return PlotView::keyPressed(event);
            selection().hoverLoad({});
            return true;
        default:
            return PlotView::keyPressed(event);
    }
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

void LoadCurveView::hoverChanged() {
    if (readOut_ == nullptr || plot().isHidden()) return;
    placeReadOut();
    cursorLayer().replot();
}

void LoadCurveView::placeReadOut() {
    const auto load = selection().hoverLoad();
    if (!load || loads_->empty()) {
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
    const double rate = loads_->rateOf(*load);
    const QString how = simulated ? tr("simulated") : tr("interpolated");
    readOut_->showAt(rate, tr("%1 requests/s (load ×%2), %3").arg(numberText(rate), numberText(*load), how), rows);
}

}  // namespace plimsoll::gui
