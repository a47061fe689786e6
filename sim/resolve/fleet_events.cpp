// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/fleet_events.hpp"

#include "scenarios/quantity.hpp"
#include "sim/control/controllers.hpp"

#include <fmt/format.h>

#include <string_view>

namespace plimsoll::sim {
namespace {

/// Finds what happens every `every` on average to each of `machines`, where that is too often.
void check_period(std::string_view events, Duration every, double machines, Duration horizon,
                  const std::string& pointer, std::string hint, Findings& findings) {
    const double number = machines * seconds_of(horizon) / seconds_of(every);
    if (number <= kMostFleetEvents) return;
    findings.problem(pointer,
                     fmt::format("the horizon of {} has about {:.2g} {}; a simulation takes at most {:.0g}",
                                 scenarios::text_of(horizon), number, events, kMostFleetEvents),
                     std::move(hint));
}

}  // namespace

void check_fleet_events(const DeploymentPlan& plan, const std::string& pointer, const std::vector<std::string>& pools,
                        Duration horizon, Findings& findings) {
    if (plan.window_every)
        check_period("batch windows", *plan.window_every, 1, horizon, pointer + "/window/every",
                     R"(for example "15 min")", findings);
    for (std::size_t i = 0; i < plan.pools.size(); ++i) {
        const PoolPlan& pool = plan.pools[i];
        if (pool.autoscaler)
            check_period("looks of this autoscaler", make_controller(*pool.autoscaler, pool.replicas)->period(), 1,
                         horizon, pools[i] + "/autoscaler", R"(Kubernetes looks every 15 s)", findings);
        if (pool.interruptions)
            check_period(
                "interruptions of this pool", pool.interruptions->mean_time_to_interruption, pool.replicas.max, horizon,
                pools[i] + "/interruptions/mean_time_to_interruption",
                R"(for example "24 h": a machine of a cloud is not interrupted more often than every few minutes)",
                findings);
    }
}

}  // namespace plimsoll::sim
