// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/loader.hpp"
#include "sim/cli/catalog_options.hpp"
#include "sim/plan/plan.hpp"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace plimsoll::cli {

/// Which scenario, with which overrides: the same for every command that reads one.
struct ScenarioOptions {
    std::string path;               ///< "-": standard input
    std::vector<std::string> sets;  ///< "/pointer=VALUE"
    CatalogOptions catalogs;

    void add_to(CLI::App& command);
    /// Offers are looked up in the catalogs of --catalog from here on, else in those of a result that is read.
    /// \throws InputError for a result that holds no scenario, or whose catalogs are not as they were, IoError
    [[nodiscard]] scenarios::ScenarioText read() const;
    /// Reads, checks and resolves the scenario with the catalogs of the data folder.
    /// \throws InputError with every problem, IoError
    [[nodiscard]] sim::Experiment resolve() const;
    /// The same of a scenario that was read.
    [[nodiscard]] static sim::Experiment resolve(scenarios::ScenarioDraft draft);
    /// Everything that the file says. \throws InputError for what is no JSON at all, IoError
    [[nodiscard]] scenarios::ScenarioDraft draft() const;
};

}  // namespace plimsoll::cli
