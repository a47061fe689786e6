// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/deployment_choice.hpp"

#include "scenarios/command_line/usage.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace plimsoll::cli {

std::vector<std::size_t> chosen_deployments(const std::vector<std::string>& names, const sim::Experiment& experiment) {
    std::vector<std::string> known;
    for (const auto& deployment : experiment.deployments) known.push_back(deployment.name);
    std::vector<std::size_t> all(known.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    if (names.empty()) return all;
    std::vector<std::size_t> places;
    for (const auto& name : names) {
        const auto found = std::find(known.begin(), known.end(), name);
        if (found == known.end())
            throw UsageError(fmt::format("--deployment: there is no \"{}\", but {}", name, scenarios::one_of(known)));
        places.push_back(static_cast<std::size_t>(found - known.begin()));
    }
    return places;
}

}  // namespace plimsoll::cli
