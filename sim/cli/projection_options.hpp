// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/cli/scenario_options.hpp"
#include "sim/projection/projection.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace plimsoll::cli {

/// What `project` and `report` have in common: a scenario, and what counts instead of its projection.
struct ProjectionOptions {
    ProjectionOptions();

    void add_to(CLI::App& command);
    /// Simulates; tells remarks and what was lost on standard error. \throws UsageError, and as sim::project
    /// \param first the first month where neither options nor scenario name one
    [[nodiscard]] sim::Projection project(std::optional<std::chrono::year_month> first = {}) const;

private:
    [[nodiscard]] scenarios::ScenarioDraft draft() const;
    void change(scenarios::ProjectionSpec& spec) const;

    ScenarioOptions scenario_;
    unsigned jobs_;
    std::string cache_;
    std::string start_, rates_;
    std::vector<std::string> commitments_;
    std::optional<std::uint32_t> months_;
    std::optional<double> growth_, growth_sd_, weekend_, budget_;
};

}  // namespace plimsoll::cli
