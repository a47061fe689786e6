// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/grid_options.hpp"

#include "scenarios/command_line/usage.hpp"
#include "sim/report/files.hpp"
#include "sim/sweep/sweep.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <set>
#include <utility>

namespace plimsoll::cli {

void GridOptions::add_to(CLI::App& command) {
    command.add_option("--over", over, "Vary this value; several --over are combined, each with each")
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

std::vector<sim::Axis> GridOptions::axes() const {
    std::vector<sim::Axis> axes;
    for (const auto& each : over) axes.push_back({{sim::parse_track(each)}});
    if (!zip.empty()) {
        sim::Axis together;
        for (const auto& each : zip) together.tracks.push_back(sim::parse_track(each));
        axes.push_back(std::move(together));
    }
    if (axes.empty()) throw UsageError("nothing varies: name a value with --over, e.g. --over /workload/load=1,2,4");
    const auto figures = results::summary_columns();
    std::set<std::string> taken(figures.begin(), figures.end());
    taken.insert({"point", "id", "state", "message", "place"});
    sim::name_columns(axes, std::move(taken));
    return axes;
}

std::vector<std::size_t> GridOptions::points(const sim::Grid& grid) const {
    const auto count = grid.count();
    if (!count || static_cast<double>(*count) > most_points)
        throw UsageError(fmt::format("{} points are more than --most-points {:.6g}; raise it if that is meant",
                                     count ? std::to_string(*count) : "more than 9e18", most_points));
    auto points = sim::chosen_points(grid, where);
    if (points.empty()) throw UsageError("--where leaves no point");
    return points;
}

}  // namespace plimsoll::cli
