// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace plimsoll::sim {

/// What an objective wants of a single request.
struct RequestLimit {
    scenarios::SloSpec::Metric metric = scenarios::SloSpec::Metric::latency;
    Duration at_most{};
};

/// The strictest limit of each metric that a request has, in the order of the objectives. A request is good where it
/// keeps all of them (the goodput of serving benchmarks), whatever share of the requests an objective asks for.
[[nodiscard]] inline std::vector<RequestLimit> request_limits(std::span<const scenarios::SloSpec> objectives) {
    std::vector<RequestLimit> limits;
    for (const auto& objective : objectives) {
        if (objective.metric == scenarios::SloSpec::Metric::itl) continue;  // of tokens, not of a request
        const auto found = std::find_if(limits.begin(), limits.end(),
                                        [&](const RequestLimit& limit) { return limit.metric == objective.metric; });
        if (found == limits.end())
            limits.push_back({objective.metric, objective.at_most});
        else
            found->at_most = std::min(found->at_most, objective.at_most);
    }
    return limits;
}

}  // namespace plimsoll::sim
