// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/scenario_options.hpp"

#include "scenarios/input_error.hpp"
#include "scenarios/json_document.hpp"
#include "scenarios/loader.hpp"
#include "sim/cli/knowledge.hpp"
#include "sim/report/embedded_scenario.hpp"
#include "sim/resolve/catalogs_used.hpp"
#include "sim/resolve/resolve.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
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

bool is_about_catalogs(const std::string& set) { return set.starts_with("/catalogs"); }

/// The catalogs of --catalog that a result was made with. \throws InputError where they, or those that its scenario
/// names, are not what they were; `sets` and `instead` take the place of either.
std::vector<std::string> catalogs_again(const std::vector<results::CatalogUsed>& used, const std::string& result,
                                        const std::vector<std::string>& sets, const std::vector<std::string>& instead) {
    std::vector<std::string> again = instead;
    const bool other_in_scenario = std::any_of(sets.begin(), sets.end(), is_about_catalogs);
    std::vector<Problem> problems;
    for (std::size_t i = 0; i < used.size(); ++i) {
        const auto& catalog = used[i];
        if (catalog.in_scenario ? other_in_scenario : !instead.empty()) continue;
        std::error_code error;
        const bool there = std::filesystem::exists(catalog.file, error);
        if (!there || sim::hash_of_catalog(catalog.file) != catalog.hash)
            problems.push_back({result, 0, fmt::format("/scenario/catalogs/{}", i),
                                fmt::format("its prices are from {}, which {}", catalog.file,
                                            there ? "has changed since" : "is not there"),
                                catalog.in_scenario
                                    ? "compare the scenario's own file, or name others: --set '/catalogs=[\"PATH\"]'"
                                    : "name the catalog that is to be used: --catalog PATH"});
        if (!catalog.in_scenario) again.push_back(catalog.file);
    }
    if (!problems.empty()) throw InputError(std::move(problems));
    return again;
}

}  // namespace

scenarios::ScenarioText ScenarioOptions::read() const {
    const bool piped = path == "-";
    auto text = piped           ? scenarios::read_text(STDIN_FILENO, "standard input")
                : is_pipe(path) ? read_pipe(path)
                                : scenarios::read_text_file(path);
    const std::string name = piped ? "<stdin>" : path;
    auto embedded = results::embedded_scenario(text, name);
    knowledge().use_catalogs(embedded ? catalogs_again(embedded->catalogs, name, sets, catalogs.paths)
                                      : catalogs.paths);
    if (!embedded) return {std::move(text), name, sets};
    embedded->overrides.insert(embedded->overrides.end(), sets.begin(), sets.end());
    return {embedded->text, embedded->path, embedded->overrides};
}

void ScenarioOptions::add_to(CLI::App& command) {
    command
        .add_option("SCENARIO", path,
                    "Scenario file (JSON), or a result of `compare --json`, whose scenario is taken; - reads standard "
                    "input")
        ->required()
        ->type_name("");
    command
        .add_option("--set", sets,
                    "Override a value, e.g. --set /experiment/replications=10; VALUE is JSON, else taken as text; can "
                    "be repeated")
        ->type_name("/POINTER=VALUE")
        ->allow_extra_args(false);
    catalogs.add_to(command);
}

scenarios::ScenarioDraft ScenarioOptions::draft() const {
    const auto given = read();
    return scenarios::draft_scenario(given.text, given.path, given.overrides);
}

sim::Experiment ScenarioOptions::resolve() const { return resolve(draft()); }

sim::Experiment ScenarioOptions::resolve(scenarios::ScenarioDraft draft) {
    if (draft.problems.empty()) return sim::resolve(std::move(draft.scenario), knowledge());
    auto unknown = sim::unknown_names(draft.scenario, draft.problems, knowledge());
    draft.problems.insert(draft.problems.end(), unknown.begin(), unknown.end());
    scenarios::sort_by_line(draft.problems);
    throw InputError(std::move(draft.problems));
}

}  // namespace plimsoll::cli
