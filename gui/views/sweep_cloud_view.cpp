// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/sweep_cloud_view.hpp"

#include "gui/models/period.hpp"
#include "gui/models/text.hpp"
#include "gui/views/guide_line.hpp"
#include "gui/views/quantity_axis.hpp"

namespace plimsoll::gui {

PlotView::NoteSpace SweepCloudView::noteSpace() const { return {QStringLiteral("sweep-cloud")}; }

QString SweepCloudView::emptyReason() const {
    if (QString reason = SweepPlotView::emptyReason(); !reason.isEmpty()) return reason;
    const QList<int> rows = sweepSelection().shownRows();
    const bool any =
        std::any_of(rows.begin(), rows.end(), [this](int row) { return sweep().row(row).p99.has_value(); });
    return any ? QString() : tr("No point has a latency: no request was measured.");
}

void SweepCloudView::draw() {
    rectangle_ = nullptr;
    drawn_ = sweepSelection().shownRows();
    drawn_.removeIf([this](int row) { return !sweep().row(row).p99; });
    drawAxes();
    places_.clear();
    for (const int row : std::as_const(drawn_)) places_.append(placeOf(row));
    drawLimits();
    for (const int deployment : shown()) drawDeployment(deployment);
    drawFront();
    showLegend();
    setCaption(tr("Hollow: misses an objective. Line: nothing %1 costs less and is faster. Drag to brush, double click "
                  "to open a point.")
                   .arg(sweepSelection().brushed().isEmpty() ? tr("of all points") : tr("that is brushed")));
}

void SweepCloudView::drawAxes() {
    QList<double> latencies, costs;
    for (const int row : std::as_const(drawn_)) {
        latencies.append(sweep().row(row).p99->value);
        costs.append(inPeriod(sweep().row(row).cost.value));
    }
    if (const auto limit = sweep().p99Limit()) latencies.append(*limit);
    if (const auto budget = selection().budget()) costs.append(inPeriod(*budget));
    latencyScale_ = scaleOf(latencies);
    costScale_ = scaleOf(costs);
    styleAxes(*plot().axisRect());
    showQuantity(*plot().xAxis, tr("p99 latency"), Quantity::duration, latencyScale_, isZoomed());
    showQuantity(*plot().yAxis, costTitle(), Quantity::money, costScale_, isZoomed());
}

void SweepCloudView::drawLimits() {
    const GuideStyle style{QPen(textColour(), 1), textColour(), font(), palette().color(QPalette::Base)};
    if (const auto limit = sweep().p99Limit())
        addVerticalGuide(plot(), *limit, tr("p99 ≤ %1").arg(durationText(*limit)), style);
    if (const auto budget = selection().budget()) {
        GuideStyle dashed = style;
        dashed.pen.setStyle(Qt::DashLine);
        addHorizontalGuide(plot(), costScale_.placeOf(inPeriod(*budget)), tr("budget %1").arg(costText(*budget)),
                           dashed);
    }
}

/// A graph each for rows that meet their objectives and those that do not, brushed or faint.
void SweepCloudView::drawDeployment(int deployment) {
    constexpr qsizetype kMany = 400;
    const double size = drawn_.size() > kMany ? 5 : 8;
    for (const bool faint : {true, false})
        for (const bool filled : {false, true}) {
            QCPGraph* graph = nullptr;
            for (qsizetype i = 0; i < drawn_.size(); ++i) {
                const SweepRow& row = sweep().row(drawn_[i]);
                if (row.deployment != deployment || row.feasible != filled ||
                    sweepSelection().isFaintRow(drawn_[i]) != faint)
                    continue;
                if (graph == nullptr) graph = plot().addGraph();
                graph->addData(places_[i].x(), places_[i].y());
            }
            if (graph == nullptr) continue;
            graph->setName(sweep().deployments()[deployment]);
            graph->setLineStyle(QCPGraph::lsNone);
            QCPScatterStyle marker = markerOf(deployment, size, filled);
            if (faint) {
                marker.setPen(QPen(faintColour(), 1));
                if (filled) marker.setBrush(faintColour());
            }
            graph->setScatterStyle(marker);
        }
}

void SweepCloudView::drawFront() {
    auto* graph = plot().addGraph();
    graph->setName(tr("Pareto front"));
    graph->setLineStyle(QCPGraph::lsStepLeft);
    graph->setPen(QPen(softColour(), 1.4));
    for (const int row : paretoFront(sweep(), sweepSelection().countedRows()))
        graph->addData(placeOf(row).x(), placeOf(row).y());
}

QPointF SweepCloudView::placeOf(int row) const {
    return {latencyScale_.placeOf(sweep().row(row).p99->value),
            costScale_.placeOf(inPeriod(sweep().row(row).cost.value))};
}

std::optional<int> SweepCloudView::rowAt(const QPointF& position) const {
    const auto nearest = nearestTo(position, places_, plot());
    return nearest ? std::optional(drawn_[*nearest]) : std::nullopt;
}

bool SweepCloudView::grabsAt(const QPointF& position) const {
    if (!plot().axisRect()->rect().contains(position.toPoint())) return false;
    if (rectangle_ == nullptr) from_ = position;
    return true;
}

void SweepCloudView::dragTo(const QPointF& position) {
    const auto coordinates = [this](const QPointF& pixel) {
        return QPointF(plot().xAxis->pixelToCoord(pixel.x()), plot().yAxis->pixelToCoord(pixel.y()));
    };
    if (rectangle_ == nullptr) {
        rectangle_ = new QCPItemRect(&plot());
        rectangle_->setLayer(&cursorLayer());
        rectangle_->setPen(QPen(textColour(), 1, Qt::DotLine));
        rectangle_->setSelectable(false);
    }
    rectangle_->topLeft->setCoords(coordinates(from_));
    rectangle_->bottomRight->setCoords(coordinates(position));
    cursorLayer().replot();
}

void SweepCloudView::drop() {
    if (rectangle_ == nullptr) return;
    const QRectF brushed = QRectF(rectangle_->topLeft->coords(), rectangle_->bottomRight->coords()).normalized();
    plot().removeItem(rectangle_);
    rectangle_ = nullptr;
    QList<int> rows;
    for (qsizetype i = 0; i < drawn_.size(); ++i)
        if (brushed.contains(places_[i])) rows.append(drawn_[i]);
    sweepSelection().brush(rows);
    cursorLayer().replot();
}

}  // namespace plimsoll::gui
