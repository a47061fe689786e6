// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/scenario_options.hpp"

#include "pricing/catalog.hpp"
#include "scenarios/data_folder.hpp"
#include "scenarios/input_error.hpp"
#include "scenarios/json_document.hpp"
#include "scenarios/loader.hpp"
#include "sim/resolve/resolve.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <array>
#include <cerrno>
#include <cstring>

#include <unistd.h>

namespace plimsoll::cli {

namespace {

std::string read_standard_input() {
    std::string text;
    std::array<char, 1 << 16> chunk{};
    for (;;) {
        const ssize_t got = ::read(STDIN_FILENO, chunk.data(), chunk.size());
        if (got == 0) return text;
        if (got > 0)
            text.append(chunk.data(), static_cast<std::size_t>(got));
        else if (errno != EINTR)
            throw IoError(fmt::format("cannot read standard input: {}", std::strerror(errno)));
    }
}

scenarios::ScenarioDraft read(const ScenarioOptions& options) {
    if (options.path == "-") return scenarios::draft_scenario(read_standard_input(), "<stdin>", options.sets);
    return scenarios::draft_scenario(scenarios::read_text_file(options.path), options.path, options.sets);
}

}  // namespace

void ScenarioOptions::add_to(CLI::App& command) {
    command.add_option("SCENARIO", path, "Scenario file (JSON); - reads standard input")->required()->type_name("");
    command
        .add_option("--set", sets,
                    "Override a value, e.g. --set /experiment/replications=10; VALUE is JSON, else taken as text; can "
                    "be repeated")
        ->type_name("/POINTER=VALUE")
        ->allow_extra_args(false);
}

sim::Experiment ScenarioOptions::resolve() const {
    auto draft = read(*this);
    const auto data = scenarios::data_folder();
    const auto catalog = pricing::Catalog::load(data / "pricing" / "catalog");
    if (draft.problems.empty()) return sim::resolve(std::move(draft.scenario), catalog, data);
    auto unknown = sim::unknown_names(draft.scenario, draft.problems, catalog, data);
    draft.problems.insert(draft.problems.end(), unknown.begin(), unknown.end());
    scenarios::sort_by_line(draft.problems);
    throw InputError(std::move(draft.problems));
}

}  // namespace plimsoll::cli
