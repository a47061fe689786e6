// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/cost_latency_view.hpp"

#include "gui/models/deployment_text.hpp"
#include "gui/models/fields_table.hpp"
#include "gui/models/period.hpp"
#include "gui/models/text.hpp"
#include "gui/views/figure_box.hpp"
#include "gui/views/guide_line.hpp"
#include "gui/views/placed_labels.hpp"
#include "gui/views/quantity_axis.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {

namespace {

constexpr double kMarkerSize = 11;
constexpr double kRingSize = 21;      // around the cheapest
constexpr qsizetype kMostNamed = 40;  // beyond, only the deployments that matter are named

/// By more than can be seen.
bool hasMoved(const TradeOff& from, const TradeOff& to) {
    constexpr double kVisible = 0.01;
    const auto moved = [](double before, double after) { return std::abs(after - before) > kVisible * before; };
    return moved(from.cost.value, to.cost.value) || moved(from.latency.value, to.latency.value);
}

}  // namespace

CostLatencyView::CostLatencyView(Selection& selection, QWidget* parent)
    : PlotView(selection, parent), figureBox_(new FigureBox(this)) {
    addControl(figureBox_);
    connect(figureBox_, &FigureBox::figureChanged, this, [this] { showAll(); });
}

LatencyFigure CostLatencyView::figure() const { return figureBox_->figure(); }

QString CostLatencyView::emptyReason() const {
    if (tradeOffs(*result(), result()->indices(), figure()).isEmpty())
        return tr("No deployment has a latency: no request was measured. Lengthen the horizon or shorten the warm-up.");
    if (tradeOffs(*result(), shown(), figure()).isEmpty())
        return tr("Every deployment with a latency is hidden. Show one in the list of deployments.");
    return {};
}

PlotView::NoteSpace CostLatencyView::noteSpace() const {
    return {QStringLiteral("cost-latency/%1").arg(nameOf(figure()))};
}

void CostLatencyView::draw() {
    tradeOffs_ = tradeOffs(*result(), shown(), figure());
    drawAxes();
    drawLimits();
    drawReference();
    drawFront();
    for (const auto& tradeOff : std::as_const(tradeOffs_)) drawMarker(tradeOff);
    drawLabels();
    setCaption(caption());
}

void CostLatencyView::drawAxes() {
    QList<double> latencies, latencyEnds, costs, costEnds;
    const auto add = [&](const QList<TradeOff>& all) {
        for (const auto& tradeOff : all) {
            addTo(latencies, latencyEnds, tradeOff.latency);
            addTo(costs, costEnds, inPeriod(tradeOff.cost));
        }
    };
    add(tradeOffs_);
    if (reference() != nullptr) add(tradeOffs(*reference(), reference()->indices(), figure()));
    for (const auto& objective : objectivesOn(*result(), figure())) latencies.append(seconds_of(objective.at_most));
    if (const auto budget = selection().budget()) costs.append(inPeriod(*budget));

    latencyScale_ = scaleOf(latencies, latencyEnds);
    costScale_ = scaleOf(costs, costEnds);
    styleAxes(*plot().axisRect());
    showQuantity(*plot().xAxis, tr("%1 latency").arg(nameOf(figure())), Quantity::duration, latencyScale_, isZoomed());
    showQuantity(*plot().yAxis, costTitle(), Quantity::money, costScale_, isZoomed());
}

void CostLatencyView::drawLimits() {
    const GuideStyle style{QPen(textColour(), 1), textColour(), font(), palette().color(QPalette::Base)};
    QColor hatch = textColour();
    constexpr int kHatchAlpha = 28;
    hatch.setAlpha(kHatchAlpha);
    const auto objectives = objectivesOn(*result(), figure());
    for (const auto& objective : objectives)
        addVerticalGuide(plot(), seconds_of(objective.at_most), limitText(objective), style);
    if (!objectives.empty()) {
        const auto strictest = std::min_element(objectives.begin(), objectives.end(),
                                                [](const auto& a, const auto& b) { return a.at_most < b.at_most; });
        shadeRightOf(plot(), seconds_of(strictest->at_most), QBrush(hatch, Qt::BDiagPattern));
    }
    if (const auto budget = selection().budget()) {
        GuideStyle dashed = style;
        dashed.pen.setStyle(Qt::DashLine);
        addHorizontalGuide(plot(), costScale_.placeOf(inPeriod(*budget)), tr("budget %1").arg(costText(*budget)),
                           dashed);
        shadeAbove(plot(), costScale_.placeOf(inPeriod(*budget)), QBrush(hatch, Qt::FDiagPattern));
    }
}

/// Arrows from where the same deployments lie in the reference.
void CostLatencyView::drawReference() {
    if (reference() == nullptr) return;
    const auto before = tradeOffs(*reference(), reference()->indices(), figure());
    for (const auto& tradeOff : std::as_const(tradeOffs_)) {
        const auto& name = result()->deployment(tradeOff.deployment).name;
        const auto old = std::find_if(before.begin(), before.end(), [&](const TradeOff& candidate) {
            return reference()->deployment(candidate.deployment).name == name;
        });
        if (old == before.end() || !hasMoved(*old, tradeOff)) continue;
        auto* arrow = new QCPItemLine(&plot());
        arrow->start->setCoords(placeOf(*old));
        arrow->end->setCoords(placeOf(tradeOff));
        QColor colour = colourOf(tradeOff.deployment);
        constexpr float kAlpha = 0.6F;
        colour.setAlphaF(kAlpha);
        arrow->setPen(QPen(colour, 1));
        arrow->setTail(QCPLineEnding(QCPLineEnding::esDisc, 5, 5));
        arrow->setHead(QCPLineEnding(QCPLineEnding::esSpikeArrow, 12, 14));
        arrow->setSelectable(false);
    }
}

void CostLatencyView::drawFront() {
    const auto front = paretoFront(tradeOffs_);
    auto* graph = plot().addGraph();
    graph->setName(tr("Pareto front"));
    graph->setLineStyle(QCPGraph::lsStepLeft);
    graph->setPen(QPen(softColour(), 1.2));
    for (const auto& tradeOff : front) graph->addData(placeOf(tradeOff).x(), placeOf(tradeOff).y());
}

void CostLatencyView::drawMarker(const TradeOff& tradeOff) {
    const QPointF place = placeOf(tradeOff);
    const QColor colour = colourOfMarker(tradeOff);
    auto* graph = plot().addGraph();
    graph->setName(nameOfDeployment(tradeOff.deployment));
    graph->setLineStyle(QCPGraph::lsNone);
    graph->addData(place.x(), place.y());
    QCPScatterStyle marker = markerOf(tradeOff.deployment, kMarkerSize, tradeOff.feasible);
    QPen pen = marker.pen();
    pen.setColor(colour);
    marker.setPen(pen);
    if (tradeOff.feasible) marker.setBrush(colour);
    graph->setScatterStyle(marker);
    barsOf(tradeOff).draw(*graph, latencyScale_, costScale_, QPen(colour, 1), kMarkerSize);
    graph->setLayer(graph->layer());  // over its bars

    if (!isCheapest(tradeOff)) return;
    auto* ring = plot().addGraph();
    ring->setName(tr("cheapest that meets its objectives"));
    ring->setLineStyle(QCPGraph::lsNone);
    ring->addData(place.x(), place.y());
    ring->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colour, 1.8), Qt::NoBrush, kRingSize));
}

void CostLatencyView::drawLabels() {
    const auto rank = [this](const TradeOff& tradeOff) {
        const bool chosen =
            selection().deployment() == tradeOff.deployment || selection().baseline() == tradeOff.deployment;
        return isCheapest(tradeOff) || chosen ? 0 : !tradeOff.dominatedBy ? 1 : 2;
    };
    QList<TradeOff> order = tradeOffs_;
    std::stable_sort(order.begin(), order.end(),
                     [&](const TradeOff& left, const TradeOff& right) { return rank(left) < rank(right); });

    QList<PlacedLabels::Label> labels;
    QList<QPointF> points;
    QList<QLineF> bars = linesToAvoid();
    for (const auto& tradeOff : std::as_const(order)) {
        points.append(placeOf(tradeOff));
        bars.append(barsOf(tradeOff).lines(latencyScale_, costScale_));
        if (order.size() > kMostNamed && rank(tradeOff) > 1) continue;
        QString text = nameOfDeployment(tradeOff.deployment);
        if (isCheapest(tradeOff)) text = tr("%1 (cheapest)").arg(text);
        if (selection().baseline() == tradeOff.deployment) text = tr("%1 (baseline)").arg(text);
        const bool grey = tradeOff.dominatedBy && selection().deployment() != tradeOff.deployment;
        labels.append({placeOf(tradeOff), text,
                       isFaint(tradeOff.deployment) ? faintColour()
                       : grey                       ? softColour()
                                                    : textColour(),
                       isCheapest(tradeOff), (isCheapest(tradeOff) ? kRingSize : kMarkerSize) / 2});
    }
    auto* names = new PlacedLabels(&plot());
    names->setStyle(font(), palette().color(QPalette::Base));
    names->setLabels(labels);
    names->setPoints(points, kMarkerSize);
    names->setBars(bars);
}

/// The front's steps and the limits.
QList<QLineF> CostLatencyView::linesToAvoid() const {
    QList<QLineF> lines;
    const auto front = paretoFront(tradeOffs_);
    for (qsizetype i = 1; i < front.size(); ++i) {
        const QPointF from = placeOf(front[i - 1]);
        const QPointF to = placeOf(front[i]);
        lines << QLineF(from.x(), from.y(), to.x(), from.y()) << QLineF(to.x(), from.y(), to.x(), to.y());
    }
    for (const auto& objective : objectivesOn(*result(), figure())) {
        const double limit = seconds_of(objective.at_most);
        lines.append({limit, costScale_.lower, limit, costScale_.upper});
    }
    return lines;
}

QColor CostLatencyView::colourOfMarker(const TradeOff& tradeOff) const {
    constexpr float kFaint = 0.3F;
    const bool selected = selection().deployment() == tradeOff.deployment;
    QColor colour = tradeOff.dominatedBy && !selected ? softColour() : colourOf(tradeOff.deployment);
    if (isFaint(tradeOff.deployment)) colour.setAlphaF(kFaint);
    return colour;
}

EstimateBars CostLatencyView::barsOf(const TradeOff& tradeOff) const {
    return {placeOf(tradeOff), tradeOff.latency.ci, inPeriod(tradeOff.cost).ci};
}

QString CostLatencyView::caption() const {
    QStringList sentences;
    const auto any = [this](const auto& what) { return std::any_of(tradeOffs_.begin(), tradeOffs_.end(), what); };
    if (any([](const TradeOff& tradeOff) { return !tradeOff.feasible; }))
        sentences.append(tr("Hollow: misses an objective."));
    if (any([](const TradeOff& tradeOff) { return tradeOff.dominatedBy.has_value(); }))
        sentences.append(tr("Grey: another one costs no more and is no slower."));
    const bool limits = !objectivesOn(*result(), figure()).empty();
    if (limits && any([this](const TradeOff& tradeOff) {
            return result()->deployment(tradeOff.deployment).deadline.has_value();
        }))
        sentences.append(tr("Batches are held to their deadline, not to the line."));
    if (any([](const TradeOff& tradeOff) { return tradeOff.latency.ci || tradeOff.cost.ci; }))
        sentences.append(tr("Bars: 95 % confidence."));
    if (reference() != nullptr) sentences.append(tr("Arrows: from the reference."));
    QStringList silent;
    for (const int deployment : shown())
        if (!hasLatency(result()->deployment(deployment))) silent.append(nameOfDeployment(deployment));
    if (!silent.isEmpty())
        sentences.append(tr("No request was measured of: %1.").arg(silent.join(QStringLiteral(", "))));
    return sentences.join(QLatin1Char(' '));
}

QPointF CostLatencyView::placeOf(const TradeOff& tradeOff) const {
    return {latencyScale_.placeOf(tradeOff.latency.value), costScale_.placeOf(inPeriod(tradeOff.cost.value))};
}

bool CostLatencyView::isCheapest(const TradeOff& tradeOff) const {
    const auto& cheapest = shownComparison().verdict().cheapest;
    return cheapest && static_cast<int>(*cheapest) == tradeOff.deployment;
}

QString CostLatencyView::nameOfDeployment(int deployment) const {
    return qstring(result()->deployment(deployment).name);
}

const TradeOff* CostLatencyView::tradeOffAt(const QPointF& position) const {
    constexpr double kReach = 14;
    const TradeOff* nearest = nullptr;
    double least = kReach;
    for (const auto& tradeOff : tradeOffs_) {
        const QPointF place = placeOf(tradeOff);
        const QPointF pixel(plot().xAxis->coordToPixel(place.x()), plot().yAxis->coordToPixel(place.y()));
        if (const double distance = QLineF(pixel, position).length(); distance < least) {
            least = distance;
            nearest = &tradeOff;
        }
    }
    return nearest;
}

std::optional<int> CostLatencyView::deploymentAt(const QPointF& position) const {
    const TradeOff* tradeOff = tradeOffAt(position);
    return tradeOff == nullptr ? std::nullopt : std::optional(tradeOff->deployment);
}

QString CostLatencyView::toolTipAt(const QPointF& position) const {
    const TradeOff* tradeOff = tradeOffAt(position);
    if (tradeOff == nullptr) return {};
    const auto& deployment = result()->deployment(tradeOff->deployment);
    QStringList lines{qstring(deployment.name),
                      tr("%1 latency %2").arg(nameOf(figure()), durationText(tradeOff->latency)), costText(deployment),
                      tr("objectives: %1").arg(objectivesText(deployment))};
    if (tradeOff->dominatedBy) lines.append(whyDominated(*result(), *tradeOff, figure()));
    if (const auto other = baseline())
        if (const QString text = againstBaseline(*result(), *tradeOff, *other, figure()); !text.isEmpty())
            lines.append(text);
    return lines.join(QLatin1Char('\n'));
}

Table CostLatencyView::table() const {
    if (result() == nullptr) return {};
    const QString figureName = tr("%1 latency").arg(nameOf(figure()));
    Table table{{{tr("deployment"), {}},
                 {figureName, tr("s")},
                 {tr("%1, low").arg(figureName), tr("s")},
                 {tr("%1, high").arg(figureName), tr("s")},
                 {tr("cost"), tr("USD/month")},
                 {tr("cost, low"), tr("USD/month")},
                 {tr("cost, high"), tr("USD/month")},
                 {tr("meets its objectives"), {}},
                 {tr("on the Pareto front"), {}},
                 {tr("why not"), {}},
                 {tr("against the baseline"), {}}},
                {}};
    for (const int index : result()->indices()) {
        const auto& deployment = result()->deployment(index);
        table.rows.append(QList<QVariant>(table.columns.size()));
        table.rows.last()[0] = qstring(deployment.name);
    }
    const auto all = tradeOffs(*result(), result()->indices(), figure());
    for (const auto& tradeOff : all) {
        QList<QVariant> row{nameOfDeployment(tradeOff.deployment)};
        for (const auto* estimate : {&tradeOff.latency, &tradeOff.cost}) {
            row.append(estimate->value);
            row.append(estimate->ci ? QVariant(estimate->ci->lo) : QVariant());
            row.append(estimate->ci ? QVariant(estimate->ci->hi) : QVariant());
        }
        row << tradeOff.feasible << !tradeOff.dominatedBy << whyDominated(*result(), tradeOff, figure());
        const auto other = baseline();
        row.append(other ? againstBaseline(*result(), tradeOff, *other, figure()) : QString());
        table.rows[tradeOff.deployment] = row;
    }
    return withFields(table, *result(), {QStringLiteral("latency_s"), QStringLiteral("cost")});
}

}  // namespace plimsoll::gui
