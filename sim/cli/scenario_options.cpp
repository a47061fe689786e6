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

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

#include <unistd.h>

namespace plimsoll::cli {

namespace {

/// A pipe that a shell gives a name, as bash does for <(...).
bool is_pipe(const std::string& path) {
    std::error_code error;
    return std::filesystem::is_fifo(path, error);
}

std::string read_pipe(const std::string& path) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(std::fopen(path.c_str(), "rb"), std::fclose);
    if (!pipe) throw IoError(fmt::format("{}: cannot be opened: {}", path, std::strerror(errno)));
    return scenarios::read_text(::fileno(pipe.get()), path);
}

scenarios::ScenarioDraft read(const ScenarioOptions& options) {
    if (options.path == "-")
        return scenarios::draft_scenario(scenarios::read_text(STDIN_FILENO, "standard input"), "<stdin>", options.sets);
    const auto text = is_pipe(options.path) ? read_pipe(options.path) : scenarios::read_text_file(options.path);
    return scenarios::draft_scenario(text, options.path, options.sets);
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
