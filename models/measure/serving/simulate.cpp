// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/plimsoll_run.hpp"
#include "models/measure/serving/serve_check.hpp"
#include "models/profile/csv_table.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace plimsoll::measure {

namespace fs = std::filesystem;

namespace {

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
    std::string rows = "arrival,tokens\n";
    for (const auto& request : trace) rows += fmt::format("{},{}\n", request.arrival.count(), request.tokens);
    // The offer's price plays no part.
    const nlohmann::json pool = {
        {"offer", {{"price", "1 USD/h"}}},
        {"replicas", {{"min", 1}}},
        {"batching", {{"max_batch", check.rule.max_batch}, {"max_wait", nanoseconds(check.rule.max_wait)}}}};
    const nlohmann::json model = {{"name", model_from_anywhere(check.model.model)},
                                  {"precision", models::name_of(check.model.precision)},
                                  {"profile", fs::absolute(profile).string()},
                                  {"pad_to_tokens", check.pad_to}};
    const PlimsollRun run(rows, {{"time", "arrival"}, {"input_tokens", "tokens"}}, model, pool,
                          trace.back().arrival + std::chrono::seconds(1));
    auto requests = requests_of(run.out() / "requests-served.csv");
    if (requests.size() != trace.size())
        throw IoError(fmt::format("plimsoll simulated {} of {} requests", requests.size(), trace.size()));
    std::sort(requests.begin(), requests.end(), [](const Served& a, const Served& b) { return a.arrival < b.arrival; });
    return result_of(requests);
}

}  // namespace plimsoll::measure
