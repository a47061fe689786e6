// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/run_points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace plimsoll::sim {

std::vector<RunPoint> plan_points(const Experiment& experiment) {
    const auto& spec = experiment.scenario.experiment;
    std::vector<RunPoint> points;
    for (std::size_t d = 0; d < experiment.deployments.size(); ++d) {
        const auto& name = experiment.deployments[d].name;
        for (std::uint32_t r = 0; r < spec.replications; ++r)
            points.push_back({d, r, 1, {}, 0, fmt::format("{}, replication {} of {}", name, r + 1, spec.replications)});
        if (experiment.deployments[d].has_doubts())
            for (const double shift : {-1.0, 1.0})
                points.push_back(
                    {d, 0, 1, {}, shift, fmt::format("{}, with {} steps", name, shift < 0 ? "shorter" : "longer")});
        for (std::size_t l = 0; l < spec.load_curve.size(); ++l) {
            const double load = spec.load_curve[l];
            if (load == 1) continue;
            for (std::uint32_t r = 0; r < spec.load_curve_replications; ++r)
                points.push_back({d, r, load, l, 0,
                                  fmt::format("{}, load {}, replication {} of {}", name, load, r + 1,
                                              spec.load_curve_replications)});
        }
    }
    return points;
}

double expected_requests(const Experiment& experiment) {
    double requests = 0;
    for (const RunPoint& point : plan_points(experiment)) requests += experiment.expected_requests * point.load;
    return requests;
}

Duration bucket_length(const scenarios::ExperimentSpec& spec) {
    constexpr int kBucketsPerHorizon = 288;
    return spec.bucket.value_or(std::max<Duration>(spec.horizon / kBucketsPerHorizon, std::chrono::seconds(1)));
}

}  // namespace plimsoll::sim
