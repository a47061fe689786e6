// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/plimsoll_run.hpp"
#include "models/measure/serving/token_check.hpp"
#include "models/profile/csv_table.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace plimsoll::measure {

namespace fs = std::filesystem;

namespace {

std::vector<Answered> answers_of(const fs::path& path) {
    models::CsvTable table(path);
    const auto arrival = table.column("arrival_s");
    const auto first_token = table.column("first_token_s");
    const auto completion = table.column("completion_s");
    const auto tokens = table.column("output_tokens");
    const auto time = [&](std::size_t row, std::size_t column) {
        return std::chrono::round<Duration>(std::chrono::duration<double>(table.number(row, column)));
    };
    std::vector<Answered> answers;
    for (std::size_t row = 0; row < table.rows(); ++row)
        answers.push_back({time(row, arrival), time(row, first_token), time(row, completion),
                           static_cast<std::uint32_t>(table.number(row, tokens))});
    table.finish();
    return answers;
}

}  // namespace

TokenRunResult simulate_tokens_with_plimsoll(const std::vector<Request>& trace, const TokenCheck& check,
                                             const fs::path& profile) {
    constexpr std::uint32_t kBlock = 16;
    std::string rows = "arrival,prompt,answer\n";
    for (const auto& request : trace)
        rows += fmt::format("{},{},{}\n", request.arrival.count(), request.tokens, request.answer);
    const std::uint32_t blocks = (check.longest() + kBlock - 1) / kBlock;
    const nlohmann::json pool = {{"offer", {{"price", "1 USD/h"}}},
                                 {"replicas", {{"min", 1}}},
                                 {"continuous_batching",
                                  {{"max_num_seqs", check.rule.max_sequences},
                                   {"max_num_batched_tokens", check.rule.tokens_per_step},
                                   {"max_model_len", check.longest()},
                                   {"block_size", kBlock},
                                   {"num_gpu_blocks", check.rule.max_sequences * blocks + 1},
                                   {"async_scheduling", false}}}};
    const nlohmann::json model = {{"name", model_from_anywhere(check.model.model)},
                                  {"precision", models::name_of(check.model.precision)},
                                  {"profile", fs::absolute(profile).string()}};
    const PlimsollRun run(rows, {{"time", "arrival"}, {"input_tokens", "prompt"}, {"output_tokens", "answer"}}, model,
                          pool, trace.back().arrival + std::chrono::seconds(1));
    auto answered = answers_of(run.out() / "requests-served.csv");
    if (answered.size() != trace.size())
        throw IoError(fmt::format("plimsoll simulated {} of {} requests", answered.size(), trace.size()));
    std::sort(answered.begin(), answered.end(),
              [](const Answered& a, const Answered& b) { return a.arrival < b.arrival; });
    return result_of(answered);
}

}  // namespace plimsoll::measure
