// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/loader.hpp"
#include "sim/plan/plan.hpp"
#include "sim/resolve/knowledge.hpp"
#include "sim/run/point.hpp"
#include "sim/sweep/grid.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace plimsoll::sim {

/// Something that could be built: a deployment of the scenario with what varies of it settled.
struct Candidate {
    std::size_t point = 0;                                ///< of the grid, the first at which it is like this
    std::string deployment;                               ///< its name in the scenario
    std::vector<std::pair<std::string, std::string>> at;  ///< what varies and concerns it: column, value as JSON
    std::vector<std::string> sets;                        ///< the same as overrides: "/pointer=VALUE"
    Overrides overrides{};                                ///< of its simulations
    std::size_t simulation = 0;  ///< candidates with one number are simulated once: only their prices differ

    /// "two machines at max=4, max_batch=8".
    [[nodiscard]] std::string text() const;
};

/// What may come: the scenario with these overrides. How probable it is, is its weight; several have 1 together.
struct Future {
    std::string name;               ///< "load=2"; empty where there is but one
    std::vector<std::string> sets;  ///< "/pointer=VALUE"
    double weight = 1;
};

/// All that can be chosen from, in the order of the grid and, at one point, of the scenario.
struct Space {
    Future future;
    Experiment experiment;  ///< deployments[i] and offers[i] are those of candidates[i]
    std::vector<Candidate> candidates;
    std::vector<std::size_t> simulated_by;  ///< by number of a simulation: the first candidate that is simulated so
    std::size_t points = 0;                 ///< of the grid
    std::size_t invalid = 0;                ///< points at which the scenario makes no sense
    std::string why_invalid;                ///< at the first of them
    std::size_t examples = 0;               ///< left out: their price is invented, and no plan may rest on it
    std::size_t later = 0;                  ///< left out: batches, where others answer while someone waits
};

/// Says of each candidate which simulation is its own, and of each simulation whose it is first.
void number_simulations(Space& space);

/// Resolves the scenario at these points of the grid.
/// \throws InputError where what varies is no choice (traffic, objectives, the experiment), where there is no
/// objective,
///         where the scenario makes no sense at any point, where nothing is left to choose from
[[nodiscard]] Space make_space(const scenarios::ScenarioText& scenario, const Grid& grid,
                               const std::vector<std::size_t>& points, Knowledge& knowledge);

/// The same in each of these futures: every candidate is in all of them, in one order.
/// \throws InputError also where a future changes which deployments there are, or a value that is to be chosen
[[nodiscard]] std::vector<Space> make_spaces(const scenarios::ScenarioText& scenario, const Grid& grid,
                                             const std::vector<std::size_t>& points, Knowledge& knowledge,
                                             const std::vector<Future>& futures);

}  // namespace plimsoll::sim
