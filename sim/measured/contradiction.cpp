// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/measured/contradiction.hpp"

#include "sim/measured/latency_bands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace plimsoll::results {

namespace {

using Sum = unsigned __int128;
using Finding = std::optional<std::string>;

/// Beyond any simulation; in exchange sums of these do not overflow 128 bits.
constexpr Sum kMostNanoseconds = Sum{1} << 120;

Finding about_requests(const RunResult& result) {
    const auto& counts = result.requests;
    const Sum left = Sum{counts.completed} + counts.rejected + counts.failed + counts.in_flight;
    if (counts.arrived != left || counts.in_flight != 0)
        return fmt::format("{} requests arrived, {} were completed, {} rejected, {} failed, {} are in flight",
                           counts.arrived, counts.completed, counts.rejected, counts.failed, counts.in_flight);
    if (result.requests.measured > counts.completed || result.cold_starts > result.requests.measured)
        return fmt::format("{} requests were completed, {} of them measured, {} of these after a cold start",
                           counts.completed, result.requests.measured, result.cold_starts);
    if (result.latency.count() != result.requests.measured || result.wait.count() != result.requests.measured)
        return fmt::format("{} requests were measured, with {} latencies and {} waits", result.requests.measured,
                           result.latency.count(), result.wait.count());
    if (result.extrapolated_steps > result.steps)
        return fmt::format("{} of {} steps are extrapolated", result.extrapolated_steps, result.steps);
    return {};
}

/// The sum of the values lies between those that all of them being the least, or the most, of their bucket would give.
Finding about_histogram(const Histogram& histogram, const char* name) {
    const auto& buckets = histogram.buckets();
    Sum count = 0;
    Sum least = 0;
    Sum most = 0;
    std::size_t lowest = buckets.size();
    std::size_t highest = 0;
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        if (buckets[i] == 0) continue;
        count += buckets[i];
        least += Sum{buckets[i]} * static_cast<std::uint64_t>(DurationBuckets::lowest(i));
        const auto next = i + 1 < DurationBuckets::kCount ? DurationBuckets::lowest(i + 1) : Duration::max().count();
        most += Sum{buckets[i]} * static_cast<std::uint64_t>(next);
        lowest = std::min(lowest, i);
        highest = i;
    }
    const Sum sum = histogram.sum_nanoseconds();
    const bool ends = count == 0 || (histogram.min() >= Duration::zero() && histogram.min() <= histogram.max() &&
                                     DurationBuckets::index(histogram.min().count()) == lowest &&
                                     DurationBuckets::index(histogram.max().count()) == highest);
    if (count == histogram.count() && least <= sum && sum <= most && ends) return {};
    return fmt::format("the {} of {} requests do not fit their sum, least and most", name, histogram.count());
}

Finding about_parts(const RunResult& result) {
    LatencyParts sum;
    bool small = true;
    for (const auto& band : result.parts_by_band) {
        for (const Sum part : {band.network, band.queue, band.batching, band.cold_start, band.compute})
            small = small && part <= kMostNanoseconds;
        sum += band;
    }
    const auto& parts = result.parts;
    if (small && sum == parts &&
        parts.network + parts.queue + parts.batching + parts.cold_start + parts.compute ==
            result.latency.sum_nanoseconds())
        return {};
    return "the parts of the latency do not add up to it";
}

/// Those of a deployment or of one of its pools.
template <class Figures>
Finding about_machines(const Figures& figures) {
    for (const double value : {figures.instances.mean, figures.utilization, figures.energy_kwh})
        if (!std::isfinite(value) || value < 0) return fmt::format("a mean is {}", value);
    if (figures.utilization > 1) return fmt::format("the utilization is {}", figures.utilization);
    const auto& instances = figures.instances;
    if (instances.interrupted > instances.launched || instances.peak > instances.launched)
        return fmt::format("{} instances were launched, {} at a time, and {} interrupted", instances.launched,
                           instances.peak, instances.interrupted);
    return {};
}

/// What is a share, a mean or a count cannot be negative, infinite or no number.
Finding about_means(const RunResult& result) {
    const auto good = [](double value) { return std::isfinite(value) && value >= 0; };
    if (!good(result.offered_load)) return fmt::format("a mean is {}", result.offered_load);
    if (auto found = about_machines(result)) return found;
    for (const auto& pool : result.pools)
        if (auto found = about_machines(pool)) return found;
    Sum arrived = 0;
    for (const auto& bucket : result.series) {
        arrived += bucket.arrived;
        for (const double value : {bucket.ready_mean, bucket.starting_mean, bucket.in_system_mean,
                                   bucket.latency_mean_s, bucket.latency_p50_s, bucket.latency_p99_s})
            if (!good(value)) return fmt::format("a value of the series is {}", value);
    }
    if (arrived != result.requests.arrived)
        return fmt::format("{} requests arrived, of which the series shows {}", result.requests.arrived,
                           static_cast<std::uint64_t>(arrived));
    if (result.bucket <= Duration::zero()) return "the buckets of the series have no length";
    return {};
}

Finding about_pools(const RunResult& result, std::size_t pools) {
    if (result.usage.size() != pools) return fmt::format("{} pools were used, of {}", result.usage.size(), pools);
    if (result.pools.size() != pools) return fmt::format("{} pools were measured, of {}", result.pools.size(), pools);
    if (result.lives.size() > result.instances.launched) return "there are more lives than instances";
    for (const auto& life : result.lives) {
        if (life.pool >= pools) return fmt::format("an instance is of pool {}, of {}", life.pool, pools);
        Duration last = life.requested;
        for (const auto& phase : life.phases) {
            if (phase.until < last) return "the phases of an instance's life are not in their order";
            last = phase.until;
        }
    }
    return {};
}

Finding about_audit(const RunResult& result) {
    for (const auto& check : result.audit)
        if (!check.passed) return fmt::format("it failed its audit, \"{}\": {}", check.name, check.detail);
    if (result.audit.empty()) return "it was not audited";
    return {};
}

}  // namespace

std::optional<std::string> contradiction(const RunResult& result, std::size_t pools) {
    if (auto found = about_requests(result)) return found;
    if (auto found = about_histogram(result.latency, "latencies")) return found;
    if (auto found = about_histogram(result.wait, "waits")) return found;
    if (auto found = about_parts(result)) return found;
    if (auto found = about_means(result)) return found;
    if (auto found = about_pools(result, pools)) return found;
    return about_audit(result);
}

}  // namespace plimsoll::results
