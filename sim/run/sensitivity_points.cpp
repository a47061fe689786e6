// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/sensitivity_points.hpp"

#include "sim/compare/statistics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace plimsoll::sim {

namespace {

using results::Sensitivity;

constexpr double kHalf = 0.5;
constexpr double kTwice = 2;

VariedAssumption load_of(std::size_t deployment, const Experiment& experiment) {
    constexpr double kDown = 0.8;
    constexpr double kUp = 1.2;
    const double load = experiment.scenario.workload.load;
    return {deployment,
            {Sensitivity::Kind::load,
             "load",
             "/workload/load",
             load,
             kDown * load,
             kUp * load,
             "",
             "±20 % by default: no error of it is stated",
             {},
             {}},
            {.load = kDown},
            {.load = kUp}};
}

/// The first pool for which that holds.
template <class Holds>
std::optional<std::size_t> pool_where(const DeploymentPlan& plan, Holds holds) {
    const auto found = std::find_if(plan.pools.begin(), plan.pools.end(), holds);
    if (found == plan.pools.end()) return std::nullopt;
    return static_cast<std::size_t>(found - plan.pools.begin());
}

std::optional<VariedAssumption> step_times_of(std::size_t deployment, const DeploymentPlan& plan) {
    const auto pool =
        pool_where(plan, [](const PoolPlan& each) { return each.datasheet_times || each.service.has_doubts(); });
    if (!pool || !plan.model) return std::nullopt;
    const auto& source = plan.model->step_times;
    VariedAssumption varied{deployment, {}, {}, {}};
    auto& assumption = varied.assumption;
    assumption.kind = Sensitivity::Kind::step_times;
    assumption.pointer = fmt::format("/deployments/{}/pools/{}/step_time/1", deployment, *pool);
    if (plan.rests_on_datasheets()) {
        assumption.what = fmt::format("step times from the datasheet of {}", source.device);
        assumption.low = 1 / kDatasheetFactor;
        assumption.high = kDatasheetFactor;
        assumption.range = "half and twice: a datasheet is good to a factor of two";
        varied.low.step_shift = -1;
        varied.high.step_shift = 1;
        return varied;
    }
    constexpr double kPercent = 100;
    const double margin = results::kNormal975 * source.relative_sd;
    assumption.what = fmt::format("step times from the profile {}", source.profile);
    assumption.low = 1 - margin;
    assumption.high = 1 + margin;
    assumption.range = fmt::format("±{:.2g} %: 95 % of the error that the profile states", kPercent * margin);
    varied.low.step_shift = -results::kNormal975;
    varied.high.step_shift = results::kNormal975;
    return varied;
}

/// What has no stated error, in seconds.
VariedAssumption half_and_twice(std::size_t deployment, Sensitivity::Kind kind, const char* what, std::string pointer,
                                double base_s) {
    VariedAssumption varied{deployment, {}, {}, {}};
    auto& assumption = varied.assumption;
    assumption.kind = kind;
    assumption.what = what;
    assumption.pointer = std::move(pointer);
    assumption.base = base_s;
    assumption.low = kHalf * base_s;
    assumption.high = kTwice * base_s;
    assumption.unit = "s";
    assumption.range = "half and twice by default: no error of it is stated";
    return varied;
}

std::optional<VariedAssumption> interruptions_of(std::size_t deployment, const DeploymentPlan& plan) {
    const auto pool = pool_where(plan, [](const PoolPlan& each) { return each.interruptions.has_value(); });
    if (!pool) return std::nullopt;
    auto varied = half_and_twice(
        deployment, Sensitivity::Kind::interruptions, "mean time to interruption",
        fmt::format("/deployments/{}/pools/{}/interruptions/mean_time_to_interruption", deployment, *pool),
        seconds_of(plan.pools[*pool].interruptions->mean_time_to_interruption));
    varied.low.interruptions = kTwice;
    varied.high.interruptions = kHalf;
    return varied;
}

/// Of a start that shares its links with no other.
double start_s(const StartPhases& start) {
    const double image =
        start.image_bytes / std::min(start.instance_bandwidth_bytes_per_s, start.registry_bandwidth_bytes_per_s);
    const double weights =
        start.weights_bytes / std::min(start.instance_bandwidth_bytes_per_s, start.store_bandwidth_bytes_per_s);
    return seconds_of(start.provision) + seconds_of(start.boot) + image + weights + seconds_of(start.warm_up);
}

/// What is there from the beginning and never replaced has no start that anybody waits for.
std::optional<VariedAssumption> start_of(std::size_t deployment, const DeploymentPlan& plan) {
    const auto pool = pool_where(plan, [&](const PoolPlan& each) {
        const bool starts = each.provisioning == Provisioning::on_request ||
                            (each.provisioning == Provisioning::replicas &&
                             (each.autoscaler || each.interruptions || plan.window_every));
        return starts && start_s(each.start) > 0;
    });
    if (!pool) return std::nullopt;
    auto varied = half_and_twice(deployment, Sensitivity::Kind::cold_start, "time of a cold start",
                                 fmt::format("/deployments/{}/pools/{}/start", deployment, *pool),
                                 start_s(plan.pools[*pool].start));
    varied.low.starts = kHalf;
    varied.high.starts = kTwice;
    return varied;
}

}  // namespace

std::vector<VariedAssumption> varied_assumptions(const Experiment& experiment) {
    std::vector<VariedAssumption> all;
    for (std::size_t d = 0; d < experiment.deployments.size(); ++d) {
        const auto& plan = experiment.deployments[d];
        all.push_back(load_of(d, experiment));
        for (auto& varied : {step_times_of(d, plan), interruptions_of(d, plan), start_of(d, plan)})
            if (varied) all.push_back(*varied);
    }
    return all;
}

std::vector<PlannedPoint> sensitivity_points(const Experiment& experiment) {
    std::vector<PlannedPoint> points;
    for (const auto& varied : varied_assumptions(experiment))
        for (const auto& overrides : {varied.low, varied.high})
            for (std::uint32_t r = 0; r < experiment.scenario.experiment.replications; ++r)
                points.push_back({{varied.deployment, r, overrides}, Role::sensitivity});
    return points;
}

}  // namespace plimsoll::sim
