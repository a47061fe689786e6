// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/experiment_at.hpp"

#include "sim/resolve/resolve.hpp"

#include <utility>

namespace plimsoll::sim {

Experiment experiment_at(const scenarios::ScenarioText& scenario, const std::vector<std::string>& overrides,
                         Knowledge& knowledge) {
    auto all = scenario.overrides;
    all.insert(all.end(), overrides.begin(), overrides.end());
    auto parsed = scenarios::parse_scenario(scenario.text, scenario.path, all);
    parsed.experiment.load_curve.clear();
    auto experiment = resolve(std::move(parsed), knowledge);
    experiment.in_detail = false;
    return experiment;
}

}  // namespace plimsoll::sim
