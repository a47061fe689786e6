// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/warm_up.hpp"

#include "scenarios/duration.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

namespace plimsoll::results {

namespace {

/// How far off the mean is, and after how long it would not be.
struct Estimated {
    double bias = 0;
    double settled_s = 0;  ///< from the start of the simulation
};

/// Mean latency by batches of five buckets, from the end of the warm-up to the horizon, over all replications.
std::vector<double> batch_means(const ScenarioFacts& scenario, std::span<const RunResult> runs) {
    constexpr std::size_t kBatch = 5;
    const auto bucket = runs.front().bucket;
    std::vector<double> means;
    if (bucket.count() <= 0) return means;
    const auto first = static_cast<std::size_t>((scenario.warm_up.count() + bucket.count() - 1) / bucket.count());
    const auto end = static_cast<std::size_t>(scenario.horizon.count() / bucket.count());
    for (std::size_t from = first; from + kBatch <= end; from += kBatch) {
        double sum = 0;
        double count = 0;
        for (const auto& run : runs)
            for (std::size_t i = from; i < std::min(from + kBatch, run.series.size()); ++i) {
                const auto completed = static_cast<double>(run.series[i].completed);
                sum += run.series[i].latency_mean_s * completed;
                count += completed;
            }
        if (count == 0) return {};  // too few requests for a series
        means.push_back(sum / count);
    }
    return means;
}

double mean_from(const std::vector<double>& values, std::size_t first) {
    return std::accumulate(values.begin() + static_cast<std::ptrdiff_t>(first), values.end(), 0.0) /
           static_cast<double>(values.size() - first);
}

/// As many as leave the smallest marginal standard error: sum (y - mean)^2 / (n - d)^2; at most half of all.
std::size_t mser_cut(const std::vector<double>& values) {
    std::size_t best = 0;
    double least = HUGE_VAL;
    for (std::size_t cut = 0; cut <= values.size() / 2; ++cut) {
        const double mean = mean_from(values, cut);
        double squares = 0;
        for (std::size_t i = cut; i < values.size(); ++i) squares += (values[i] - mean) * (values[i] - mean);
        const auto left = static_cast<double>(values.size() - cut);
        if (squares / (left * left) >= least) continue;
        least = squares / (left * left);
        best = cut;
    }
    return best;
}

Estimated from_series(const ScenarioFacts& scenario, std::span<const RunResult> runs) {
    constexpr std::size_t kFewest = 20;  // batches
    const auto means = batch_means(scenario, runs);
    if (means.size() < kFewest) return {};
    const std::size_t cut = mser_cut(means);
    const double settled = mean_from(means, cut);
    if (settled <= 0) return {};
    constexpr double kBatch = 5;
    return {mean_from(means, 0) / settled - 1,
            seconds_of(scenario.warm_up) + kBatch * static_cast<double>(cut) * seconds_of(runs.front().bucket)};
}

Estimated from_theory(const DeploymentResult& result, const ScenarioFacts& scenario) {
    constexpr double kHeavy = 0.7;  // below, the start is forgotten within some service times
    const double rho = result.offered_load;
    if (result.serving != scenarios::Serving::real_time || rho < kHeavy || rho >= 1 || result.requests_per_s <= 0)
        return {};
    const double deficit = rho / (result.requests_per_s * (1 - rho) * (1 - rho));
    const double warm_up = seconds_of(scenario.warm_up);
    constexpr double kRelaxation = 4;  // the slowest part decays with exp(-t / (4 D))
    const double left = deficit * std::exp(-warm_up / (kRelaxation * deficit));
    constexpr double kEnough = 6;  // leaves a fifth of what was missing, over a long rest
    return {-std::min(1.0, left / (seconds_of(scenario.horizon) - warm_up)), kEnough * deficit};
}

/// The next longer one of 1, 2, 5, 10, 15, 20, 30, 45 s and min, 1, 2, 3, 4, 6, 8, 12 h, and whole days.
Duration readable(double seconds) {
    constexpr std::array kSixtieths{1, 2, 5, 10, 15, 20, 30, 45};
    constexpr std::array kHours{1, 2, 3, 4, 6, 8, 12};
    constexpr int kMinute = 60;
    constexpr int kHour = 3600;
    constexpr int kDay = 24 * kHour;
    for (const int unit : {1, kMinute})
        for (const int count : kSixtieths)
            if (seconds <= unit * count) return std::chrono::seconds(unit * count);
    for (const int hours : kHours)
        if (seconds <= kHour * hours) return std::chrono::seconds(kHour * hours);
    return std::chrono::seconds(kDay) * static_cast<std::int64_t>(std::ceil(seconds / kDay));
}

}  // namespace

std::optional<WarmUpFinding> warm_up_finding(const DeploymentResult& result, const ScenarioFacts& scenario,
                                             std::span<const RunResult> runs) {
    const bool overloaded = result.offered_load >= 1 || result.backlog_grows;
    if (!scenario.steady_traffic || overloaded || runs.empty() || result.serving == scenarios::Serving::batch)
        return std::nullopt;
    const auto seen = from_series(scenario, runs);
    const auto known = from_theory(result, scenario);
    const auto& larger = std::abs(seen.bias) > std::abs(known.bias) ? seen : known;
    if (std::abs(larger.bias) <= kNoticeableBias) return std::nullopt;
    WarmUpFinding finding;
    finding.bias = larger.bias;
    finding.warm_up = readable(std::max(seen.bias == 0 ? 0 : seen.settled_s, known.settled_s));
    constexpr int kRest = 10;  // times the warm-up: the rest decides the mean
    if (scenario.horizon < kRest * finding.warm_up) finding.horizon = readable(kRest * seconds_of(finding.warm_up));
    return finding;
}

}  // namespace plimsoll::results
