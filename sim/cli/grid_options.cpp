// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/grid_options.hpp"

#include "scenarios/command_line/usage.hpp"
#include "scenarios/loader.hpp"
#include "sim/report/files.hpp"
#include "sim/sweep/sweep.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <set>
#include <utility>

namespace plimsoll::cli {

namespace {

/// What the scenario itself says to vary. \throws InputError with what is wrong there
scenarios::SweepSpec sweep_of(const scenarios::ScenarioText& given) {
    auto draft = scenarios::draft_scenario(given.text, given.path, given.overrides);
    std::erase_if(draft.problems, [](const Problem& problem) { return !problem.pointer.starts_with("/sweep"); });
    if (!draft.problems.empty()) throw InputError(std::move(draft.problems));
    return std::move(draft.sweep);
}

std::vector<sim::Track> tracks_of(const std::vector<std::string>& texts) {
    std::vector<sim::Track> tracks;
    for (const auto& text : texts) tracks.push_back(sim::parse_track(text));
    return tracks;
}

/// Both must hold.
std::string joined_conditions(const std::string& one, const std::string& other) {
    if (one.empty() || other.empty()) return one + other;
    return fmt::format("({}) AND ({})", one, other);
}

}  // namespace

void GridOptions::add_to(CLI::App& command) {
    command
        .add_option("--over", over,
                    "Vary this value, instead of as the scenario's sweep says; several are combined, each with each")
        ->type_name("/POINTER=VALUES")
        ->allow_extra_args(false);
    command.add_option("--zip", zip, "Vary this value together with those of every other --zip, step by step")
        ->type_name("/POINTER=VALUES")
        ->allow_extra_args(false);
    command.add_option("--where", where, "Only combinations for which this SQL condition on the columns holds")
        ->type_name("SQL");
    command.add_option("--most-points", most_points, "Refuse more combinations")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
}

GridOptions::Varied GridOptions::varied(const scenarios::ScenarioText& given) const {
    const auto spec = sweep_of(given);
    std::vector<sim::Axis> own;
    for (const auto& axis : spec.axes) own.push_back(sim::axis_of(axis));
    auto axes = sim::joined_axes(std::move(own), tracks_of(over), tracks_of(zip));
    if (axes.empty())
        throw UsageError(
            "nothing varies: name a value with --over, e.g. --over /workload/load=1,2,4, or in the scenario's sweep");
    const auto figures = results::summary_columns();
    std::set<std::string> taken(figures.begin(), figures.end());
    taken.insert({"point", "id", "state", "message", "place"});
    sim::name_columns(axes, std::move(taken));
    return {std::move(axes), joined_conditions(spec.where, where)};
}

std::vector<std::size_t> GridOptions::points(const sim::Grid& grid, const std::string& condition) const {
    const auto count = grid.count();
    if (!count || static_cast<double>(*count) > most_points)
        throw UsageError(fmt::format("{} points are more than --most-points {:.6g}; raise it if that is meant",
                                     count ? std::to_string(*count) : "more than 9e18", most_points));
    auto points = sim::chosen_points(grid, condition);
    if (points.empty()) throw UsageError("--where leaves no point");
    return points;
}

}  // namespace plimsoll::cli
