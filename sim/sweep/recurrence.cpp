// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/recurrence.hpp"

#include "scenarios/input_error.hpp"
#include "sim/run/run_key.hpp"
#include "sim/sweep/experiment_at.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll::sim {

namespace {

using Keys = std::vector<std::optional<std::string>>;

/// Of each deployment's first replication; none where the scenario makes no sense.
Keys keys_at(const SweepInputs& inputs, const Grid& grid, std::size_t point, Knowledge& knowledge) {
    Keys keys;
    try {
        const auto experiment = experiment_at(inputs.scenario, grid.overrides_at(point), knowledge);
        for (std::size_t d = 0; d < experiment.deployments.size(); ++d) keys.push_back(run_key(experiment, {d}));
    } catch (const InputError&) {
        keys.clear();
    }
    return keys;
}

}  // namespace

bool simulations_recur(const SweepInputs& inputs, std::size_t point, Knowledge& knowledge) {
    const Grid grid(inputs.axes);
    const auto keys = keys_at(inputs, grid, point, knowledge);
    const auto is_among_them = [&keys](const auto& key) {
        return key && std::find(keys.begin(), keys.end(), key) != keys.end();
    };
    for (std::size_t axis = 0; axis < grid.axes().size(); ++axis) {
        if (grid.axes()[axis].size() == 1) continue;
        const auto beside = keys_at(inputs, grid, grid.next_along(axis, point), knowledge);
        if (std::any_of(beside.begin(), beside.end(), is_among_them)) return true;
    }
    return false;
}

}  // namespace plimsoll::sim
