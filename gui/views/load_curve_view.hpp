// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/axis_scale.hpp"
#include "gui/models/axis_ticks.hpp"
#include "gui/models/load_curve.hpp"
#include "gui/views/load_view.hpp"

namespace plimsoll::gui {

class CursorReadOut;

/// One curve per deployment over the load, with the intervals of its points, where objectives are missed or the queue
/// grows without end, which deployment is the cheapest at each load, and where that changes. Subclasses say which value
/// is drawn.
class LoadCurveView : public LoadView {
    Q_OBJECT

public:
    explicit LoadCurveView(Selection& selection, QWidget* parent = nullptr);

    [[nodiscard]] Table table() const override;

protected:
    /// A horizontal line that values should stay below.
    struct Limit {
        double value = 0;
        QString name;
    };

    [[nodiscard]] virtual QList<CurvePoint> curveOf(const results::DeploymentResult& deployment) const = 0;
    [[nodiscard]] virtual Quantity quantity() const = 0;
    /// The value's column in the table, and its path in a point of the load curve in the result's JSON; the interval is
    /// at `intervalPath`.
    [[nodiscard]] virtual Column column() const = 0;
    [[nodiscard]] virtual QString path() const = 0;
    [[nodiscard]] virtual QString intervalPath() const = 0;
    [[nodiscard]] virtual QString axisTitle() const = 0;
    [[nodiscard]] virtual QString valueText(const results::Estimate& value) const = 0;
    [[nodiscard]] virtual QList<Limit> limits() const = 0;
    /// Whether the verdict's changes of cost are crossings of the drawn curves.
    [[nodiscard]] virtual bool drawsCosts() const { return false; }

    void draw() override;
    void roomChanged() override;
    [[nodiscard]] QString emptyReason() const override;
    [[nodiscard]] QString toolTipAt(const QPointF& position) const override;
    void placeCursor() override;

private:
    struct Curve {
        int deployment = 0;
        QList<CurvePoint> points;
    };

    [[nodiscard]] QList<Curve> curvesOf(const Result& result, const QList<int>& deployments) const;
    void drawAxes();
    void joinCrossings();
    [[nodiscard]] AxisScale aboveStrip(double share) const;
    [[nodiscard]] Between between() const;
    void drawLoadAxis();
    void drawLimits();
    void drawReference();
    void drawBand(const Curve& curve);
    void drawCurve(const Curve& curve);
    void drawPoints(const Curve& curve);
    void drawCrossings();
    /// The selected deployment and what it is compared with: the baseline, or else the cheapest.
    [[nodiscard]] std::optional<std::pair<int, int>> pair() const;
    [[nodiscard]] QCPGraph* addLine(const QList<QPointF>& points, const QPen& pen);
    [[nodiscard]] bool isDetailed(const Curve& curve) const;
    /// How many curves are drawn over this one: it is wider, and seen on both sides of them.
    [[nodiscard]] int coveredBy(const Curve& curve) const;
    [[nodiscard]] bool anyPoint(bool (*isSo)(const CurvePoint&)) const;
    [[nodiscard]] QString caption() const;

    [[nodiscard]] QPointF pixelOf(double rate, double value) const;
    [[nodiscard]] std::pair<const Curve*, const CurvePoint*> pointAt(const QPointF& position) const;
    [[nodiscard]] QString readingText(const Curve& curve, double load, const CurveReading& reading) const;

    QList<Curve> curves_;  ///< of the deployments that are shown
    AxisScale valueScale_;
    SpanStrip* strip_ = nullptr;
    CursorReadOut* readOut_ = nullptr;
};

}  // namespace plimsoll::gui
