// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/sweep_plot_view.hpp"

#include "gui/models/sweep_table.hpp"

#include <QKeyEvent>
#include <QMenu>

#include <qcustomplot.h>

namespace plimsoll::gui {

SweepPlotView::SweepPlotView(SweepSelection& selection, QWidget* parent)
    : PlotView(selection, parent), selection_(selection) {
    connect(&selection, &SweepSelection::sweepChanged, this, [this] { update(); });
    connect(&selection, &SweepSelection::gridChanged, this, [this] { gridChanged(); });
    connect(&selection, &SweepSelection::brushChanged, this, [this] { update(); });
}

Table SweepPlotView::table() const { return selection_.sweep() ? tableOf(sweep(), selection_.countedRows()) : Table{}; }

QString SweepPlotView::source() const {
    return selection_.sweep() ? tr("sweep of %1, plimsoll %2").arg(sweep().name(), sweep().program()) : QString();
}

QStringList SweepPlotView::deploymentNames() const {
    return selection_.sweep() ? sweep().deployments() : QStringList();
}

QString SweepPlotView::spoken() const {
    return tr("%1 points of %2 deployments").arg(sweep().points().size()).arg(sweep().deployments().size());
}

QString SweepPlotView::emptyReason() const {
    return shown().isEmpty() ? tr("Every deployment is hidden. Show one in the legend of another view.") : QString();
}

bool SweepPlotView::holds() const { return !selection_.brushed().isEmpty() || PlotView::holds(); }

void SweepPlotView::letGo() {
    if (selection_.brushed().isEmpty())
        PlotView::letGo();
    else
        selection_.brush({});
}

std::optional<int> SweepPlotView::pointAt(const QPointF& position) const {
    const auto row = rowAt(position);
    return row ? std::optional(sweep().row(*row).point) : std::nullopt;
}

std::optional<int> SweepPlotView::deploymentAt(const QPointF& position) const {
    const auto row = rowAt(position);
    return row ? std::optional(sweep().row(*row).deployment) : std::nullopt;
}

QString SweepPlotView::toolTipAt(const QPointF& position) const {
    const auto row = rowAt(position);
    return row ? rowText(sweep(), *row) : QString();
}

void SweepPlotView::clicked(const QPointF& position, bool withControl) {
    const auto row = rowAt(position);
    QList<int> rows = withControl ? selection_.brushed() : QList<int>();
    if (row && !rows.removeOne(*row)) rows.append(*row);
    selection_.brush(rows);
}

bool SweepPlotView::opened(const QPointF& position) {
    const auto point = pointAt(position);
    if (point) selection_.activate(*point);
    return point.has_value();
}

bool SweepPlotView::keyPressed(const QKeyEvent& event) {
    const auto point = selection_.brushedPoint();
    const bool enter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    if (!enter || !point) return PlotView::keyPressed(event);
    selection_.activate(*point);
    return true;
}

void SweepPlotView::addToMenu(QMenu& menu, const QPointF& position) {
    const auto point = pointAt(position);
    if (!point) return;
    menu.addSeparator();
    menu.addAction(tr("&Open %1 as a scenario").arg(sweep().placeText(*point)), this,
                   [this, point] { selection_.activate(*point); });
    menu.addAction(tr("&Brush this point"), this, [this, point] { selection_.brushPoint(*point); });
}

std::optional<qsizetype> nearestTo(const QPointF& position, const QList<QPointF>& places, const QCustomPlot& plot) {
    constexpr double kReach = 12;
    std::optional<qsizetype> nearest;
    double least = kReach;
    for (qsizetype i = 0; i < places.size(); ++i) {
        const QPointF pixel(plot.xAxis->coordToPixel(places[i].x()), plot.yAxis->coordToPixel(places[i].y()));
        if (const double distance = QLineF(pixel, position).length(); distance < least) {
            least = distance;
            nearest = i;
        }
    }
    return nearest;
}

}  // namespace plimsoll::gui
