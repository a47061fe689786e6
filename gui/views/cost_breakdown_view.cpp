// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/cost_breakdown_view.hpp"

#include "gui/models/fields_table.hpp"
#include "gui/models/text.hpp"
#include "gui/views/basis_box.hpp"
#include "gui/views/item_style.hpp"
#include "gui/views/legend_strip.hpp"
#include "gui/views/row_axis.hpp"
#include "gui/views/tickers.hpp"
#include "gui/views/time_axis.hpp"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

#include <qcustomplot.h>

namespace plimsoll::gui {

namespace {

constexpr float kFaint = 0.35F;
constexpr int kMostLabels = 500;

QBrush faintBrush(QBrush brush) {
    QColor colour = brush.color();
    colour.setAlphaF(kFaint);
    brush.setColor(colour);
    return brush;
}

constexpr double kLinesPerRow = 1.4;  // so that each has its name
constexpr double kHalfRow = 0.5;      // of a row

}  // namespace

CostBreakdownView::CostBreakdownView(Selection& selection, QWidget* parent)
    : PlotView(selection, parent),
      basisBox_(
          new BasisBox({CostBasis::hour, CostBasis::month, CostBasis::year, CostBasis::thousand_requests}, this)) {
    addControl(basisBox_);
    connect(basisBox_, &BasisBox::basisChanged, this, [this] { rebuild(); });
    plot().axisRect()->setRangeDrag(Qt::Vertical);
    plot().axisRect()->setRangeZoom(Qt::Vertical);
}

CostBasis CostBreakdownView::basis() const { return basisBox_->basis(); }

Table CostBreakdownView::table() const { return result() == nullptr ? Table{} : costTable(*result()); }

QJsonObject CostBreakdownView::scene() const {
    QJsonObject scene = PlotView::scene();
    if (plot().isHidden()) return scene;
    QJsonArray rows;
    for (const int index : rows_)
        rows.append(QStringLiteral("%1: %2").arg(qstring(result()->deployments()[static_cast<std::size_t>(index)].name),
                                                 totalText(index)));
    scene.insert(QStringLiteral("rows"), rows);
    return scene;
}

QString CostBreakdownView::emptyReason() const {
    const QList<int> deployments = shown();
    if (deployments.isEmpty()) return tr("All deployments are hidden.");
    const auto hasResult = [&](int index) {
        return result()->deployments()[static_cast<std::size_t>(index)].replications > 0;
    };
    if (std::none_of(deployments.begin(), deployments.end(), hasResult)) return tr("No deployment gave a result.");
    return {};
}

void CostBreakdownView::draw() {
    const QCPRange kept = plot().yAxis->range();
    breakdown_ = costBreakdown(*result(), basis(), kItemStyles);
    rows_ = shown();
    auto* rect = plot().axisRect();
    styleAxes(*rect);
    QStringList names;
    for (const int index : rows_)
        names.append(QStringLiteral("%1 %2").arg(qstring(result()->deployments()[static_cast<std::size_t>(index)].name),
                                                 glyphOf(styleOf(index).marker)));
    setRows(*plot().yAxis, names);
    keepWithin(*plot().yAxis, -kHalfRow, static_cast<double>(rows_.size()) - kHalfRow);
    if (isZoomed())
        plot().yAxis->setRange(kept);
    else
        roomChanged();
    plot().xAxis->setLabel(tr("cost (%1)").arg(unitOf(basis())));
    plot().xAxis->setTicker(QSharedPointer<PlainTicker>::create(kMostTicks));

    double most = 0;
    for (const int index : rows_) {
        const auto place = static_cast<std::size_t>(index);
        const auto& ci = breakdown_.intervals[place];
        most = std::max({most, breakdown_.totals[place].value_or(0), ci ? ci->hi : 0});
    }
    QString caption = tr("Right: the total; ± and the whisker are its 95 % confidence interval.");
    if (const auto budget = budgetOn(basis(), selection().budget())) {
        constexpr double kNearby = 2;
        const bool near = *budget <= kNearby * most;
        if (near) most = std::max(most, *budget);
        caption += near ? tr(" Dashed: the budget.")
                        : tr(" The budget, %1 %2, lies beyond.").arg(moneyText(*budget), wordsOf(basis()));
    }
    constexpr int kAround = 130;  // px: legend, axis and caption
    if (static_cast<double>(rows_.size()) > readableRows(font(), plot().height() - kAround, kLinesPerRow))
        caption += tr(" Drag up and down, or zoom, to see them all.");
    if (breakdown_.folded > 0) caption += tr(" Items below 2 % of every bill are one.");
    constexpr double kHeadroom = 1.04;
    plot().xAxis->setRange(0, most > 0 ? most * kHeadroom : 1);
    drawItems();
    drawTotals();
    if (const auto budget = budgetOn(basis(), selection().budget())) drawBudget(*budget);
    setCaption(caption);
}

void CostBreakdownView::roomChanged() {
    fitTicks(*plot().xAxis);
    if (isZoomed()) return;
    const double rows =
        std::min(static_cast<double>(rows_.size()), readableRows(font(), plot().axisRect()->height(), kLinesPerRow));
    plot().yAxis->setRange(-kHalfRow, rows - kHalfRow);
}

/// Each item has a bar plot of its own, standing on the one before; the deployments that are faint another.
void CostBreakdownView::drawItems() {
    QList<LegendEntry> legend;
    QCPBars* below = nullptr;
    for (std::size_t item = 0; item < breakdown_.items.size(); ++item) {
        const auto& amounts = breakdown_.items[item].amounts;
        const QBrush brush = itemBrush(static_cast<int>(item), isDark());
        const QString title = breakdown_.items[item].name;
        const auto add = [&](bool faint) {
            QList<double> keys, values;
            for (qsizetype row = 0; row < rows_.size(); ++row) {
                const double amount = amounts[static_cast<std::size_t>(rows_[row])];
                if (amount == 0 || isFaint(rows_[row]) != faint) continue;
                keys.append(static_cast<double>(row));
                values.append(amount);
            }
            if (keys.isEmpty()) return;
            auto* bars = new QCPBars(plot().yAxis, plot().xAxis);
            bars->setData(keys, values, true);
            bars->setWidth(barHeight(rows_.size()));
            bars->setStackingGap(0);
            bars->setBrush(faint ? faintBrush(brush) : brush);
            bars->setPen(QPen(faint ? faintBrush(brush).color() : brush.color(), 1));
            bars->setName(title);
            bars->setSelectable(QCP::stNone);
            if (below != nullptr) bars->moveAbove(below);
            below = bars;
        };
        add(false);
        add(true);
        legend.append({.text = title, .line = QPen(brush.color(), 1), .swatch = brush});
    }
    showLegendOf(legend);
}

void CostBreakdownView::drawTotals() {
    QList<double> keys, values, minus, plus;
    for (qsizetype row = 0; row < rows_.size(); ++row) {
        const auto place = static_cast<std::size_t>(rows_[row]);
        if (!breakdown_.totals[place]) continue;
        const double total = *breakdown_.totals[place];
        const auto& ci = breakdown_.intervals[place];
        keys.append(static_cast<double>(row));
        values.append(total);
        minus.append(ci ? total - ci->lo : 0);
        plus.append(ci ? ci->hi - total : 0);
    }
    auto* totals = new QCPGraph(plot().yAxis, plot().xAxis);
    totals->setData(keys, values, true);
    totals->setLineStyle(QCPGraph::lsNone);
    totals->setName(tr("total"));
    totals->setSelectable(QCP::stNone);
    auto* whiskers = new QCPErrorBars(plot().yAxis, plot().xAxis);
    whiskers->setDataPlottable(totals);
    whiskers->setData(minus, plus);
    whiskers->setPen(QPen(textColour(), 1));
    whiskers->setSymbolGap(0);
    constexpr double kWhisker = 7;
    whiskers->setWhiskerWidth(kWhisker);
    whiskers->setSelectable(QCP::stNone);
    whiskers->setName(tr("95 % confidence"));

    QStringList texts;
    QList<QColor> colours;
    for (const int index : rows_) {
        texts.append(rows_.size() <= kMostLabels ? totalText(index) : QString());
        colours.append(isFaint(index) ? softColour() : textColour());
    }
    setRowLabels(plot(), texts, colours, font());
}

void CostBreakdownView::drawBudget(double budget) {
    auto* line = new QCPItemStraightLine(&plot());
    line->point1->setCoords(budget, 0);
    line->point2->setCoords(budget, 1);
    line->setPen(QPen(textColour(), 1, Qt::DashLine));
    line->setSelectable(false);
}

std::optional<int> CostBreakdownView::deploymentAt(const QPointF& position) const {
    const auto row = rowAt(*plot().yAxis, position, static_cast<int>(rows_.size()));
    if (!row) return std::nullopt;
    const int index = rows_[*row];
    const auto* rect = plot().axisRect();
    constexpr double kNear = 10;
    const double end = plot().xAxis->coordToPixel(breakdown_.totals[static_cast<std::size_t>(index)].value_or(0));
    // Its name, its bar and its total stand for the deployment; what is between bar and total is empty.
    if (position.x() > end + kNear && position.x() < rect->right()) return std::nullopt;
    return index;
}

std::optional<std::size_t> CostBreakdownView::itemAt(std::size_t deployment, double cost) const {
    double up = 0, down = 0;  // QCPBars stacks what is negative to the other side
    for (std::size_t item = 0; item < breakdown_.items.size(); ++item) {
        const double amount = breakdown_.items[item].amounts[deployment];
        double& edge = amount < 0 ? down : up;
        const double before = edge;
        edge += amount;
        if (cost >= std::min(before, edge) && cost < std::max(before, edge)) return item;
    }
    return std::nullopt;
}

QString CostBreakdownView::toolTipAt(const QPointF& position) const {
    const auto index = deploymentAt(position);
    if (!index) return {};
    const auto place = static_cast<std::size_t>(*index);
    const auto& deployment = result()->deployments()[place];
    QStringList lines{tr("%1: %2 %3").arg(qstring(deployment.name), totalText(*index), wordsOf(basis()))};
    const auto item = itemAt(place, plot().xAxis->pixelToCoord(position.x()));
    if (item && position.x() >= plot().axisRect()->left()) {
        const auto& [name, amounts] = breakdown_.items[*item];
        lines.append(tr("%1: %2 %3, %4 of it")
                         .arg(name, moneyText(amounts[place]), wordsOf(basis()),
                              shareText(amounts[place] / *breakdown_.totals[place])));
        for (const auto& line : deployment.cost.lines)
            if (qstring(line.item) == name)
                lines.append(tr("%1 %2 at %3 USD: %4 USD in %5")
                                 .arg(qstring(line.quantity), qstring(line.unit), qstring(line.unit_price.text()),
                                      qstring(line.amount.text()),
                                      durationText(seconds_of(result()->comparison().scenario.horizon))));
    }
    if (const auto& ci = breakdown_.intervals[place])
        lines.append(tr("95 % confidence: %1 to %2").arg(moneyText(ci->lo), moneyText(ci->hi)));
    return lines.join(QLatin1Char('\n'));
}

QString CostBreakdownView::totalText(int index) const {
    const auto place = static_cast<std::size_t>(index);
    const auto& total = breakdown_.totals[place];
    if (total) return moneyText(*total, breakdown_.intervals[place]);
    return result()->deployments()[place].replications == 0 ? tr("no result") : tr("none completed");
}

}  // namespace plimsoll::gui
