// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/run_points.hpp"

#include "sim/run/sensitivity_points.hpp"

#include <fmt/format.h>

namespace plimsoll::sim {

std::vector<PlannedPoint> plan_points(const Experiment& experiment) {
    const auto& spec = experiment.scenario.experiment;
    std::vector<PlannedPoint> points;
    for (std::size_t d = 0; d < experiment.deployments.size(); ++d) {
        for (std::uint32_t r = 0; r < spec.replications; ++r) points.push_back({{d, r, {}}, Role::main});
        if (experiment.deployments[d].has_doubts())
            for (const double shift : {-1.0, 1.0}) points.push_back({{d, 0, {.step_shift = shift}}, Role::step_times});
        for (const double load : spec.load_curve) {
            if (load == 1) continue;
            for (std::uint32_t r = 0; r < spec.load_curve_replications; ++r)
                points.push_back({{d, r, {.load = load}}, Role::load_curve});
        }
    }
    return points;
}

std::string label_of(const Experiment& experiment, const PlannedPoint& planned) {
    const auto& spec = experiment.scenario.experiment;
    const auto& [deployment, replication, overrides] = planned.point;
    const auto& name = experiment.deployments[deployment].name;
    switch (planned.role) {
        case Role::main:
            break;
        case Role::step_times:
            return fmt::format("{}, with {} steps", name, overrides.step_shift < 0 ? "shorter" : "longer");
        case Role::load_curve:
            return fmt::format("{}, load {}, replication {} of {}", name, overrides.load, replication + 1,
                               spec.load_curve_replications);
        case Role::crossing:
            return fmt::format("{}, load {:.4g}, replication {} of {}", name, overrides.load, replication + 1,
                               spec.replications);
        case Role::interruptions:
            return fmt::format("{}, with more interruptions, replication {}", name, replication + 1);
        case Role::sensitivity:
            return fmt::format("{}, with another assumption, replication {} of {}", name, replication + 1,
                               spec.replications);
    }
    return fmt::format("{}, replication {} of {}", name, replication + 1, spec.replications);
}

double expected_requests(const Experiment& experiment, bool sensitivities) {
    auto points = plan_points(experiment);
    const auto varied = sensitivities ? sensitivity_points(experiment) : std::vector<PlannedPoint>{};
    points.insert(points.end(), varied.begin(), varied.end());
    double requests = 0;
    for (const auto& planned : points) requests += experiment.expected_requests * planned.point.overrides.load;
    return requests;
}

}  // namespace plimsoll::sim
