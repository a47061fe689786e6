// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/plimsoll_run.hpp"

#include "models/measure/child_process.hpp"
#include "models/profile/csv_table.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <system_error>
#include <utility>

namespace plimsoll::measure {

namespace fs = std::filesystem;

namespace {

fs::path made_folder() {
    std::string name = (fs::temp_directory_path() / "plimsoll-serve-check-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw IoError(fmt::format("cannot make a folder {}", name));
    return name;
}

void remove_whole(const fs::path& folder) {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
}

void write(const fs::path& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (!file) throw IoError(fmt::format("cannot write {}", path.string()));
}

void compare(const fs::path& scenario, const fs::path& out) {
    ChildProcess plimsoll(
        find_program("plimsoll", "install the whole package, or build the target plimsoll"),
        {"compare", scenario.string(), "--out", out.string(), "--requests", "--jobs", "1", "--progress", "none"});
    while (plimsoll.read_line()) {
    }
    if (const int status = plimsoll.finish(); status != 0)
        throw IoError(fmt::format("plimsoll compare ended with status {}", status));
}

}  // namespace

PlimsollRun::PlimsollRun(const std::string& trace, const nlohmann::json& columns, const nlohmann::json& model,
                         const nlohmann::json& pool, Duration horizon)
    : folder_(made_folder()) {
    const nlohmann::json traffic = {
        {"trace", "trace.csv"}, {"format", "csv"}, {"columns", columns}, {"time_unit", "ns"}};
    const nlohmann::json scenario = {
        {"plimsoll", 1},
        {"name", "serve-check"},
        {"workload", {{"traffic", traffic}}},
        {"model", model},
        {"deployments", {{{"name", "served"}, {"serving", "real-time"}, {"pools", {pool}}}}},
        {"experiment",
         {{"horizon", nanoseconds(horizon)}, {"replications", 1}, {"load_curve", nlohmann::json::array()}}}};
    try {
        write(folder_ / "trace.csv", trace);
        write(folder_ / "scenario.json", scenario.dump(2));
        compare(folder_ / "scenario.json", out());
    } catch (...) {
        remove_whole(folder_);
        throw;
    }
}

PlimsollRun::~PlimsollRun() { remove_whole(folder_); }

std::vector<std::vector<double>> PlimsollRun::requests(std::vector<std::string> columns, std::size_t count) const {
    columns.insert(columns.begin(), "arrival_s");
    models::CsvTable table(out() / "requests-served.csv");
    std::vector<std::size_t> places;
    for (const auto& column : columns) places.push_back(table.column(column));
    std::vector<std::vector<double>> all;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        auto& figures = all.emplace_back();
        for (const auto place : places) figures.push_back(table.number(row, place));
    }
    table.finish();
    if (all.size() != count) throw IoError(fmt::format("plimsoll simulated {} of {} requests", all.size(), count));
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.front() < b.front(); });
    return all;
}

std::string model_from_anywhere(const std::string& model) {
    std::error_code error;
    return fs::is_regular_file(model, error) ? fs::absolute(model).string() : model;
}

Duration duration_of(double seconds) { return std::chrono::round<Duration>(std::chrono::duration<double>(seconds)); }

std::string nanoseconds(Duration duration) { return fmt::format("{} ns", duration.count()); }

}  // namespace plimsoll::measure
