// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/coverage_view.hpp"

#include "gui/models/text.hpp"
#include "gui/views/item_style.hpp"
#include "gui/views/legend_strip.hpp"
#include "gui/views/quantity_axis.hpp"
#include "gui/views/tickers.hpp"

#include <QComboBox>

#include <algorithm>
#include <cmath>

#include <qcustomplot.h>

namespace plimsoll::gui {

namespace {

/// A part of the stack, from below.
struct Layer {
    const char* name;
    double CoveragePoint::*part;
};
constexpr Layer kLayers[] = {{QT_TRANSLATE_NOOP("CoverageView", "commitment that is used"), &CoveragePoint::used},
                             {QT_TRANSLATE_NOOP("CoverageView", "unused commitment"), &CoveragePoint::unused},
                             {QT_TRANSLATE_NOOP("CoverageView", "on demand"), &CoveragePoint::onDemand}};

}  // namespace

CoverageView::CoverageView(ProjectionSelection& selection, QWidget* parent)
    : ProjectionPlotView(selection, parent), when_(new QComboBox(this)) {
    when_->setObjectName(QStringLiteral("coverage/when"));
    when_->setAccessibleName(tr("Of which commitments, and when"));
    when_->addItem(tr("Those that are worth it, by the hour"), false);
    when_->addItem(tr("Those of the scenario, by the month"), true);
    addControl(when_);
    connect(when_, &QComboBox::currentIndexChanged, this, [this] { showAll(); });
    connect(&selection, &ProjectionSelection::commitmentsChanged, this, [this] { update(); });
}

void CoverageView::setMonthly(bool monthly) { when_->setCurrentIndex(when_->findData(monthly)); }

bool CoverageView::isMonthly() const { return when_->currentData().toBool(); }

QString CoverageView::currency() const { return isMonthly() ? bills().currency : QStringLiteral("USD"); }

QList<CoveragePoint> CoverageView::points() const {
    if (isMonthly()) return monthsCovered(deployment());
    if (projection().commitments() == nullptr) return {};
    const auto& all = projection().commitments()->deployments;
    const auto found =
        std::find_if(all.begin(), all.end(), [this](const auto& each) { return each.name == deployment().name; });
    return found == all.end() ? QList<CoveragePoint>() : hoursCovered(*found);
}

Table CoverageView::table() const {
    return projection().bills() ? coverageTable(deployment().name, points(), currency()) : Table{};
}

QString CoverageView::source() const {
    return projection().bills() ? tr("commitments for %1").arg(bills().scenario) : QString();
}

QString CoverageView::emptyReason() const {
    if (!points().isEmpty()) return {};
    if (deployment().lost) return tr("%1 is lost: a simulation ended without a result.").arg(deployment().name);
    if (isMonthly()) return tr("The scenario names no commitments: they are \"commitments\" of its \"projection\".");
    return projection().commitments() == nullptr
               ? tr("What is worth a commitment is not known yet.")
               : tr("%1 has no machines on demand that a commitment could cover.").arg(deployment().name);
}

QString CoverageView::spoken() const { return coverageText(points()); }

void CoverageView::draw() {
    const auto all = points();
    drawAxes(all);
    drawAreas(all);
    setCaption(coverageText(all) + QLatin1Char(' ') +
               (isMonthly() ? tr("What is paid upfront is spread over the months.")
                            : tr("The mean of all replications, at list price.")));
}

void CoverageView::drawAxes(const QList<CoveragePoint>& points) {
    styleAxes(*plot().axisRect());
    const auto count = static_cast<double>(points.size());
    if (isMonthly()) {
        QStringList months;
        for (const auto& point : points) months.append(point.name);
        plot().xAxis->setTicker(QSharedPointer<RowTicker>::create(*plot().xAxis, months));
        plot().xAxis->setLabel(tr("month"));
        if (!isZoomed()) plot().xAxis->setRange(-0.5, count - 0.5);
    } else {
        auto ticker = QSharedPointer<QCPAxisTickerFixed>::create();
        ticker->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
        plot().xAxis->setTicker(ticker);
        plot().xAxis->setLabel(points.size() > 24 ? tr("hour of the simulated week") : tr("hour of the simulated day"));
        if (!isZoomed()) plot().xAxis->setRange(0, count);
    }
    constexpr double kAnyWide = HUGE_VAL;  // lengths compare: never logarithmic
    QList<double> tops;
    for (const auto& point : points) tops << point.whole() << point.committed();
    const auto what = isMonthly() ? tr("%1, %2 a month") : tr("%1, %2 an hour");
    showQuantity(*plot().yAxis, what.arg(deployment().name, currency()),
                 currency() == QLatin1String("USD") ? Quantity::money : Quantity::number, scaleOf(tops, {}, kAnyWide),
                 isZoomed());
}

/// Steps: each hour, and each month, has an amount of its own.
void CoverageView::drawAreas(const QList<CoveragePoint>& points) {
    const double start = isMonthly() ? -0.5 : 0;
    const auto steps = [&](auto height) {
        auto* graph = plot().addGraph();
        graph->setLineStyle(QCPGraph::lsStepLeft);
        graph->setSelectable(QCP::stNone);
        for (qsizetype i = 0; i < points.size(); ++i) graph->addData(start + static_cast<double>(i), height(points[i]));
        graph->addData(start + static_cast<double>(points.size()), height(points.last()));
        return graph;
    };
    QList<LegendEntry> legend;
    QCPGraph* below = nullptr;
    int style = 0;
    for (const auto& layer : kLayers) {
        auto* top = steps([&](const CoveragePoint& point) {
            double height = 0;
            for (const auto& each : kLayers) {
                height += point.*each.part;
                if (each.part == layer.part) break;
            }
            return height;
        });
        top->setName(tr(layer.name));
        top->setPen(Qt::NoPen);
        top->setBrush(itemBrush(style, isDark()));
        if (below != nullptr) top->setChannelFillGraph(below);
        below = top;
        legend.append({tr(layer.name), Qt::NoPen, {}, itemBrush(style, isDark())});
        ++style;
    }
    auto* line = steps([](const CoveragePoint& point) { return point.committed(); });
    line->setName(tr("committed"));
    constexpr double kWidth = 1.6;
    line->setPen(QPen(textColour(), kWidth));
    legend.append({tr("committed"), line->pen()});
    showLegendOf(legend);
}

std::optional<int> CoverageView::deploymentAt(const QPointF& /*position*/) const { return std::nullopt; }

QString CoverageView::toolTipAt(const QPointF& position) const {
    const auto all = points();
    const double x = plot().xAxis->pixelToCoord(position.x()) + (isMonthly() ? 0.5 : 0);
    const auto at = static_cast<qsizetype>(std::floor(x));
    if (!plot().axisRect()->rect().contains(position.toPoint()) || at < 0 || at >= all.size()) return {};
    QStringList lines{QStringLiteral("%1, %2").arg(deployment().name, all[at].name)};
    for (const auto& layer : kLayers)
        lines.append(QStringLiteral("%1: %2").arg(tr(layer.name), moneyText(all[at].*layer.part, currency())));
    return lines.join(QLatin1Char('\n'));
}

}  // namespace plimsoll::gui
