// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/cli/scenario_options.hpp"
#include "sim/sweep/grid.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace plimsoll::cli {

inline constexpr double kMostPoints = 1e6;

/// What varies: the same for every command that looks at many points.
struct GridOptions {
    /// The axes, and the condition on them.
    struct Varied {
        std::vector<sim::Axis> axes;
        std::string where;
    };

    std::vector<std::string> over;
    std::vector<std::string> zip;
    std::string where;
    double most_points = kMostPoints;

    void add_to(CLI::App& command);
    /// What the scenario's own sweep says, then an axis for each --over, then one for all --zip together.
    /// \throws UsageError where nothing varies, InputError
    [[nodiscard]] Varied varied(const scenarios::ScenarioText& given) const;
    /// Those that the condition leaves. \throws UsageError for too many or none, InputError
    [[nodiscard]] std::vector<std::size_t> points(const sim::Grid& grid, const std::string& condition) const;
};

}  // namespace plimsoll::cli
