// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/latency_distribution_view.hpp"

#include "gui/models/latency_distribution.hpp"
#include "gui/models/latency_figure.hpp"
#include "gui/models/text.hpp"
#include "gui/views/cursor_read_out.hpp"
#include "gui/views/guide_line.hpp"
#include "gui/views/quantity_axis.hpp"

#include <QComboBox>
#include <QCoreApplication>

#include <algorithm>

namespace plimsoll::gui {

namespace {

constexpr double kPercent = 100;
constexpr qsizetype kMostRows = 12;  // of the read-out

using Metric = scenarios::SloSpec::Metric;

struct MetricName {
    Metric metric;
    const char* choice;  ///< in the list
    const char* axis;
};
constexpr MetricName kMetrics[] = {
    {Metric::latency, QT_TRANSLATE_NOOP("LatencyDistribution", "Latency"),
     QT_TRANSLATE_NOOP("LatencyDistribution", "latency")},
    {Metric::ttft, QT_TRANSLATE_NOOP("LatencyDistribution", "Time to first token"),
     QT_TRANSLATE_NOOP("LatencyDistribution", "time to first token")},
    {Metric::tpot, QT_TRANSLATE_NOOP("LatencyDistribution", "Time per output token"),
     QT_TRANSLATE_NOOP("LatencyDistribution", "time per output token, mean of an answer")},
    {Metric::itl, QT_TRANSLATE_NOOP("LatencyDistribution", "Inter-token latency"),
     QT_TRANSLATE_NOOP("LatencyDistribution", "inter-token latency")}};

QString translated(const char* text) { return QCoreApplication::translate("LatencyDistribution", text); }

bool hasAny(const Result& result, Metric metric) {
    const QList<int> all = result.indices();
    return std::any_of(all.begin(), all.end(),
                       [&](int deployment) { return !distributionOf(result.deployment(deployment), metric).empty(); });
}

}  // namespace

LatencyDistributionView::LatencyDistributionView(Selection& selection, QWidget* parent)
    : PlotView(selection, parent), metrics_(new QComboBox(this)), shapes_(new QComboBox(this)) {
    metrics_->setObjectName(QStringLiteral("metric"));
    metrics_->setAccessibleName(tr("Time that is shown"));
    for (const auto& each : kMetrics) metrics_->addItem(translated(each.choice), static_cast<int>(each.metric));
    addControl(metrics_);
    connect(metrics_, &QComboBox::currentIndexChanged, this, [this] { showAll(); });
    shapes_->setObjectName(QStringLiteral("shape"));
    shapes_->setAccessibleName(tr("Share that is shown"));
    shapes_->addItems({tr("Answered within"), tr("Slower than (tail)")});
    addControl(shapes_);
    connect(shapes_, &QComboBox::currentIndexChanged, this, [this] { showAll(); });
}

LatencyDistributionView::Shape LatencyDistributionView::shape() const {
    return static_cast<Shape>(shapes_->currentIndex());
}

void LatencyDistributionView::setMetric(Metric metric) {
    metrics_->setCurrentIndex(metrics_->findData(static_cast<int>(metric)));
}

/// What was chosen, as long as the result has it.
Metric LatencyDistributionView::metric() const {
    const auto chosen = static_cast<Metric>(metrics_->currentData().toInt());
    return hasAny(*result(), chosen) ? chosen : Metric::latency;
}

bool LatencyDistributionView::has(const Result& result, int deployment) const {
    return !distributionOf(result.deployment(deployment), metric()).empty();
}

void LatencyDistributionView::offerMetrics() {
    metrics_->setVisible(std::any_of(std::begin(kMetrics) + 1, std::end(kMetrics),
                                     [this](const auto& each) { return hasAny(*result(), each.metric); }));
}

void LatencyDistributionView::setShape(Shape shape) { shapes_->setCurrentIndex(static_cast<int>(shape)); }

QList<int> LatencyDistributionView::drawn() const {
    QList<int> deployments = shown();
    deployments.removeIf([this](int deployment) { return !has(*result(), deployment); });
    return deployments;
}

QString LatencyDistributionView::emptyReason() const {
    const QList<int> all = result()->indices();
    const bool measured =
        std::any_of(all.begin(), all.end(), [this](int index) { return hasLatency(result()->deployment(index)); });
    if (!measured)
        return tr("No deployment has a latency: no request was measured. Lengthen the horizon or shorten the warm-up.");
    if (!hasAny(*result(), Metric::latency))
        return tr(
            "This result holds no distribution of latencies, since an earlier version made it. Run the scenario "
            "again.");
    if (drawn().isEmpty())
        return tr("Every deployment with a distribution is hidden. Show one in the list of deployments.");
    return {};
}

PlotView::NoteSpace LatencyDistributionView::noteSpace() const {
    QString space = shape() == Shape::within ? QStringLiteral("latency-distribution/within")
                                             : QStringLiteral("latency-distribution/tail");
    if (metric() != Metric::latency) space += QLatin1Char('/') + qstring(scenarios::name_of(metric()));
    return {space};
}

void LatencyDistributionView::draw() {
    offerMetrics();
    drawAxes();
    drawGuides();
    drawReference();
    for (const int deployment : drawn()) {
        QPen pen = penOf(deployment, isFaint(deployment));
        constexpr double kSelectedWidth = 2.6;
        if (selection().deployment() == deployment) pen.setWidthF(kSelectedWidth);
        drawCurve(*result(), deployment, deployment, pen, qstring(result()->deployment(deployment).name));
    }
    readOut_ = new CursorReadOut(&plot());
    readOut_->setLayer(&cursorLayer());
    readOut_->setStyle(font(), textColour(), palette().color(QPalette::Base));
    showLegend();

    QStringList sentences{tr("Of all replications together.")};
    if (!objectivesOfMetric().empty())
        sentences.append(shape() == Shape::within
                             ? tr("A deployment meets an objective where its curve passes above the ring.")
                             : tr("A deployment meets an objective where its curve passes below the ring."));
    if (reference() != nullptr) sentences.append(tr("Dotted: the reference."));
    QStringList silent;
    for (const int deployment : shown())
        if (!has(*result(), deployment)) silent.append(qstring(result()->deployment(deployment).name));
    if (!silent.isEmpty()) sentences.append(tr("No distribution of: %1.").arg(silent.join(QStringLiteral(", "))));
    setCaption(sentences.join(QLatin1Char(' ')));
}

std::vector<scenarios::SloSpec> LatencyDistributionView::objectivesOfMetric() const {
    std::vector<scenarios::SloSpec> objectives = result()->comparison().scenario.slos;
    std::erase_if(objectives, [this](const auto& objective) { return objective.metric != metric(); });
    return objectives;
}

void LatencyDistributionView::drawAxes() {
    QList<double> latencies;
    leastTail_ = 1;
    for (const int deployment : drawn())
        for (const auto& point : distributionOf(result()->deployment(deployment), metric())) {
            latencies.append(point.at_most_s);
            if (point.share < 1) leastTail_ = std::min(leastTail_, 1 - point.share);
        }
    for (const auto& objective : objectivesOfMetric()) {
        latencies.append(seconds_of(objective.at_most));
        if (objective.percentile < kPercent) leastTail_ = std::min(leastTail_, 1 - objective.percentile / kPercent);
    }
    latencyScale_ = scaleOf(latencies);
    AxisScale shares;
    constexpr double kRoom = 1.03;
    shares.upper = kRoom;
    if (shape() == Shape::tail) {
        constexpr double kMargin = 1.5;
        shares = {true, leastTail_ / kMargin, kMargin, {}};
    }
    styleAxes(*plot().axisRect());
    const auto* shownMetric = std::find_if(std::begin(kMetrics), std::end(kMetrics),
                                           [this](const auto& each) { return each.metric == metric(); });
    showQuantity(*plot().xAxis, translated(shownMetric->axis), Quantity::duration, latencyScale_, isZoomed());
    const bool within = shape() == Shape::within;
    const QString ofTokens = within ? tr("share of tokens within") : tr("share of tokens slower");
    const QString ofRequests = within ? tr("share of requests answered") : tr("share of requests slower");
    showQuantity(*plot().yAxis, metric() == Metric::itl ? ofTokens : ofRequests, Quantity::share, shares, isZoomed());
}

/// Where a share of requests within a time is drawn.
double LatencyDistributionView::placeOf(double share) const {
    if (shape() == Shape::within) return share;
    constexpr double kBelowAxis = 4;
    return std::max(1 - share, leastTail_ / kBelowAxis);
}

void LatencyDistributionView::drawGuides() {
    const GuideStyle faint{QPen(faintColour(), 1), softColour(), font()};
    // The names of neighbours stand side by side, since p95 and p99 are close.
    constexpr double kFrom[] = {0, 0.1, 0};
    constexpr double kPercentiles[] = {50, 95, 99};
    for (int i = 0; i < 3; ++i)
        addHorizontalGuide(plot(), placeOf(kPercentiles[i] / kPercent), QStringLiteral("p%1").arg(kPercentiles[i]),
                           faint, kFrom[i]);
    const auto objectives = objectivesOfMetric();
    if (objectives.empty()) return;
    auto* corners = plot().addGraph();
    corners->setName(tr("objectives"));
    corners->setLineStyle(QCPGraph::lsNone);
    constexpr double kSize = 12;
    corners->setScatterStyle({QCPScatterStyle::ssCircle, QPen(textColour(), 1.4), Qt::NoBrush, kSize});
    const QPen dashed(textColour(), 1, Qt::DashLine);
    for (const auto& objective : objectives) {
        const double limit = latencyScale_.placeOf(seconds_of(objective.at_most));
        const double share = placeOf(objective.percentile / kPercent);
        addVerticalGuide(plot(), limit, limitText(objective),
                         {dashed, textColour(), font(), palette().color(QPalette::Base)});
        addHorizontalGuide(plot(), share, {}, {dashed, textColour(), font()});
        corners->addData(limit, share);
    }
}

void LatencyDistributionView::drawCurve(const Result& result, int deployment, int owner, const QPen& pen,
                                        const QString& name) {
    QVector<double> latencies, shares;
    for (const auto& point : distributionOf(result.deployment(deployment), metric())) {
        latencies.append(latencyScale_.placeOf(point.at_most_s));
        shares.append(placeOf(point.share));
    }
    auto* graph = plot().addGraph();
    graph->setName(name);
    graph->setData(latencies, shares, true);
    graph->setPen(pen);
    graph->setAntialiased(!isCrowd());
    setOwner(*graph, owner);
}

/// The same deployments in the reference, thin.
void LatencyDistributionView::drawReference() {
    if (reference() == nullptr) return;
    for (const int before : reference()->indices()) {
        const auto& name = reference()->deployment(before).name;
        for (const int deployment : drawn()) {
            if (result()->deployment(deployment).name != name || !has(*reference(), before)) continue;
            const QColor colour = penOf(deployment, isFaint(deployment)).color();
            drawCurve(*reference(), before, deployment, QPen(colour, 0, Qt::DotLine),
                      tr("%1, before").arg(qstring(name)));
        }
    }
}

QString LatencyDistributionView::valueText(int deployment, double seconds) const {
    const double share = shareWithin(distributionOf(result()->deployment(deployment), metric()), seconds);
    return shape() == Shape::within ? shareText(share) : QStringLiteral("%1 %").arg(numberText((1 - share) * kPercent));
}

void LatencyDistributionView::cursorMoved(const std::optional<QPointF>& position) {
    if (readOut_ == nullptr || plot().isHidden()) return;
    if (!position || !plot().axisRect()->rect().contains(position->toPoint())) {
        readOut_->setVisible(false);
        cursorLayer().replot();
        return;
    }
    const double seconds = plot().xAxis->pixelToCoord(position->x());
    const QList<int> deployments = drawn();
    QList<std::pair<double, CursorReadOut::Row>> values;
    for (const int deployment : deployments) {
        if (deployments.size() > kMostRows && selection().deployment() != deployment) continue;
        constexpr double kSize = 8;
        values.append({shareWithin(distributionOf(result()->deployment(deployment), metric()), seconds),
                       {markerOf(deployment, kSize), qstring(result()->deployment(deployment).name),
                        valueText(deployment, seconds)}});
    }
    std::stable_sort(values.begin(), values.end(),
                     [](const auto& left, const auto& right) { return left.first > right.first; });
    QList<CursorReadOut::Row> rows;
    for (const auto& value : std::as_const(values)) rows.append(value.second);
    const QString title = shape() == Shape::within ? tr("answered within %1") : tr("slower than %1");
    readOut_->showAt(seconds, title.arg(durationText(seconds)), rows);
    cursorLayer().replot();
}

Table LatencyDistributionView::table() const {
    const bool ofTokens = result() != nullptr && metric() == Metric::itl;
    Table table{{{tr("deployment"), {}},
                 {ofTokens ? tr("share of the tokens") : tr("share of the requests"), {}},
                 {ofTokens ? tr("came within") : tr("answered within"), tr("s")}},
                {}};
    if (result() == nullptr) return table;
    for (const auto& deployment : result()->deployments())
        for (const auto& point : distributionOf(deployment, metric()))
            table.rows.append({qstring(deployment.name), point.share, point.at_most_s});
    return table;
}

}  // namespace plimsoll::gui
