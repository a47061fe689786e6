// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/latency_statistics.hpp"
#include "sim/compare/summary.hpp"
#include "sim/measured/latency_bands.hpp"

#include <algorithm>
#include <array>

namespace plimsoll::results {

namespace {

/// The values of all runs together: of a single one, itself.
class Pooled {
public:
    Pooled(std::span<const RunResult> runs, Histogram RunResult::*which) {
        if (runs.size() == 1) {
            all_ = &(runs[0].*which);
            return;
        }
        for (const auto& run : runs) merged_.merge(run.*which);
    }
    Pooled(const Pooled&) = delete;
    Pooled& operator=(const Pooled&) = delete;
    [[nodiscard]] const Histogram& operator*() const { return *all_; }
    [[nodiscard]] const Histogram* operator->() const { return all_; }

private:
    Histogram merged_;
    const Histogram* all_ = &merged_;
};

/// A histogram of which the mean and rising percentiles are asked for.
struct Section {
    explicit Section(const Histogram& histogram) : histogram(&histogram), quantiles(histogram) {}
    /// In seconds; of share 0 the mean.
    [[nodiscard]] double estimate(double share) {
        return share == 0 ? histogram->mean_seconds() : seconds_of(quantiles.quantile(share));
    }

    const Histogram* histogram;
    RisingQuantiles quantiles;
};

/// Every hundredth, then five shares for each decade of the tail, as long as one of `count` values lies beyond them.
/// Quotients of whole numbers, so that each is the double nearest to its decimal.
std::vector<double> shares_of(std::uint64_t count) {
    constexpr std::uint64_t kHundredths = 100;
    constexpr std::array<std::uint64_t, 5> kTenths{63, 40, 25, 16, 10};  // the series R5 of preferred numbers, ISO 3
    constexpr std::uint64_t kFinest = 1'000'000'000'000;
    std::vector<double> shares;
    const auto add = [&](std::uint64_t beyond, std::uint64_t of) {
        if (static_cast<double>(beyond) * static_cast<double>(count) >= static_cast<double>(of))
            shares.push_back(static_cast<double>(of - beyond) / static_cast<double>(of));
    };
    for (std::uint64_t i = 0; i < kHundredths; ++i) add(kHundredths - i, kHundredths);
    for (std::uint64_t decade = 10'000; decade <= kFinest; decade *= 10)
        for (const std::uint64_t tenths : kTenths) add(tenths, decade);
    return shares;
}

/// A histogram tells a percentile to a bucket, so that no interval of one is narrower.
Estimate resolved(Estimate estimate, Duration percentile) {
    if (!estimate.ci) return estimate;
    const std::size_t bucket = DurationBuckets::index(percentile.count());
    const Interval known{seconds_of(Duration(DurationBuckets::lowest(bucket))),
                         seconds_of(Duration(DurationBuckets::lowest(bucket + 1)))};
    const bool exact = bucket + 1 == static_cast<std::size_t>(DurationBuckets::lowest(bucket + 1));
    if (exact || estimate.ci->half_width() >= known.half_width()) return estimate;
    estimate.below_resolution = true;
    estimate.ci = Interval{std::min(estimate.ci->lo, known.lo), std::max(estimate.ci->hi, known.hi)};
    return estimate;
}

PartsSummary means(const LatencyParts& sums, std::uint64_t requests) {
    if (requests == 0) return {};
    const auto mean = [requests](unsigned __int128 sum) {
        constexpr double kNanosecondsPerSecond = 1e9;
        return static_cast<double>(sum) / static_cast<double>(requests) / kNanosecondsPerSecond;
    };
    return {mean(sums.network), mean(sums.queue), mean(sums.batching), mean(sums.cold_start), mean(sums.compute)};
}

}  // namespace

LatencySummary summarise_latency(std::span<const RunResult> runs, Histogram RunResult::*which) {
    const Pooled pooled(runs, which);
    std::vector<Section> sections;
    for (const auto& run : runs)
        if ((run.*which).count() > 0) sections.emplace_back(run.*which);
    Section all(*pooled);
    LatencySummary summary;
    for (const auto& statistic : kLatencyStatistics) {
        constexpr double kPercent = 100;
        const double share = statistic.percentile / kPercent;
        std::vector<double> estimates;
        estimates.reserve(sections.size());
        for (auto& section : sections) estimates.push_back(section.estimate(share));
        const double value = all.estimate(share);
        auto& summarised = summary.*statistic.member;
        summarised = {value, sectioning_interval(value, estimates)};
        if (share > 0) summarised = resolved(summarised, all.quantiles.quantile(share));
    }
    summary.max = seconds_of(pooled->max());
    return summary;
}

std::vector<DistributionPoint> summarise_distribution(std::span<const RunResult> runs, Histogram RunResult::*which) {
    const Pooled pooled(runs, which);
    std::vector<DistributionPoint> points;
    if (pooled->count() == 0) return points;
    RisingQuantiles quantiles(*pooled);
    for (const double share : shares_of(pooled->count()))
        points.push_back({share, seconds_of(share == 0 ? pooled->min() : quantiles.quantile(share))});
    points.push_back({1, seconds_of(pooled->max())});
    return points;
}

PartsSummary summarise_parts(std::span<const RunResult> runs) {
    std::uint64_t measured = 0;
    LatencyParts parts;
    for (const auto& run : runs) {
        measured += run.requests.measured;
        parts += run.parts;
    }
    return means(parts, measured);
}

std::vector<PartsAtPercentile> summarise_parts_at_percentiles(std::span<const RunResult> runs) {
    const Pooled pooled(runs, &RunResult::latency);
    std::vector<PartsAtPercentile> all;
    if (pooled->count() == 0) return all;
    for (const int percentile : {50, 95, 99}) {
        const Duration latency = pooled->quantile(percentile / 100.0);
        const std::size_t band = LatencyBands::of_bucket(DurationBuckets::index(latency.count()));
        LatencyParts parts;
        for (const auto& run : runs)
            if (band < run.parts_by_band.size()) parts += run.parts_by_band[band];
        const std::uint64_t requests = LatencyBands::count(*pooled, band);
        all.push_back({static_cast<double>(percentile), requests, means(parts, requests)});
    }
    return all;
}

}  // namespace plimsoll::results
