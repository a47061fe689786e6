// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/cost_waterfall_view.hpp"

#include "gui/models/deployment_text.hpp"
#include "gui/models/text.hpp"
#include "gui/views/basis_box.hpp"
#include "gui/views/legend_strip.hpp"
#include "gui/views/row_axis.hpp"
#include "gui/views/tickers.hpp"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

#include <qcustomplot.h>

namespace plimsoll::gui {

namespace {

constexpr int kMostSteps = 14;

QString signedMoney(double usd) {
    return usd < 0 ? QStringLiteral("−%1").arg(moneyText(-usd)) : QStringLiteral("+%1").arg(moneyText(usd));
}

}  // namespace

CostWaterfallView::CostWaterfallView(Selection& selection, QWidget* parent)
    : PlotView(selection, parent), basisBox_(new BasisBox({CostBasis::hour, CostBasis::month, CostBasis::year}, this)) {
    addControl(basisBox_);
    connect(basisBox_, &BasisBox::basisChanged, this, &CostWaterfallView::showAll);
    plot().axisRect()->setRangeDrag(Qt::Horizontal);
    plot().axisRect()->setRangeZoom(Qt::Horizontal);
}

CostBasis CostWaterfallView::basis() const { return basisBox_->basis(); }

double CostWaterfallView::onBasis(const pricing::Money& perMonth) const {
    return budgetOn(basis(), perMonth.approximate()).value();
}

std::optional<Waterfall> CostWaterfallView::waterfall() const {
    return result() == nullptr
               ? std::nullopt
               : costWaterfall(*result(), selection().baseline(), selection().deployment(), shownComparison());
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
    QStringList names;
    for (const auto& row : rows_)
        names.append(row.deployment ? QStringLiteral("%1 %2").arg(row.name, glyphOf(styleOf(*row.deployment).marker))
                                    : row.name);
    setRows(*plot().yAxis, names);
    plot().yAxis->setRange(-0.5, static_cast<double>(rows_.size()) - 0.5);
    plot().xAxis->setLabel(tr("cost (%1)").arg(unitOf(basis())));
    plot().xAxis->setTicker(QSharedPointer<PlainTicker>::create(kMostTicks));
    double least = 0, most = 0;
    for (const auto& row : rows_) {
        least = std::min({least, row.from, row.to});
        most = std::max({most, row.from, row.to});
    }
    constexpr double kHeadroom = 1.04;
    if (!isZoomed()) plot().xAxis->setRange(least * kHeadroom, most > 0 ? most * kHeadroom : 1);
    drawBars();
    drawLabels();

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

/// Floating bars stand on invisible ones.
void CostWaterfallView::drawBars() {
    const QColor less = isDark() ? QColor(0x33C79C) : QColor(0x009E73);
    const QColor more = QColor(0xD55E00);
    struct Kind {
        QString name;
        QBrush brush;
        QColor outline;
        QList<double> keys, values;
    };
    Kind total{tr("total"), softColour(), textColour(), {}, {}};
    Kind saves{tr("− costs less"), QBrush(less, Qt::BDiagPattern), less, {}, {}};
    Kind costs{tr("+ costs more"), QBrush(more), more, {}, {}};
    auto* floor = new QCPBars(plot().yAxis, plot().xAxis);
    floor->setWidth(barHeight(rows_.size()));
    floor->setStackingGap(0);
    floor->setPen(Qt::NoPen);
    floor->setBrush(Qt::NoBrush);
    floor->setSelectable(QCP::stNone);
    floor->setName(tr("below the step"));
    for (qsizetype i = 0; i < rows_.size(); ++i) {
        const auto& row = rows_[i];
        const auto key = static_cast<double>(i);
        Kind& kind = row.deployment ? total : row.to < row.from ? saves : costs;
        kind.keys.append(key);
        kind.values.append(std::abs(row.to - row.from));
        floor->addData(key, std::min(row.from, row.to));
    }
    QList<LegendEntry> legend;
    for (const auto& kind : {total, saves, costs}) {
        if (kind.keys.isEmpty()) continue;
        auto* bars = new QCPBars(plot().yAxis, plot().xAxis);
        bars->setData(kind.keys, kind.values, true);
        bars->setWidth(barHeight(rows_.size()));
        bars->setStackingGap(0);
        bars->setBrush(kind.brush);
        bars->setPen(QPen(kind.outline, 1));
        bars->setName(kind.name);
        bars->setSelectable(QCP::stNone);
        bars->moveAbove(floor);
        legend.append({.text = kind.name, .line = QPen(kind.outline, 1), .swatch = kind.brush});
    }
    showLegendOf(legend);
}

void CostWaterfallView::drawLabels() {
    QStringList texts;
    for (const auto& row : rows_) texts.append(row.label);
    setRowLabels(plot(), texts, QList<QColor>(texts.size(), textColour()), font());
    const double half = barHeight(rows_.size()) / 2;
    for (qsizetype row = 0; row + 1 < rows_.size(); ++row) {
        auto* level = new QCPItemLine(&plot());  // from the end of a bar to the start of the next
        const auto at = static_cast<double>(row);
        level->start->setCoords(rows_[row].to, at + half);
        level->end->setCoords(rows_[row].to, at + 1 - half);
        level->setPen(QPen(softColour(), 1));
        level->setSelectable(false);
    }
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
