// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "untied_case.hpp"

#include "dice.hpp"

#include <algorithm>

namespace plimsoll::sim {

Case untied(Case given) {
    Dice dice(given.number + 1);
    const auto shift = [&dice](Duration& time) { time += Duration(dice.whole(1, 999'983)); };
    for (Request& request : given.requests) request.arrival += Duration(dice.whole(1, 999'983));
    std::sort(given.requests.begin(), given.requests.end(),
              [](const Request& a, const Request& b) { return a.arrival < b.arrival; });
    for (std::size_t i = 0; i < given.requests.size(); ++i) {
        const Request& each = given.requests[i];
        given.requests[i] = {each.arrival, i, each.input_tokens, each.output_tokens};
    }
    if (auto* batching = std::get_if<DynamicBatching>(&given.plan.discipline)) shift(batching->max_wait);
    if (given.plan.window_every) shift(*given.plan.window_every);
    for (PoolPlan& pool : given.plan.pools) {
        for (Duration* time : {&pool.start.provision, &pool.start.boot, &pool.start.warm_up, &pool.keep_alive})
            shift(*time);
        if (pool.interruptions) shift(pool.interruptions->notice);
        if (!pool.autoscaler) continue;
        if (auto* hpa = std::get_if<scenarios::HpaSpec>(&*pool.autoscaler)) shift(hpa->sync_period);
        if (auto* step = std::get_if<scenarios::LatencyStepSpec>(&*pool.autoscaler)) shift(step->period);
        if (auto* keda = std::get_if<scenarios::KedaSpec>(&*pool.autoscaler)) {
            // One of the two stays a multiple of the other.
            const bool polls_more = keda->polling_interval < keda->sync_period;
            Duration& shorter = polls_more ? keda->polling_interval : keda->sync_period;
            Duration& longer = polls_more ? keda->sync_period : keda->polling_interval;
            const auto times = longer / shorter;
            shift(shorter);
            longer = shorter * times;
        }
    }
    return given;
}

}  // namespace plimsoll::sim
