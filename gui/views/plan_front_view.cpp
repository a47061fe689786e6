// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/plan_front_view.hpp"

#include "gui/models/period.hpp"
#include "gui/models/plan_text.hpp"
#include "gui/models/text.hpp"
#include "gui/views/guide_line.hpp"
#include "gui/views/placed_labels.hpp"
#include "gui/views/quantity_axis.hpp"
#include "gui/views/sweep_plot_view.hpp"

#include <QMenu>

namespace plimsoll::gui {

namespace {

constexpr double kCandidateSize = 10;
constexpr double kWinnerRing = 20;

}  // namespace

PlanFrontView::PlanFrontView(PlanSelection& selection, QWidget* parent)
    : PlotView(selection, parent), selection_(selection) {
    connect(&selection, &PlanSelection::planChanged, this, [this] { update(); });
}

Table PlanFrontView::table() const { return selection_.plan() ? planTable(plan()) : Table{}; }

QString PlanFrontView::source() const { return selection_.plan() ? tr("plan of %1").arg(plan().scenario) : QString(); }

QStringList PlanFrontView::deploymentNames() const { return selection_.plan() ? plan().deployments() : QStringList(); }

QString PlanFrontView::spoken() const {
    return plan().winner ? tr("Winner: %1").arg(plan().at(*plan().winner).name()) : tr("Nothing meets the objectives");
}

PlotView::NoteSpace PlanFrontView::noteSpace() const { return {QStringLiteral("plan-front")}; }

void PlanFrontView::draw() {
    drawn_.clear();
    for (int i = 0; i < plan().candidates.size(); ++i)
        if (plan().at(i).p99 && !selection().isHidden(deploymentOf(i))) drawn_.append(i);
    drawAxes();
    auto* front = plot().addGraph();
    front->setName(tr("Pareto front"));
    front->setLineStyle(QCPGraph::lsStepLeft);
    front->setPen(QPen(softColour(), 1.2));
    for (const int candidate : plan().front)
        if (drawn_.contains(candidate)) front->addData(placeOf(candidate).x(), placeOf(candidate).y());
    for (const int candidate : std::as_const(drawn_)) drawCandidate(candidate);
    drawLabels();
    showLegend();
    setCaption(
        tr("Hollow: misses an objective. Line: nothing that was simulated is both cheaper and faster. A double "
           "click takes one into the scenario."));
}

void PlanFrontView::drawAxes() {
    QList<double> latencies, costs;
    std::optional<double> limit;
    for (const int candidate : std::as_const(drawn_)) {
        latencies.append(plan().at(candidate).p99->value);
        costs.append(inPeriod(plan().at(candidate).cost.value));
        for (const auto& objective : plan().at(candidate).objectives)
            if (objective.text.startsWith(QLatin1String("p99 latency"))) limit = objective.limit;
    }
    if (limit) latencies.append(*limit);
    latencyScale_ = scaleOf(latencies);
    costScale_ = scaleOf(costs);
    styleAxes(*plot().axisRect());
    showQuantity(*plot().xAxis, tr("p99 latency"), Quantity::duration, latencyScale_, isZoomed());
    showQuantity(*plot().yAxis, costTitle(), Quantity::money, costScale_, isZoomed());
    if (limit)
        addVerticalGuide(plot(), *limit, tr("p99 ≤ %1").arg(durationText(*limit)),
                         {QPen(textColour(), 1), textColour(), font(), palette().color(QPalette::Base)});
}

void PlanFrontView::drawCandidate(int candidate) {
    const QPointF place = placeOf(candidate);
    const int deployment = deploymentOf(candidate);
    auto* graph = plot().addGraph();
    graph->setName(plan().at(candidate).name());
    graph->setLineStyle(QCPGraph::lsNone);
    graph->addData(place.x(), place.y());
    graph->setScatterStyle(markerOf(deployment, kCandidateSize, plan().at(candidate).met));
    if (plan().winner != candidate) return;
    auto* ring = plot().addGraph();
    ring->setName(tr("winner"));
    ring->setLineStyle(QCPGraph::lsNone);
    ring->addData(place.x(), place.y());
    ring->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colourOf(deployment), 1.8), Qt::NoBrush, kWinnerRing));
}

/// Those with a part in the answer first.
void PlanFrontView::drawLabels() {
    QList<int> order = drawn_;
    std::stable_sort(order.begin(), order.end(), [this](int left, int right) {
        return plan().roleOf(left).isEmpty() < plan().roleOf(right).isEmpty();
    });
    QList<PlacedLabels::Label> labels;
    QList<QPointF> points;
    for (const int candidate : std::as_const(order)) {
        const QString role = plan().roleOf(candidate);
        const bool wins = plan().winner == candidate;
        points.append(placeOf(candidate));
        labels.append({placeOf(candidate),
                       role.isEmpty() ? plan().at(candidate).name()
                                      : QStringLiteral("%1: %2").arg(role, plan().at(candidate).deployment),
                       role.isEmpty() ? softColour() : textColour(), wins, (wins ? kWinnerRing : kCandidateSize) / 2});
    }
    auto* names = new PlacedLabels(&plot());
    names->setStyle(font(), palette().color(QPalette::Base));
    names->setLabels(labels);
    names->setPoints(points, kCandidateSize);
    names->setBars(frontLines());
}

/// The steps that the front is drawn with: names keep away from them.
QList<QLineF> PlanFrontView::frontLines() const {
    QList<QLineF> lines;
    QList<int> front = plan().front;
    front.removeIf([this](int candidate) { return !drawn_.contains(candidate); });
    for (qsizetype i = 1; i < front.size(); ++i) {
        const QPointF slow = placeOf(front[i - 1]);  // the cheapest comes first
        const QPointF fast = placeOf(front[i]);
        lines << QLineF(fast.x(), fast.y(), slow.x(), fast.y()) << QLineF(slow.x(), fast.y(), slow.x(), slow.y());
    }
    return lines;
}

int PlanFrontView::deploymentOf(int candidate) const {
    return static_cast<int>(plan().deployments().indexOf(plan().at(candidate).deployment));
}

QPointF PlanFrontView::placeOf(int candidate) const {
    return {latencyScale_.placeOf(plan().at(candidate).p99->value),
            costScale_.placeOf(inPeriod(plan().at(candidate).cost.value))};
}

std::optional<int> PlanFrontView::candidateAt(const QPointF& position) const {
    QList<QPointF> places;
    for (const int candidate : drawn_) places.append(placeOf(candidate));
    const auto nearest = nearestTo(position, places, plot());
    return nearest ? std::optional(drawn_[*nearest]) : std::nullopt;
}

std::optional<int> PlanFrontView::deploymentAt(const QPointF& position) const {
    const auto candidate = candidateAt(position);
    return candidate ? std::optional(deploymentOf(*candidate)) : std::nullopt;
}

QString PlanFrontView::toolTipAt(const QPointF& position) const {
    const auto at = candidateAt(position);
    if (!at) return {};
    const PlanCandidate& candidate = plan().at(*at);
    QStringList lines{candidate.name(), costText(candidate.cost.value, candidate.cost.ci),
                      tr("p99 latency %1").arg(durationText(*candidate.p99)), bindingText(candidate)};
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

bool PlanFrontView::opened(const QPointF& position) {
    const auto candidate = candidateAt(position);
    if (candidate) selection_.use(*candidate);
    return candidate.has_value();
}

void PlanFrontView::addToMenu(QMenu& menu, const QPointF& position) {
    const auto candidate = candidateAt(position);
    if (!candidate) return;
    menu.addSeparator();
    menu.addAction(tr("&Use '%1'").arg(plan().at(*candidate).name()), this,
                   [this, candidate] { selection_.use(*candidate); });
}

}  // namespace plimsoll::gui
