// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/months_view.hpp"

#include "gui/models/projection_text.hpp"
#include "gui/models/text.hpp"
#include "gui/views/guide_line.hpp"
#include "gui/views/quantity_axis.hpp"
#include "gui/views/tickers.hpp"

#include <QComboBox>

#include <cmath>

namespace plimsoll::gui {

MonthsView::MonthsView(ProjectionSelection& selection, QWidget* parent)
    : ProjectionPlotView(selection, parent), sums_(new QComboBox(this)) {
    sums_->setObjectName(QStringLiteral("months/sums"));
    sums_->setAccessibleName(tr("Which bills"));
    sums_->addItem(tr("Bill of each month"), false);
    sums_->addItem(tr("Added up"), true);
    addControl(sums_);
    connect(sums_, &QComboBox::currentIndexChanged, this, [this] { showAll(); });
}

void MonthsView::setCumulative(bool cumulative) { sums_->setCurrentIndex(sums_->findData(cumulative)); }

bool MonthsView::isCumulative() const { return sums_->currentData().toBool(); }

const BillPrediction& MonthsView::billOf(const MonthAhead& month) const {
    return isCumulative() ? month.cumulative : month.bill;
}

QString MonthsView::emptyReason() const {
    return bills().months().isEmpty() ? tr("Every simulation ended without a result.") : QString();
}

QString MonthsView::spoken() const {
    QStringList parts;
    for (const int index : shown()) {
        const auto& deployment = bills().deployments[index];
        if (!deployment.lost)
            parts.append(
                QStringLiteral("%1: %2").arg(deployment.name, predictionText(deployment.total, bills().currency)));
    }
    return parts.join(QStringLiteral("; "));
}

PlotView::NoteSpace MonthsView::noteSpace() const {
    return {isCumulative() ? QStringLiteral("months-added-up") : QStringLiteral("months")};
}

void MonthsView::draw() {
    drawAxes();
    for (const int deployment : shown()) drawBand(deployment);
    for (const int deployment : shown()) drawMedian(deployment);
    drawBudget();
    drawSwitches();
    showLegend();
    setCaption(
        tr("Line: half of what may come lies above, half below. Band: eight of ten bills lie in it. Hollow: an "
           "objective is missed."));
}

void MonthsView::drawAxes() {
    QList<double> medians, ends;
    for (const int index : shown())
        for (const auto& month : bills().deployments[index].months) {
            medians.append(billOf(month).p50);
            ends << billOf(month).p10 << billOf(month).p90;
        }
    if (bills().budgetPerMonth && !isCumulative()) medians.append(*bills().budgetPerMonth);
    costs_ = scaleOf(medians, ends);
    styleAxes(*plot().axisRect());
    const auto months = bills().months();
    plot().xAxis->setTicker(QSharedPointer<RowTicker>::create(*plot().xAxis, months));
    plot().xAxis->setLabel(tr("month"));
    if (!isZoomed()) plot().xAxis->setRange(-0.5, static_cast<double>(months.size()) - 0.5);
    showQuantity(*plot().yAxis,
                 (isCumulative() ? tr("bills from the first month on (%1)") : tr("bill (%1)")).arg(bills().currency),
                 bills().currency == QLatin1String("USD") ? Quantity::money : Quantity::number, costs_, isZoomed());
}

void MonthsView::drawBand(int deployment) {
    const auto& months = bills().deployments[deployment].months;
    if (isCrowd() || months.isEmpty()) return;
    auto* low = plot().addGraph();
    auto* high = plot().addGraph();
    for (auto* end : {low, high}) {
        end->setPen(Qt::NoPen);
        end->setSelectable(QCP::stNone);
    }
    low->setName(tr("P10 of %1").arg(bills().deployments[deployment].name));
    high->setName(tr("P90 of %1").arg(bills().deployments[deployment].name));
    for (qsizetype i = 0; i < months.size(); ++i) {
        low->addData(static_cast<double>(i), costs_.placeOf(billOf(months[i]).p10));
        high->addData(static_cast<double>(i), costs_.placeOf(billOf(months[i]).p90));
    }
    QColor fill = colourOf(deployment);
    constexpr int kAlpha = 56, kFaintAlpha = 18;
    fill.setAlpha(isFaint(deployment) ? kFaintAlpha : kAlpha);
    high->setBrush(fill);
    high->setChannelFillGraph(low);
    setOwner(*high, deployment);
}

void MonthsView::drawMedian(int deployment) {
    const auto& months = bills().deployments[deployment].months;
    if (months.isEmpty()) return;
    auto* line = plot().addGraph();
    line->setName(bills().deployments[deployment].name);
    line->setPen(penOf(deployment, isFaint(deployment)));
    setOwner(*line, deployment);
    for (qsizetype i = 0; i < months.size(); ++i)
        line->addData(static_cast<double>(i), costs_.placeOf(billOf(months[i]).p50));
    if (isCrowd()) return;
    constexpr double kSize = 7;
    for (const bool met : {true, false}) {
        auto* marks = plot().addGraph();
        marks->setName(met ? tr("%1 meets its objectives").arg(line->name())
                           : tr("%1 misses an objective").arg(line->name()));
        marks->setLineStyle(QCPGraph::lsNone);
        marks->setScatterStyle(markerOf(deployment, kSize, met));
        setOwner(*marks, deployment);
        for (qsizetype i = 0; i < months.size(); ++i)
            if (months[i].meetsObjectives == met)
                marks->addData(static_cast<double>(i), costs_.placeOf(billOf(months[i]).p50));
    }
}

void MonthsView::drawBudget() {
    if (!bills().budgetPerMonth || isCumulative()) return;
    addHorizontalGuide(plot(), *bills().budgetPerMonth,
                       tr("budget %1").arg(moneyText(*bills().budgetPerMonth, bills().currency)),
                       {QPen(textColour(), 1.4, Qt::DashLine), textColour(), font(), palette().color(QPalette::Base)});
}

/// Between the months: the first one says who is the cheapest from the start.
void MonthsView::drawSwitches() {
    const auto months = bills().months();
    for (const auto& from : bills().cheapest) {
        const auto at = months.indexOf(from.month);
        if (at <= 0) continue;
        addVerticalGuide(
            plot(), static_cast<double>(at) - 0.5,
            from.deployment.isEmpty() ? tr("none meets its objectives") : tr("cheapest: %1").arg(from.deployment),
            {QPen(softColour(), 1, Qt::DotLine), textColour(), font(), palette().color(QPalette::Base)});
    }
}

QString MonthsView::toolTipAt(const QPointF& position) const {
    const auto deployment = deploymentAt(position);
    if (!deployment) return {};
    const auto& of = bills().deployments[*deployment];
    const auto at = static_cast<qsizetype>(std::lround(plot().xAxis->pixelToCoord(position.x())));
    if (at < 0 || at >= of.months.size()) return of.name;
    const auto& month = of.months[at];
    QStringList lines{QStringLiteral("%1, %2").arg(of.name, month.month),
                      predictionText(billOf(month), bills().currency),
                      tr("load %1, %2 requests").arg(numberText(month.load), numberText(month.requests))};
    if (month.aboveBudget && !isCumulative()) lines.append(tr("above budget: %1").arg(shareText(*month.aboveBudget)));
    if (!month.meetsObjectives) lines.append(tr("misses an objective"));
    return lines.join(QLatin1Char('\n'));
}

}  // namespace plimsoll::gui
