// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/time_range.hpp"

#include "gui/models/text.hpp"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {

namespace {

constexpr double kHour = 3600;

QString tr(const char* text) { return QCoreApplication::translate("TimeRange", text); }

QString withLargest(double mean, double largest) {
    return QStringLiteral("%1 (%2)").arg(numberText(mean), numberText(largest));
}

/// Adds a bucket to sums, which become means at the end.
void add(RangeFigures& sum, const results::SeriesBucket& bucket, double width) {
    sum.arrived += static_cast<double>(bucket.arrived);
    sum.completed += static_cast<double>(bucket.completed);
    sum.rejected += static_cast<double>(bucket.rejected);
    sum.interruptions += bucket.interruptions;
    sum.inSystem += bucket.in_system_mean;
    sum.ready += bucket.ready_mean;
    sum.instanceHours += (bucket.ready_mean + bucket.starting_mean) * width / kHour;
    sum.cost += bucket.cost_per_hour * width / kHour;
    sum.largestRate = std::max(sum.largestRate, static_cast<double>(bucket.arrived) / width);
    sum.largestInSystem = std::max(sum.largestInSystem, bucket.in_system_mean);
    sum.largestReady = std::max(sum.largestReady, bucket.ready_mean);
    if (bucket.latency_p99_s > 0) sum.worstP99 = std::max(sum.worstP99.value_or(0), bucket.latency_p99_s);
}

}  // namespace

std::pair<std::size_t, std::size_t> bucketsIn(const results::DeploymentResult& deployment, const TimeSpan& range) {
    const double width = seconds_of(deployment.bucket);
    if (width <= 0) return {0, 0};
    const auto within = [&](double bucket) {
        return static_cast<std::size_t>(std::clamp(bucket, 0.0, static_cast<double>(deployment.series.size())));
    };
    return {within(std::floor(range.from / width)), within(std::ceil(range.to / width))};
}

std::optional<RangeFigures> figuresIn(const results::DeploymentResult& deployment, const TimeSpan& range) {
    const auto [first, end] = bucketsIn(deployment, range);
    if (first >= end) return {};
    const double width = seconds_of(deployment.bucket);
    RangeFigures figures;
    figures.span = {static_cast<double>(first) * width, static_cast<double>(end) * width};
    for (std::size_t i = first; i < end; ++i) add(figures, deployment.series[i], width);
    const auto buckets = static_cast<double>(end - first);
    figures.rate = figures.arrived / (buckets * width);
    figures.inSystem /= buckets;
    figures.ready /= buckets;
    return figures;
}

QStringList rangeHeadings() {
    return {tr("arrivals"), tr("p99, worst bucket"), tr("cost"),     tr("in system"),
            tr("ready"),    tr("arrivals/s"),        tr("rejected"), tr("instance-hours")};
}

QStringList rangeTexts(const RangeFigures& figures) {
    return {numberText(figures.arrived),
            figures.worstP99 ? durationText(*figures.worstP99) : QStringLiteral("–"),
            QStringLiteral("≈ %1").arg(moneyText(figures.cost)),
            withLargest(figures.inSystem, figures.largestInSystem),
            withLargest(figures.ready, figures.largestReady),
            withLargest(figures.rate, figures.largestRate),
            numberText(figures.rejected),
            numberText(figures.instanceHours)};
}

Table rangeTable(const Result& result, const TimeSpan& range) {
    const QString perSecond = QStringLiteral("1/s");
    Table table{{{tr("deployment"), {}},
                 {tr("arrivals"), {}},
                 {tr("arrivals, mean"), perSecond},
                 {tr("arrivals, largest bucket"), perSecond},
                 {tr("completed"), {}},
                 {tr("rejected"), {}},
                 {tr("in system, mean"), {}},
                 {tr("in system, largest bucket"), {}},
                 {tr("ready instances, mean"), {}},
                 {tr("ready instances, largest bucket"), {}},
                 {tr("instance-hours, ready or starting"), QStringLiteral("h")},
                 {tr("interruptions"), {}},
                 {tr("cost, approximate"), QStringLiteral("USD")},
                 {tr("p99 latency of the worst bucket"), QStringLiteral("s")}},
                {}};
    for (const int index : result.indices()) {
        QList<QVariant> row{qstring(result.deployment(index).name)};
        if (const auto in = figuresIn(result.deployment(index), range)) {
            for (const double value :
                 {in->arrived, in->rate, in->largestRate, in->completed, in->rejected, in->inSystem,
                  in->largestInSystem, in->ready, in->largestReady, in->instanceHours, in->interruptions, in->cost})
                row.append(value);
            row.append(in->worstP99 ? QVariant(*in->worstP99) : QVariant());
        }
        row.resize(table.columns.size());
        table.rows.append(std::move(row));
    }
    return table;
}

std::optional<TimeSpan> spanOf(const QString& text, double horizon) {
    static const QRegularExpression kBetween(QStringLiteral("\\s*(?:\\bto\\b|[-–—])\\s*"));
    const QStringList ends = text.simplified().split(kBetween);
    if (ends.size() != 2) return {};
    const auto from = secondsOfClock(ends[0]);
    const auto to = secondsOfClock(ends[1]);
    if (!from || !to) return {};
    const TimeSpan span{*from, std::min(*to, horizon)};
    return span.from < span.to ? std::optional(span) : std::nullopt;
}

}  // namespace plimsoll::gui
