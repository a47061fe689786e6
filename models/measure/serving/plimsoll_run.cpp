// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/plimsoll_run.hpp"

#include "models/measure/child_process.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <system_error>

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

std::string model_from_anywhere(const std::string& model) {
    std::error_code error;
    return fs::is_regular_file(model, error) ? fs::absolute(model).string() : model;
}

std::string nanoseconds(Duration duration) { return fmt::format("{} ns", duration.count()); }

}  // namespace plimsoll::measure
