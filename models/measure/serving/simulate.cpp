// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/child_process.hpp"
#include "models/measure/serving/serve_check.hpp"
#include "models/profile/csv_table.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace plimsoll::measure {

namespace fs = std::filesystem;

namespace {

/// A folder that is gone with its content in the end.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (fs::temp_directory_path() / "plimsoll-serve-check-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw IoError(fmt::format("cannot make a folder {}", name));
        path_ = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

void write(const fs::path& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (!file) throw IoError(fmt::format("cannot write {}", path.string()));
}

std::string nanoseconds(Duration duration) { return fmt::format("{} ns", duration.count()); }

/// A name of the zoo stays one, a file is found from anywhere.
std::string from_anywhere(const std::string& model) {
    std::error_code error;
    return fs::is_regular_file(model, error) ? fs::absolute(model).string() : model;
}

/// One replica that is always up; requests come as they did. The offer's price plays no part.
std::string scenario_text(const ServeCheck& check, const fs::path& profile, Duration horizon) {
    const nlohmann::json pool = {
        {"offer", {{"price", "1 USD/h"}}},
        {"replicas", {{"min", 1}}},
        {"batching", {{"max_batch", check.rule.max_batch}, {"max_wait", nanoseconds(check.rule.max_wait)}}}};
    const nlohmann::json traffic = {{"trace", "trace.csv"},
                                    {"format", "csv"},
                                    {"columns", {{"time", "arrival"}, {"input_tokens", "tokens"}}},
                                    {"time_unit", "ns"}};
    const nlohmann::json scenario = {
        {"plimsoll", 1},
        {"name", "serve-check"},
        {"workload", {{"traffic", traffic}}},
        {"model",
         {{"name", from_anywhere(check.model.model)},
          {"precision", models::name_of(check.model.precision)},
          {"profile", fs::absolute(profile).string()},
          {"pad_to_tokens", check.pad_to}}},
        {"deployments", {{{"name", "served"}, {"serving", "real-time"}, {"pools", {pool}}}}},
        {"experiment",
         {{"horizon", nanoseconds(horizon)}, {"replications", 1}, {"load_curve", nlohmann::json::array()}}}};
    return scenario.dump(2);
}

/// Arrival, start and completion of every request.
std::vector<Served> requests_of(const fs::path& path) {
    models::CsvTable table(path);
    const auto arrival = table.column("arrival_s");
    const auto start = table.column("start_s");
    const auto completion = table.column("completion_s");
    const auto time = [&](std::size_t row, std::size_t column) {
        return std::chrono::round<Duration>(std::chrono::duration<double>(table.number(row, column)));
    };
    std::vector<Served> requests;
    for (std::size_t row = 0; row < table.rows(); ++row)
        requests.push_back({time(row, arrival), time(row, start), time(row, completion), 0, 0});
    table.finish();
    return requests;
}

}  // namespace

RunResult simulate_with_plimsoll(const std::vector<Request>& trace, const ServeCheck& check, const fs::path& profile) {
    const TemporaryFolder folder;
    std::string rows = "arrival,tokens\n";
    for (const auto& request : trace) rows += fmt::format("{},{}\n", request.arrival.count(), request.tokens);
    write(folder.path() / "trace.csv", rows);
    const auto scenario = folder.path() / "scenario.json";
    write(scenario, scenario_text(check, profile, trace.back().arrival + std::chrono::seconds(1)));
    const auto out = folder.path() / "result";
    ChildProcess plimsoll(
        find_program("plimsoll", "install the whole package, or build the target plimsoll"),
        {"compare", scenario.string(), "--out", out.string(), "--requests", "--jobs", "1", "--progress", "none"});
    while (plimsoll.read_line()) {
    }
    if (const int status = plimsoll.finish(); status != 0)
        throw IoError(fmt::format("plimsoll compare ended with status {}", status));
    auto requests = requests_of(out / "requests-served.csv");
    if (requests.size() != trace.size())
        throw IoError(fmt::format("plimsoll simulated {} of {} requests", requests.size(), trace.size()));
    std::sort(requests.begin(), requests.end(), [](const Served& a, const Served& b) { return a.arrival < b.arrival; });
    return result_of(requests);
}

}  // namespace plimsoll::measure
