// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/plot_scene.hpp"

#include <QJsonArray>

#include <qcustomplot.h>

namespace plimsoll::gui {

namespace {

constexpr int kDigits = 6;
constexpr int kAllPoints = 24;

QJsonValue rounded(double value) {
    if (!std::isfinite(value)) return QString::number(value);
    return QString::number(value, 'g', kDigits).toDouble();
}

QJsonArray pairOf(double first, double second) { return {rounded(first), rounded(second)}; }

QJsonObject axisScene(const QCPAxis& axis) {
    return {{QStringLiteral("label"), axis.label()},
            {QStringLiteral("range"), pairOf(axis.range().lower, axis.range().upper)},
            {QStringLiteral("scale"),
             axis.scaleType() == QCPAxis::stLogarithmic ? QStringLiteral("log") : QStringLiteral("linear")}};
}

/// Data of one-dimensional plottables: all points of short ones, else their number, ends and largest value.
template <class Plottable>
QJsonObject dataScene(const Plottable& plottable) {
    const auto& data = *plottable.data();
    QJsonObject scene{{QStringLiteral("points"), data.size()}};
    QJsonArray points;
    if (data.size() <= kAllPoints) {
        for (auto point = data.constBegin(); point != data.constEnd(); ++point)
            points.append(pairOf(point->mainKey(), point->mainValue()));
        scene.insert(QStringLiteral("data"), points);
        return scene;
    }
    const auto largest = std::max_element(data.constBegin(), data.constEnd(),
                                          [](const auto& a, const auto& b) { return a.mainValue() < b.mainValue(); });
    const auto last = std::prev(data.constEnd());
    scene.insert(QStringLiteral("first"), pairOf(data.constBegin()->mainKey(), data.constBegin()->mainValue()));
    scene.insert(QStringLiteral("last"), pairOf(last->mainKey(), last->mainValue()));
    scene.insert(QStringLiteral("largest"), pairOf(largest->mainKey(), largest->mainValue()));
    return scene;
}

QJsonObject plottableScene(QCPAbstractPlottable& plottable) {
    QJsonObject scene;
    QString kind;
    if (const auto* graph = qobject_cast<QCPGraph*>(&plottable)) {
        kind = graph->channelFillGraph() != nullptr ? QStringLiteral("band") : QStringLiteral("graph");
        scene = dataScene(*graph);
    } else if (const auto* curve = qobject_cast<QCPCurve*>(&plottable)) {
        kind = QStringLiteral("curve");
        scene = dataScene(*curve);
    } else if (const auto* bars = qobject_cast<QCPBars*>(&plottable)) {
        kind = QStringLiteral("bars");
        scene = dataScene(*bars);
    } else if (const auto* errors = qobject_cast<QCPErrorBars*>(&plottable)) {
        kind = QStringLiteral("errors");
        QJsonArray data;
        for (const auto& error : *errors->data())
            if (data.size() < kAllPoints) data.append(pairOf(error.errorMinus, error.errorPlus));
        scene.insert(QStringLiteral("data"), data);
    } else {
        kind = QString::fromLatin1(plottable.metaObject()->className());
    }
    scene.insert(QStringLiteral("kind"), kind);
    if (!plottable.name().isEmpty()) scene.insert(QStringLiteral("name"), plottable.name());
    if (!plottable.visible()) scene.insert(QStringLiteral("hidden"), true);
    return scene;
}

/// Items that draw something of their own describe it in their property "scene".
QJsonObject itemScene(const QCPAbstractItem& item) {
    if (const QVariant own = item.property("scene"); own.isValid()) return own.toJsonObject();
    QJsonObject scene{{QStringLiteral("kind"), QString::fromLatin1(item.metaObject()->className()).mid(3)}};
    if (const auto* text = qobject_cast<const QCPItemText*>(&item)) scene.insert(QStringLiteral("text"), text->text());
    const auto coordinate = [](QCPItemPosition::PositionType type, double value) {
        return type == QCPItemPosition::ptPlotCoords ? rounded(value) : QJsonValue(QJsonValue::Null);
    };
    for (const auto* position : item.positions()) {
        const QJsonArray pair{coordinate(position->typeX(), position->key()),
                              coordinate(position->typeY(), position->value())};
        if (!pair[0].isNull() || !pair[1].isNull()) scene.insert(position->name(), pair);
    }
    return scene;
}

}  // namespace

QJsonObject sceneOf(const QCustomPlot& constPlot) {
    auto& plot = const_cast<QCustomPlot&>(constPlot);  // the library has no const access to what a plot holds
    QJsonArray rects;
    for (auto* rect : plot.axisRects()) {
        QJsonArray plottables;
        for (auto* plottable : rect->plottables()) plottables.append(plottableScene(*plottable));
        QJsonObject scene{{QStringLiteral("x"), axisScene(*rect->axis(QCPAxis::atBottom))},
                          {QStringLiteral("y"), axisScene(*rect->axis(QCPAxis::atLeft))},
                          {QStringLiteral("plottables"), plottables}};
        QJsonArray items;
        for (const auto* item : rect->items())
            if (item->visible()) items.append(itemScene(*item));
        if (!items.isEmpty()) scene.insert(QStringLiteral("items"), items);
        rects.append(scene);
    }
    return {{QStringLiteral("axes"), rects}};
}

}  // namespace plimsoll::gui
