// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/cost_waterfall_view.hpp"

#include "gui/models/deployment_text.hpp"
#include "gui/models/text.hpp"
#include "gui/views/basis_box.hpp"
#include "gui/views/row_axis.hpp"
#include "gui/views/tickers.hpp"
#include "gui/views/waterfall_bars.hpp"

#include <QComboBox>
#include <QJsonArray>

#include <algorithm>

#include <qcustomplot.h>

namespace plimsoll::gui {

namespace {

constexpr int kMostSteps = 14;

}  // namespace

CostWaterfallView::CostWaterfallView(Selection& selection, QWidget* parent)
    : PlotView(selection, parent),
      basisBox_(new BasisBox({CostBasis::hour, CostBasis::month, CostBasis::year}, this)),
      steps_(new QComboBox(this)) {
    steps_->setObjectName(QStringLiteral("waterfall/steps"));
    steps_->setAccessibleName(tr("Steps of the way"));
    steps_->addItem(tr("By item of the bill"), static_cast<int>(WaterfallBy::item));
    steps_->addItem(tr("By what it goes to"), static_cast<int>(WaterfallBy::driver));
    addControl(basisBox_);
    addControl(steps_);
    connect(steps_, &QComboBox::currentIndexChanged, this, [this] { showAll(); });
    connect(this, &View::resultChanged, this, &CostWaterfallView::offerTenants);
    connect(basisBox_, &BasisBox::basisChanged, this, &CostWaterfallView::showAll);
    plot().axisRect()->setRangeDrag(Qt::Horizontal);
    plot().axisRect()->setRangeZoom(Qt::Horizontal);
}

void CostWaterfallView::offerTenants() {
    const int at = steps_->findData(static_cast<int>(WaterfallBy::tenant));
    const bool known = result() != nullptr && knowsTenants(*result());
    if (known && at < 0)
        steps_->addItem(tr("By who asks"), static_cast<int>(WaterfallBy::tenant));
    else if (!known && at >= 0)
        steps_->removeItem(at);
}

CostBasis CostWaterfallView::basis() const { return basisBox_->basis(); }

double CostWaterfallView::onBasis(const pricing::Money& perMonth) const {
    return budgetOn(basis(), perMonth.approximate()).value();
}

std::optional<Waterfall> CostWaterfallView::waterfall() const {
    return result() == nullptr
               ? std::nullopt
               : costWaterfall(*result(), selection().baseline(), selection().deployment(), shownComparison(),
                               static_cast<WaterfallBy>(steps_->currentData().toInt()));
}

Table CostWaterfallView::table() const {
    const auto steps = waterfall();
    return steps ? waterfallTable(*result(), *steps) : Table{};
}

QJsonObject CostWaterfallView::scene() const {
    QJsonObject scene = PlotView::scene();
    if (plot().isHidden()) return scene;
    QJsonArray rows;
    for (const auto& row : rows_) rows.append(QStringLiteral("%1: %2").arg(row.name, row.label));
    scene.insert(QStringLiteral("rows"), rows);
    return scene;
}

QString CostWaterfallView::emptyReason() const {
    if (waterfall()) return {};
    return tr(
        "The way from one cost to another takes two deployments with a result. Add a deployment to the scenario.");
}

QString CostWaterfallView::spoken() const {
    QStringList parts;
    for (const auto& row : rows_) parts.append(QStringLiteral("%1: %2").arg(row.name, row.label));
    return parts.join(QStringLiteral("; "));
}

void CostWaterfallView::draw() {
    const Waterfall steps = *waterfall();
    rows_ = rowsOf(steps);
    styleAxes(*plot().axisRect());
    plot().xAxis->setLabel(tr("cost (%1)").arg(unitOf(basis())));
    QList<WaterfallBar> bars;
    for (const auto& row : rows_)
        bars.append({row.deployment ? QStringLiteral("%1 %2").arg(row.name, glyphOf(styleOf(*row.deployment).marker))
                                    : row.name,
                     row.from, row.to, row.label, row.deployment.has_value()});
    showLegendOf(drawWaterfall(plot(), bars, {isDark(), textColour(), softColour(), font()}, isZoomed()));

    const double difference = onBasis(steps.after - steps.before);
    QString caption = tr("From '%1' to '%2': %3 %4")
                          .arg(nameOf(steps.from), nameOf(steps.to), signedMoney(difference), wordsOf(basis()));
    if (const QString change = changeText(steps.before.approximate(), steps.after.approximate()); !change.isEmpty())
        caption += QStringLiteral(" (%1)").arg(change);
    caption += doubtOfDifference(result()->deployment(steps.from), result()->deployment(steps.to));
    const auto same = std::count_if(steps.steps.begin(), steps.steps.end(),
                                    [](const auto& step) { return step.difference() == pricing::Money{}; });
    if (same > 0) caption += tr("; %1 the same in both").arg(countText(same, tr("item costs"), tr("items cost")));
    setCaption(caption + tr(". The way starts at the baseline, or else the recommended deployment, and ends at the "
                            "selected one, or else the runner-up."));
}

void CostWaterfallView::roomChanged() { fitTicks(*plot().xAxis); }

QList<CostWaterfallView::Row> CostWaterfallView::rowsOf(const Waterfall& waterfall) const {
    const double before = onBasis(waterfall.before);
    const double after = onBasis(waterfall.after);
    QList<Row> rows{{nameOf(waterfall.from), 0, before, moneyText(before),
                     tr("%1 USD a month").arg(qstring(waterfall.before.text())), waterfall.from}};
    double level = before;
    for (const auto& step : largestSteps(waterfall, kMostSteps)) {
        const double change = onBasis(step.difference());
        rows.append({step.item, level, level + change, signedMoney(change),
                     tr("%1: %2 USD\n%3: %4 USD\ndifference: %5 USD a month")
                         .arg(nameOf(waterfall.from), qstring(step.before.text()), nameOf(waterfall.to),
                              qstring(step.after.text()), qstring(step.difference().text())),
                     std::nullopt});
        level += change;
    }
    rows.append({nameOf(waterfall.to), 0, after, moneyText(after),
                 tr("%1 USD a month").arg(qstring(waterfall.after.text())), waterfall.to});
    return rows;
}

std::optional<int> CostWaterfallView::deploymentAt(const QPointF& position) const {
    const auto row = rowAt(*plot().yAxis, position, static_cast<int>(rows_.size()));
    if (!row) return std::nullopt;
    return rows_[*row].deployment ? rows_[*row].deployment : rows_.last().deployment;  // steps lead to the last one
}

QString CostWaterfallView::toolTipAt(const QPointF& position) const {
    const auto row = rowAt(*plot().yAxis, position, static_cast<int>(rows_.size()));
    if (!row) return {};
    return QStringLiteral("%1\n%2").arg(rows_[*row].name, rows_[*row].detail);
}

QString CostWaterfallView::nameOf(int deployment) const {
    return qstring(result()->deployments()[static_cast<std::size_t>(deployment)].name);
}

}  // namespace plimsoll::gui
