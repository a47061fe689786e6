// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/sweep/grid.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace plimsoll::cli {

/// What varies: the same for every command that looks at many points.
struct GridOptions {
    std::vector<std::string> over;
    std::vector<std::string> zip;
    std::string where;
    double most_points = 1e6;

    void add_to(CLI::App& command);
    /// One axis for each --over, one for all --zip together. \throws UsageError, InputError
    [[nodiscard]] std::vector<sim::Axis> axes() const;
    /// Those that --where leaves. \throws UsageError for too many or none, InputError
    [[nodiscard]] std::vector<std::size_t> points(const sim::Grid& grid) const;
};

}  // namespace plimsoll::cli
