// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/planner/answer.hpp"
#include "sim/planner/space.hpp"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace plimsoll::cli {

/// What may come, and what a plan makes small over it.
struct FuturesOptions {
    std::vector<std::string> tracks;  ///< "/pointer=VALUES", which vary together
    std::string weights;              ///< "5,3,2"; empty: equal ones
    std::string minimise = "expected";
    std::string met_in = "100%";

    void add_to(CLI::App& command);
    /// One for each step of what varies; one without a name where nothing does. \throws InputError, UsageError
    [[nodiscard]] std::vector<sim::Future> futures() const;
    /// \throws UsageError
    [[nodiscard]] sim::Aim aim() const;
    /// The share of the futures, by weight, in which objectives must be met. \throws UsageError
    [[nodiscard]] double share_met() const;
};

}  // namespace plimsoll::cli
