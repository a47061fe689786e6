// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/plimsoll_run.hpp"
#include "models/measure/serving/serve_check.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace plimsoll::measure {

namespace fs = std::filesystem;

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
    std::vector<Served> served;
    for (const auto& figures : run.requests({"start_s", "completion_s"}, trace.size()))
        served.push_back({duration_of(figures[0]), duration_of(figures[1]), duration_of(figures[2]), 0, 0});
    return result_of(served);
}

}  // namespace plimsoll::measure
