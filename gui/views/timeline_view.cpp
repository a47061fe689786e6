// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/timeline_view.hpp"

#include "gui/models/text.hpp"
#include "gui/models/time_range.hpp"
#include "gui/views/legend_strip.hpp"
#include "gui/views/series_graph.hpp"
#include "gui/views/table_strip.hpp"
#include "gui/views/tickers.hpp"
#include "gui/views/time_axis.hpp"
#include "scenarios/quantity.hpp"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

#include <qcustomplot.h>

namespace plimsoll::gui {

namespace {

constexpr int kMostLines = 12;
constexpr int kEnvelopePoints = 200;
constexpr qsizetype kLongLine = 20'000;
constexpr double kHeadroom = 1.08;
constexpr int kCramped = 70;  // px of a row; lower ones have room for two labels only

QBrush hatched(const QColor& colour) { return {colour, Qt::BDiagPattern}; }

QColor translucent(QColor colour, double alpha) {
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

}  // namespace

TimelineView::TimelineView(Selection& selection, QWidget* parent)
    : TimeView(selection, parent),
      grid_(new QCPLayoutGrid),
      margins_(new QCPMarginGroup(&plot())),
      figures_(new TableStrip(&plot())) {
    // The rows stand where the base has its one rect.
    auto* layout = plot().plotLayout();
    auto* rect = plot().axisRect();
    int row = 0;
    while (layout->element(row, 0) != rect) ++row;
    layout->take(rect);
    delete rect;
    layout->addElement(row, 0, grid_);
    grid_->setRowSpacing(0);
    addBelow(figures_);
    plot().setPlottingHint(QCP::phFastPolylines);
}

Table TimelineView::table() const {
    if (result() == nullptr) return {};
    constexpr qsizetype kMostRows = 100'000;
    QList<int> deployments = shown();
    if (const auto selected = selection().deployment()) deployments = {*selected};
    return timelineTable(*result(), deployments, kMostRows, selection().shownTime());
}

QJsonObject TimelineView::scene() const {
    QJsonObject scene = TimeView::scene();
    if (plot().isHidden() || figures_->rows().isEmpty()) return scene;
    QJsonArray rows;
    for (const auto& row : figures_->rows()) rows.append(QJsonArray::fromStringList(QStringList{row.name} + row.cells));
    scene.insert(QStringLiteral("range"),
                 QJsonObject{{QStringLiteral("title"), figures_->title()},
                             {QStringLiteral("headings"), QJsonArray::fromStringList(figures_->headings())},
                             {QStringLiteral("rows"), rows}});
    return scene;
}

QString TimelineView::emptyReason() const {
    for (const int index : shown())
        if (!deployment(index).series.empty() && deployment(index).bucket.count() > 0) return {};
    return shown().isEmpty() ? tr("All deployments are hidden.") : tr("No deployment gave a result.");
}

void TimelineView::draw() {
    choice_ = timelineChoice(*result(), selection().deployment(), selection().hidden(), kMostLines);
    sharedArrivals_ = haveSameArrivals(*result(), choice_.lines);
    fillFigures();
    layOut();
    const auto baseline = selection().baseline();
    for (const auto& row : rows_) {
        const bool interruptions = row.fields.first() == SeriesField::interruptions;
        if (choice_.envelope && !interruptions) drawEnvelope(row);
        if (choice_.detailed && !interruptions && baseline && *baseline != choice_.lines.first() &&
            !selection().isHidden(*baseline))
            drawLines(row, *baseline, true);
        const bool shared = row.fields.first() == SeriesField::arrivals && sharedArrivals_;
        if (shared) {
            drawLines(row, choice_.lines.first(), false);
            if (!choice_.detailed) static_cast<QCPGraph*>(row.rect->plottables().last())->setPen(QPen(textColour(), 1));
        }
        for (const int index : shared ? QList<int>() : choice_.lines) {
            if (interruptions)
                drawInterruptions(row, index);
            else if (choice_.detailed && row.fields.contains(SeriesField::starting))
                drawInstances(row, index);
            else
                drawLines(row, index, false);
        }
        fitValues(row);
        addTitle(row);
    }
    QList<QCPAxisRect*> rects;
    for (const auto& row : rows_) rects.append(row.rect);
    cursor().build(rects, font(), textColour());
    fitTime();

    showLegend();
    setCaption(captionText());
    placeCursor();
}

QString TimelineView::captionText() const {
    QString text;
    if (choice_.envelope)
        text = tr("%1 deployments are too many for lines: the bands are the range of all of them, the line is the "
                  "recommended one. Select one to see its own series. First replication.")
                   .arg(shown().size());
    else if (choice_.detailed)
        text = tr("First replication. Where nothing completed, latency has a gap.");
    else
        text = tr("First replication. Select a deployment to see its starting instances and its median latency.");
    if (!leftOut_.isEmpty()) text += tr(" A higher view shows more: %1.").arg(leftOut_.join(QStringLiteral("; ")));
    return text;
}

void TimelineView::shownTimeChanged() {
    if (plot().isHidden()) return;
    fillFigures();
    plot().replot(QCustomPlot::rpQueuedReplot);
}

/// Of the selected deployment and the baseline, else of those that are shown, as many as leave room for the rows.
void TimelineView::fillFigures() {
    figures_->setStyle(font(), textColour(), softColour());
    const auto range = selection().shownTime();
    QList<int> wanted = choice_.detailed ? choice_.lines : shown();
    const auto other = choice_.detailed ? baseline() : std::nullopt;
    if (other && !wanted.contains(*other) && !selection().isHidden(*other)) wanted.append(*other);
    constexpr int kShare = 4;  // of the height, at most one part in so many
    const int line = QFontMetrics(font()).lineSpacing();
    const auto most = std::max<qsizetype>(1, plot().height() / kShare / line - 2);
    QList<TableStrip::Row> rows;
    TimeSpan span;
    QString bucket;
    qsizetype more = 0;
    for (const int index : std::as_const(wanted)) {
        if (!range || deployment(index).series.empty()) continue;
        if (rows.size() == most) {
            ++more;
            continue;
        }
        const auto figures = figuresIn(deployment(index), *range);
        if (!figures) continue;
        span = figures->span;
        bucket = qstring(scenarios::text_of(deployment(index).bucket));
        constexpr double kSize = 8;
        rows.append({markerOf(index, kSize), qstring(deployment(index).name), rangeTexts(*figures)});
    }
    QString title = tr("%1, in buckets of %2, first replication; in brackets the largest bucket.")
                        .arg(spanText(span.from, span.to), bucket);
    title.front() = title.front().toUpper();
    if (more > 0) title += tr(" %1 more in All figures.").arg(more);
    figures_->setRows(title, rangeHeadings(), rows);
}

QString TimelineView::spoken() const {
    QStringList titles;
    for (const auto& row : rows_) titles.append(row.title);
    return tr("Over %1: %2.").arg(durationText(horizon()), titles.join(QStringLiteral(", ")));
}

QList<TimelineView::Row> TimelineView::wantedRows() const {
    const auto logarithmic = [&](SeriesField field) {
        return choice_.lines.size() > 1 && differByOrders(*result(), choice_.lines, field);
    };
    const auto title = [](const QString& text, bool isLogarithmic) {
        return isLogarithmic ? tr("%1 (logarithmic)").arg(text) : text;
    };
    const bool tokens = std::any_of(choice_.lines.begin(), choice_.lines.end(),
                                    [&](int index) { return !deployment(index).token_series.empty(); });
    const bool logSystem = logarithmic(SeriesField::in_system);
    const bool logCost = logarithmic(SeriesField::cost);
    QList<Row> rows{{tr("Arrivals, 1/s"), {SeriesField::arrivals}, false, 6}};
    if (choice_.detailed)
        rows.append({tr("Instances: ready (filled), starting (hatched) on top"),
                     {SeriesField::ready, SeriesField::starting},
                     false,
                     3});
    else
        rows.append({tr("Ready instances"), {SeriesField::ready}, false, 3});
    if (choice_.detailed && tokens)
        rows.append({tr("Sequences: at work (solid), waiting (dashed)"),
                     {SeriesField::running, SeriesField::queued},
                     false,
                     0});
    else
        rows.append({title(tr("Requests in the system, waiting or served"), logSystem),
                     {SeriesField::in_system},
                     logSystem,
                     0});
    if (tokens) rows.append({tr("KV cache used, share of its blocks"), {SeriesField::kv_cache}, false, 2});
    if (choice_.detailed)
        rows.append(
            {tr("Latency, s (logarithmic): p99 (solid), p50 (dashed)"), {SeriesField::p99, SeriesField::p50}, true, 5});
    else
        rows.append({tr("p99 latency, s (logarithmic)"), {SeriesField::p99}, true, 5});
    rows.append({title(tr("Cost, USD/h"), logCost), {SeriesField::cost}, logCost, 4});
    const auto interrupted = [&](int index) {
        const auto& series = deployment(index).series;
        return std::any_of(series.begin(), series.end(), [](const auto& bucket) { return bucket.interruptions > 0; });
    };
    if (std::any_of(choice_.lines.begin(), choice_.lines.end(), interrupted))
        rows.append({tr("Interruptions in a bucket"), {SeriesField::interruptions}, false, 1});
    return rows;
}

int TimelineView::heightOfRows(qsizetype count) const {
    constexpr int kAround = 100;  // px: legend, axis of time and caption
    return (plot().height() - kAround - figures_->height()) / static_cast<int>(count);
}

qsizetype TimelineView::rowsThatFit(qsizetype all) const {
    constexpr qsizetype kFewest = 2;
    constexpr int kLowest = 30;  // px of two labels that do not touch
    const int lowest = QFontMetrics(font()).height() + 4 + kLowest;
    return std::clamp<qsizetype>(heightOfRows(1) / lowest, std::min(all, kFewest), all);
}

void TimelineView::roomChanged() {
    if (rows_.isEmpty()) return;
    const auto fit = rowsThatFit(rows_.size() + leftOut_.size());
    if (fit != rows_.size() || (heightOfRows(fit) < kCramped) != cramped_) update();
}

/// Rects of an earlier call are replaced: they are few, and their number depends on what is shown.
void TimelineView::layOut() {
    grid_->clear();
    grid_->simplify();
    rows_ = wantedRows();
    leftOut_.clear();
    const auto fit = rowsThatFit(rows_.size());
    while (rows_.size() > fit) {
        const auto least = std::min_element(rows_.begin(), rows_.end(), [](const Row& left, const Row& right) {
            return left.importance < right.importance;
        });
        leftOut_.append(least->title);
        rows_.erase(least);
    }
    cramped_ = heightOfRows(fit) < kCramped;
    for (int i = 0; i < rows_.size(); ++i) {
        auto& row = rows_[i];
        row.rect = new QCPAxisRect(&plot());
        grid_->addElement(i, 0, row.rect);
        styleRow(row, i == rows_.size() - 1);
        if (row.fields.first() == SeriesField::interruptions) grid_->setRowStretchFactor(i, 0.5);
    }
    for (const auto& row : rows_) {
        auto* time = row.rect->axis(QCPAxis::atBottom);
        for (const auto& other : rows_)
            if (other.rect != row.rect)
                connect(time, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), other.rect->axis(QCPAxis::atBottom),
                        qOverload<const QCPRange&>(&QCPAxis::setRange));
    }
}

void TimelineView::styleRow(Row& row, bool last) {
    styleAxes(*row.rect);
    constexpr int kLowest = 24;
    row.rect->setMinimumSize(kLowest, kLowest);
    row.rect->setMinimumMargins(last ? row.rect->minimumMargins() : QMargins(0, 0, 0, 0));
    row.rect->setMarginGroup(QCP::msLeft | QCP::msRight, margins_);
    row.rect->setRangeDrag(Qt::Horizontal);
    row.rect->setRangeZoom(Qt::Horizontal);
    row.rect->setRangeZoomAxes({row.rect->axis(QCPAxis::atBottom)});  // rectangles choose a time, too
    // The title stands above the row, where it cannot collide with those of its neighbours.
    row.rect->setAutoMargins(QCP::msLeft | QCP::msRight | QCP::msBottom);
    row.rect->setMargins(QMargins(0, QFontMetrics(font()).height() + 4, 0, 0));

    auto* time = row.rect->axis(QCPAxis::atBottom);
    setTimeAxis(*time, horizon());
    if (!last) {
        time->setTickLabels(false);
        time->setLabel({});
    }
    auto* values = row.rect->axis(QCPAxis::atLeft);
    const int ticks = cramped_ ? 2 : 3;
    if (row.logarithmic) {
        values->setScaleType(QCPAxis::stLogarithmic);
        values->setTicker(QSharedPointer<PowerTicker>::create(ticks));
    } else if (row.fields.first() == SeriesField::interruptions) {
        const auto whole = QSharedPointer<QCPAxisTickerFixed>::create();
        whole->setTickStep(1);
        whole->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
        whole->setTickCount(2);
        values->setTicker(whole);
        values->setSubTicks(false);
    } else {
        values->setTicker(QSharedPointer<PlainTicker>::create(ticks));
    }
}

void TimelineView::addTitle(const Row& row) {
    auto* title = new QCPItemText(&plot());
    title->setClipToAxisRect(false);
    title->setClipAxisRect(row.rect);
    title->position->setAxes(row.rect->axis(QCPAxis::atBottom), row.rect->axis(QCPAxis::atLeft));
    title->position->setType(QCPItemPosition::ptAxisRectRatio);
    title->position->setAxisRect(row.rect);
    title->position->setCoords(0, 0);
    title->setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
    title->setText(row.title);
    title->setFont(font());
    title->setColor(softColour());
    title->setSelectable(false);
}

void TimelineView::drawLines(const Row& row, int index, bool faint) {
    for (const SeriesField field : row.fields) {
        const Polyline line = stepsOf(deployment(index), field, row.logarithmic);
        auto* graph = new SeriesGraph(row.rect->axis(QCPAxis::atBottom), row.rect->axis(QCPAxis::atLeft));
        graph->setSteps(line.x, line.y);
        QPen pen = penOf(index, faint);
        // Dashes tell deployments apart; alone, one needs none, and its percentiles do.
        const bool dashed = field == SeriesField::p50 || field == SeriesField::queued;
        if (choice_.detailed) pen.setStyle(dashed ? Qt::DashLine : Qt::SolidLine);
        if (line.x.size() > kLongLine) {
            pen.setStyle(Qt::SolidLine);  // dashing a million points is slow, and dashes would not be seen
            pen.setWidthF(dashed ? 0 : 1);
        }
        graph->setPen(pen);
        graph->setName(QStringLiteral("%1, %2").arg(qstring(deployment(index).name), columnOf(field).title));
        setOwner(*graph, index);
    }
}

void TimelineView::drawInstances(const Row& row, int index) {
    auto* time = row.rect->axis(QCPAxis::atBottom);
    auto* values = row.rect->axis(QCPAxis::atLeft);
    const QColor colour = colourOf(index);
    constexpr double kFill = 0.35;
    const Polyline all = stackedSteps(deployment(index), SeriesField::ready, SeriesField::starting);
    auto* above = new SeriesGraph(time, values);
    above->setSteps(all.x, all.y);
    above->setPen(QPen(translucent(colour, 0.6), 1));
    above->setBrush(hatched(colour));
    above->setName(tr("%1, ready and starting").arg(qstring(deployment(index).name)));
    setOwner(*above, index);

    const Polyline ready = stepsOf(deployment(index), SeriesField::ready);
    auto* below = new SeriesGraph(time, values);
    below->setSteps(ready.x, ready.y);
    below->setPen(QPen(colour, 1));
    below->setBrush(translucent(colour, kFill));
    above->setChannelFillGraph(below);  // hatched above the ready ones only
    below->setName(tr("%1, ready").arg(qstring(deployment(index).name)));
    setOwner(*below, index);
}

void TimelineView::drawEnvelope(const Row& row) {
    for (const SeriesField field : row.fields) {
        const Envelope envelope = envelopeOf(*result(), selection().hidden(), field, kEnvelopePoints);
        auto* low = new QCPGraph(row.rect->axis(QCPAxis::atBottom), row.rect->axis(QCPAxis::atLeft));
        auto* high = new QCPGraph(row.rect->axis(QCPAxis::atBottom), row.rect->axis(QCPAxis::atLeft));
        low->setData(envelope.x, envelope.low, true);
        high->setData(envelope.x, envelope.high, true);
        for (auto* graph : {low, high}) {
            graph->setPen(QPen(faintColour(), 1));
            graph->setSelectable(QCP::stNone);
        }
        constexpr double kBand = 0.5;
        high->setBrush(translucent(faintColour(), kBand));
        high->setChannelFillGraph(low);
        high->setName(tr("range of %1").arg(columnOf(field).title));
    }
}

void TimelineView::drawInterruptions(const Row& row, int index) {
    const Polyline points = interruptionsOf(deployment(index));
    auto* graph = new QCPGraph(row.rect->axis(QCPAxis::atBottom), row.rect->axis(QCPAxis::atLeft));
    graph->setData(points.x, points.y, true);
    graph->setLineStyle(QCPGraph::lsImpulse);
    graph->setPen(QPen(colourOf(index), 1));
    constexpr double kSize = 7;
    constexpr qsizetype kTooManyMarkers = 2'000;
    if (points.x.size() < kTooManyMarkers) graph->setScatterStyle(markerOf(index, kSize));
    graph->setSelectable(QCP::stNone);
    graph->setName(tr("%1, interruptions").arg(qstring(deployment(index).name)));
    setOwner(*graph, index);
}

void TimelineView::fitValues(const Row& row) {
    auto* axis = row.rect->axis(QCPAxis::atLeft);
    QCPRange all;
    bool any = false;
    for (const auto* plottable : row.rect->plottables()) {
        bool found = false;
        const QCPRange range = plottable->getValueRange(found, row.logarithmic ? QCP::sdPositive : QCP::sdBoth);
        if (!found) continue;
        if (any)
            all.expand(range);
        else
            all = range;
        any = true;
    }
    if (row.logarithmic) {
        if (!any || all.lower <= 0) all = {1e-3, 1};
        // Whole decades, so that a row has at least two labels.
        const double low = std::floor(std::log10(all.lower));
        const double high = std::max(low + 1, std::ceil(std::log10(kHeadroom * all.upper)));
        axis->setRange(std::pow(10.0, low), std::pow(10.0, high));
        return;
    }
    const double highest = any ? all.upper : 0;
    axis->setRange(std::min(0.0, any ? all.lower : 0.0), highest > 0 ? highest * kHeadroom : 1);
}

void TimelineView::fitTime() {
    auto* first = rows_.first().rect->axis(QCPAxis::atBottom);
    tieTime(*first, horizon());
    for (const auto& row : rows_) row.rect->axis(QCPAxis::atBottom)->setRange(first->range());
}

const results::DeploymentResult& TimelineView::deployment(int index) const {
    return result()->deployments()[static_cast<std::size_t>(index)];
}

/// The series may reach beyond the horizon, until the last request is completed.
double TimelineView::horizon() const {
    double end = seconds_of(result()->comparison().scenario.horizon);
    for (const int index : choice_.lines)
        end =
            std::max(end, seconds_of(deployment(index).bucket) * static_cast<double>(deployment(index).series.size()));
    return end;
}

}  // namespace plimsoll::gui
