// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/timeline_series.hpp"

#include "gui/models/text.hpp"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace plimsoll::gui {

namespace {

using results::DeploymentResult;
using results::SeriesBucket;
constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

QString tr(const char* text) { return QCoreApplication::translate("Timeline", text); }

double bucketOf(const DeploymentResult& deployment) { return seconds_of(deployment.bucket); }

/// A latency of a bucket in which something completed.
template <double SeriesBucket::*seconds>
std::optional<double> latencyOf(const DeploymentResult& deployment, std::size_t index) {
    const SeriesBucket& bucket = deployment.series[index];
    return bucket.completed > 0 && bucket.*seconds > 0 ? std::optional(bucket.*seconds) : std::nullopt;
}

template <auto SeriesBucket::*member>
std::optional<double> figureOf(const DeploymentResult& deployment, std::size_t index) {
    return static_cast<double>(deployment.series[index].*member);
}

template <double results::TokenBucket::*member>
std::optional<double> tokenFigureOf(const DeploymentResult& deployment, std::size_t index) {
    if (index >= deployment.token_series.size()) return std::nullopt;
    return deployment.token_series[index].*member;
}

std::optional<double> arrivalRate(const DeploymentResult& deployment, std::size_t index) {
    return static_cast<double>(deployment.series[index].arrived) / bucketOf(deployment);
}

QString plain(double value) { return numberText(value); }
QString perSecond(double value) { return tr("%1 /s").arg(numberText(value)); }
QString perHour(double value) { return tr("%1/h").arg(moneyText(value)); }
QString duration(double value) { return durationText(value); }
QString share(double value) { return shareText(value); }

/// All that distinguishes one field from another.
struct FieldRow {
    const char* title;
    const char* unit;
    QString (*textOf)(double value);
    std::optional<double> (*valueOf)(const DeploymentResult& deployment, std::size_t bucket);
};

const FieldRow& rowOf(SeriesField field) {
    static constexpr const char* kInstances = QT_TRANSLATE_NOOP("Timeline", "instances");
    static constexpr const char* kSequences = QT_TRANSLATE_NOOP("Timeline", "sequences");
    static constexpr FieldRow kRows[] = {
        {QT_TRANSLATE_NOOP("Timeline", "arrivals"), "1/s", perSecond, arrivalRate},
        {QT_TRANSLATE_NOOP("Timeline", "ready"), kInstances, plain, figureOf<&SeriesBucket::ready_mean>},
        {QT_TRANSLATE_NOOP("Timeline", "starting"), kInstances, plain, figureOf<&SeriesBucket::starting_mean>},
        {QT_TRANSLATE_NOOP("Timeline", "in system"), QT_TRANSLATE_NOOP("Timeline", "requests"), plain,
         figureOf<&SeriesBucket::in_system_mean>},
        {QT_TRANSLATE_NOOP("Timeline", "p50"), "s", duration, latencyOf<&SeriesBucket::latency_p50_s>},
        {QT_TRANSLATE_NOOP("Timeline", "p99"), "s", duration, latencyOf<&SeriesBucket::latency_p99_s>},
        {QT_TRANSLATE_NOOP("Timeline", "cost"), "USD/h", perHour, figureOf<&SeriesBucket::cost_per_hour>},
        {QT_TRANSLATE_NOOP("Timeline", "interruptions"), "", plain, figureOf<&SeriesBucket::interruptions>},
        {QT_TRANSLATE_NOOP("Timeline", "at work"), kSequences, plain,
         tokenFigureOf<&results::TokenBucket::running_mean>},
        {QT_TRANSLATE_NOOP("Timeline", "waiting"), kSequences, plain,
         tokenFigureOf<&results::TokenBucket::waiting_mean>},
        {QT_TRANSLATE_NOOP("Timeline", "KV cache used"), "", share,
         tokenFigureOf<&results::TokenBucket::kv_cache_used_mean>}};
    return kRows[static_cast<std::size_t>(field)];
}

template <class ValueOf>
Polyline steps(const DeploymentResult& deployment, const ValueOf& valueOfBucket) {
    Polyline line;
    const double width = bucketOf(deployment);
    const std::size_t buckets = deployment.series.size();
    const auto append = [&](double x, double y) {
        line.x.append(x);
        line.y.append(y);
    };
    std::optional<double> before;
    for (std::size_t i = 0; i < buckets; ++i) {
        const double start = width * static_cast<double>(i);
        const std::optional<double> value = valueOfBucket(i);
        if (value == before) continue;
        if (value) {
            append(start, *value);
        } else {
            append(start, *before);
            append(start, kGap);
        }
        before = value;
    }
    if (before) append(width * static_cast<double>(buckets), *before);
    return line;
}

}  // namespace

Column columnOf(SeriesField field) { return {tr(rowOf(field).title), tr(rowOf(field).unit)}; }

QString valueText(SeriesField field, std::optional<double> value) {
    return value ? rowOf(field).textOf(*value) : QStringLiteral("–");
}

std::optional<double> valueOf(const DeploymentResult& deployment, std::size_t bucket, SeriesField field) {
    return rowOf(field).valueOf(deployment, bucket);
}

std::optional<std::size_t> bucketAt(const DeploymentResult& deployment, double seconds) {
    const double width = bucketOf(deployment);
    if (width <= 0 || seconds < 0) return std::nullopt;
    const double bucket = std::floor(seconds / width);
    if (bucket >= static_cast<double>(deployment.series.size())) return std::nullopt;
    return static_cast<std::size_t>(bucket);
}

Polyline stepsOf(const DeploymentResult& deployment, SeriesField field, bool positive) {
    return steps(deployment, [&](std::size_t i) {
        const auto value = valueOf(deployment, i, field);
        return positive && value && *value <= 0 ? std::nullopt : value;
    });
}

Polyline stackedSteps(const DeploymentResult& deployment, SeriesField below, SeriesField above) {
    return steps(deployment, [&](std::size_t i) -> std::optional<double> {
        return valueOf(deployment, i, below).value_or(0) + valueOf(deployment, i, above).value_or(0);
    });
}

Polyline interruptionsOf(const DeploymentResult& deployment) {
    Polyline points;
    for (std::size_t i = 0; i < deployment.series.size(); ++i) {
        if (deployment.series[i].interruptions == 0) continue;
        points.x.append((static_cast<double>(i) + 0.5) * bucketOf(deployment));  // somewhere in the bucket
        points.y.append(deployment.series[i].interruptions);
    }
    return points;
}

Envelope envelopeOf(const Result& result, const QSet<int>& hidden, SeriesField field, int mostPoints) {
    double end = 0;
    std::size_t finest = 0;
    const auto& deployments = result.deployments();
    for (const auto& each : deployments) {
        end = std::max(end, bucketOf(each) * static_cast<double>(each.series.size()));
        finest = std::max(finest, each.series.size());
    }
    const auto spans = std::min(static_cast<std::size_t>(mostPoints), finest);
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    std::vector<double> low(spans, kInfinite), high(spans, -kInfinite);
    for (std::size_t d = 0; d < deployments.size(); ++d) {
        if (hidden.contains(static_cast<int>(d))) continue;
        const auto& each = deployments[d];
        for (std::size_t i = 0; i < each.series.size(); ++i) {
            const auto value = valueOf(each, i, field);
            if (!value) continue;
            const double middle = (static_cast<double>(i) + 0.5) * bucketOf(each);
            const auto span = std::min(spans - 1, static_cast<std::size_t>(middle / end * static_cast<double>(spans)));
            low[span] = std::min(low[span], *value);
            high[span] = std::max(high[span], *value);
        }
    }
    Envelope envelope;
    for (std::size_t span = 0; span < spans; ++span) {
        if (low[span] > high[span]) continue;
        envelope.x.append((static_cast<double>(span) + 0.5) * end / static_cast<double>(spans));
        envelope.low.append(low[span]);
        envelope.high.append(high[span]);
    }
    return envelope;
}

TimelineChoice timelineChoice(const Result& result, std::optional<int> selected, const QSet<int>& hidden,
                              int mostLines) {
    const int count = static_cast<int>(result.deployments().size());
    if (selected && *selected < count && !hidden.contains(*selected)) return {{*selected}, true, false};
    QList<int> shown;
    for (int index = 0; index < count; ++index)
        if (!hidden.contains(index)) shown.append(index);
    if (shown.size() == 1) return {shown, true, false};
    if (shown.size() <= mostLines) return {shown, false, false};
    const auto& verdict = result.comparison().verdict;
    const auto best = verdict.cheapest ? verdict.cheapest : verdict.nearest;
    const bool drawn = best && !hidden.contains(static_cast<int>(*best));
    return {drawn ? QList<int>{static_cast<int>(*best)} : QList<int>{}, false, true};
}

bool haveSameArrivals(const Result& result, const QList<int>& deployments) {
    if (deployments.isEmpty()) return false;
    const auto seriesOf = [&](int index) -> const auto& {
        return result.deployments()[static_cast<std::size_t>(index)].series;
    };
    const auto& first = seriesOf(deployments.first());
    return std::all_of(deployments.begin(), deployments.end(), [&](int index) {
        const auto& other = seriesOf(index);
        return std::equal(first.begin(), first.end(), other.begin(), other.end(),
                          [](const auto& a, const auto& b) { return a.arrived == b.arrived; });
    });
}

bool differByOrders(const Result& result, const QList<int>& deployments, SeriesField field) {
    double least = std::numeric_limits<double>::infinity();
    double most = 0;
    for (const int index : deployments) {
        const auto& deployment = result.deployments()[static_cast<std::size_t>(index)];
        double largest = 0;
        for (std::size_t i = 0; i < deployment.series.size(); ++i)
            largest = std::max(largest, valueOf(deployment, i, field).value_or(0));
        if (largest <= 0) continue;
        least = std::min(least, largest);
        most = std::max(most, largest);
    }
    constexpr double kOrders = 30;
    return most > kOrders * least;
}

}  // namespace plimsoll::gui
