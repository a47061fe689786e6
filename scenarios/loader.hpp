// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/input_error.hpp"
#include "scenarios/projection_spec.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/sweep_spec.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::scenarios {

/// A scenario as it was given.
struct ScenarioText {
    std::string text;
    std::string path;                    ///< names it in messages; where relative paths in it start
    std::vector<std::string> overrides;  ///< "/pointer=VALUE"
};

/// A scenario as far as it could be read, and everything that is wrong with it, in the order of lines.
struct ScenarioDraft {
    Scenario scenario;
    SweepSpec sweep;            ///< what the file says to vary
    ProjectionSpec projection;  ///< what it says of the months ahead
    std::vector<Problem> problems;
};

/// Reads and checks a scenario from text; `path` names it in messages and is where relative paths in it start.
/// Throws InputError for what is no JSON at all.
[[nodiscard]] ScenarioDraft draft_scenario(std::string_view text, const std::string& path,
                                           const std::vector<std::string>& sets = {});

/// In the order of lines; overrides, which have none, last.
void sort_by_line(std::vector<Problem>& problems);

/// Reads and checks a scenario file. `sets` are overrides `/pointer=VALUE`, applied in their order before anything is
/// checked. Names of models and offers are not looked up here.
/// Throws InputError with every problem of the file and of the overrides, in the order of lines; IoError where the
/// file cannot be read.
[[nodiscard]] Scenario load_scenario(const std::string& path, const std::vector<std::string>& sets = {});

/// The same from text; `path` names it in messages and is where relative paths in it start.
[[nodiscard]] Scenario parse_scenario(std::string_view text, const std::string& path,
                                      const std::vector<std::string>& sets = {});

}  // namespace plimsoll::scenarios
