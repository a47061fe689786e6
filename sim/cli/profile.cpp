// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/import.hpp"
#include "models/profile/profile_file.hpp"
#include "scenarios/command_line/terminal.hpp"
#include "scenarios/data_folder.hpp"
#include "scenarios/files/packed_text.hpp"
#include "scenarios/suggestion.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/knowledge.hpp"
#include "sim/cli/profile_report.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

namespace plimsoll::cli {

namespace {

using nlohmann::json;

std::filesystem::path profile_folder() { return scenarios::data_folder() / "models" / "profiles"; }

models::Profile load(const std::string& name) {
    return models::read_profile(models::find_profile(name, profile_folder()), knowledge().devices());
}

std::size_t samples_of(const models::Profile& profile) {
    std::size_t count = 0;
    for (const auto& table : profile.tables) count += table.samples.size();
    return count;
}

ExitStatus list_profiles(bool as_json) {
    const auto files = models::profile_files(profile_folder());
    json all = json::array();
    std::string text;
    for (const auto& [name, file] : files) {
        const auto profile = models::read_profile(file, knowledge().devices());
        const auto samples = samples_of(profile);
        all.push_back({{"name", name},
                       {"device", profile.device},
                       {"origin", models::name_of(profile.origin)},
                       {"date", profile.date},
                       {"tables", profile.tables.size()},
                       {"samples", samples},
                       {"file", file.string()}});
        text += fmt::format("{}: {}, {} {}, {} tables, {} times\n", name, profile.device,
                            models::name_of(profile.origin), profile.date, profile.tables.size(), samples);
    }
    if (as_json)
        print_json(all);
    else
        print(text.empty() ? fmt::format("no profiles in {}\n", profile_folder().string()) : text);
    return ExitStatus::done;
}

ExitStatus show(const std::string& name, bool as_json) {
    const auto profile = load(name);
    if (as_json)
        print_json(profile_json(profile));
    else
        print(profile_text(profile, static_cast<std::size_t>(std::max(output_width(), 2))));
    return ExitStatus::done;
}

ExitStatus compare(const std::string& name_a, const std::string& name_b, bool as_json) {
    const auto a = load(name_a);
    const auto b = load(name_b);
    if (as_json)
        print_json(comparison_json(a, b));
    else
        print(comparison_text(a, b));
    return ExitStatus::done;
}

struct ImportOptions {
    std::string from;
    std::vector<std::string> paths;
    std::string out;
    std::string device;
    bool json = false;
};

std::string note_text(const models::ImportNote& note) {
    return fmt::format("{}: {}: {} rows {}: {}\n", note.file, note.subject, note.rows,
                       note.mapped ? "mapped" : "not mapped", note.text);
}

json import_json(const models::Import& import, const std::string& out) {
    json notes = json::array();
    for (const auto& note : import.notes)
        notes.push_back({{"file", note.file},
                         {"subject", note.subject},
                         {"rows", note.rows},
                         {"mapped", note.mapped},
                         {"text", note.text}});
    return {{"schema", "plimsoll.profile-import/1"},
            {"file", out},
            {"name", import.profile.name},
            {"device", import.profile.device},
            {"tables", import.profile.tables.size()},
            {"samples", samples_of(import.profile)},
            {"merged", import.merged},
            {"notes", std::move(notes)}};
}

ExitStatus import_tables(const ImportOptions& options) {
    if (std::filesystem::path(options.out).extension() != ".json")
        throw UsageError(fmt::format("--out: expected a name that ends in .json, not \"{}\"", options.out));
    models::ImportRequest request;
    request.format = *scenarios::value_named<models::ImportFormat>(options.from);
    request.paths.assign(options.paths.begin(), options.paths.end());
    request.name = scenarios::packed_stem(options.out);
    request.device = options.device;
    const auto result = models::import_profile(request);
    for (const auto& note : result.notes) print_error(note_text(note));
    if (result.merged != 0)
        print_error(fmt::format("{} times of points that were measured several times: their medians\n", result.merged));
    models::write_profile(result.profile, options.out);
    if (options.json)
        print_json(import_json(result, options.out));
    else
        print(fmt::format("{}: {}, {} tables, {} times\n", options.out, result.profile.device,
                          result.profile.tables.size(), samples_of(result.profile)));
    return ExitStatus::done;
}

void add_profile_list(CLI::App& profile, Action& chosen) {
    auto* command = profile.add_subcommand("list", "The profiles of models/profiles");
    auto as_json = std::make_shared<bool>(false);
    command->add_flag("--json", *as_json, "Print JSON");
    command->footer(R"(
Example:
  plimsoll profile list --json)");
    command->callback([as_json, &chosen] { chosen = [as_json] { return list_profiles(*as_json); }; });
}

constexpr const char* kProfileHelp = "A name of models/profiles, or a file (.json, .json.gz)";

void add_profile_show(CLI::App& profile, Action& chosen) {
    auto* command = profile.add_subcommand("show", "Origin, tables, fitted laws and errors of a profile");
    auto name = std::make_shared<std::string>();
    auto as_json = std::make_shared<bool>(false);
    command->add_option("PROFILE", *name, kProfileHelp)->required()->type_name("");
    command->add_flag("--json", *as_json, "Print JSON, in SI units");
    command->footer(R"(
Example:
  plimsoll profile show amd-epyc-zen4-1-thread)");
    command->callback([name, as_json, &chosen] { chosen = [name, as_json] { return show(*name, *as_json); }; });
}

void add_compare_profiles(CLI::App& profile, Action& chosen) {
    auto* command = profile.add_subcommand("compare", "How the times of two profiles differ, by table");
    auto names = std::make_shared<std::array<std::string, 2>>();
    auto as_json = std::make_shared<bool>(false);
    command->add_option("A", names->at(0), kProfileHelp)->required()->type_name("");
    command->add_option("B", names->at(1), kProfileHelp)->required()->type_name("");
    command->add_flag("--json", *as_json, "Print JSON");
    command->footer(R"(
Example:
  plimsoll profile compare mine.json theirs.json)");
    command->callback([names, as_json, &chosen] {
        chosen = [names, as_json] { return compare(names->at(0), names->at(1), *as_json); };
    });
}

void add_import(CLI::App& profile, Action& chosen) {
    auto* command = profile.add_subcommand("import", "Make a profile of another project's kernel tables");
    auto options = std::make_shared<ImportOptions>();
    command->add_option("--from", options->from, scenarios::one_of(scenarios::spelled<models::ImportFormat>()))
        ->required()
        ->type_name("PROJECT")
        ->check(CLI::IsMember(scenarios::spelled<models::ImportFormat>()));
    command->add_option("PATH", options->paths, "Its files (plain or .gz), or folders that hold them")
        ->required()
        ->type_name("");
    command->add_option("--out", options->out, "The profile to write; its name is that of the profile")
        ->required()
        ->type_name("FILE");
    command->add_option("--device", options->device, "A name of models/devices, where files do not tell it")
        ->type_name("NAME");
    command->add_flag("--json", options->json, "Print JSON");
    command->footer(R"(
Examples:
  plimsoll profile import --from vidur data/profiling/compute/a100 --out a100-vidur.json
  plimsoll profile import --from aiconfigurator h100_sxm/vllm/0.24.0 --device nvidia-h100-80gb --out h100.json)");
    command->callback([options, &chosen] { chosen = [options] { return import_tables(*options); }; });
}

}  // namespace

void add_profile(CLI::App& app, Action& chosen) {
    auto* profile = app.add_subcommand("profile", "Look at measured kernel times, and import those of others");
    profile->require_subcommand(1);
    add_profile_list(*profile, chosen);
    add_profile_show(*profile, chosen);
    add_compare_profiles(*profile, chosen);
    add_import(*profile, chosen);
    profile->footer(R"(
Examples:
  plimsoll profile list
  plimsoll profile show amd-epyc-zen4-1-thread)");
}

}  // namespace plimsoll::cli
