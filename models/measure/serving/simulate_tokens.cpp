// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/plimsoll_run.hpp"
#include "models/measure/serving/token_check.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace plimsoll::measure {

namespace fs = std::filesystem;

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
    std::vector<Answered> answered;
    for (const auto& figures : run.requests({"first_token_s", "completion_s", "output_tokens"}, trace.size()))
        answered.push_back({duration_of(figures[0]), duration_of(figures[1]), duration_of(figures[2]),
                            static_cast<std::uint32_t>(figures[3])});
    return result_of(answered);
}

}  // namespace plimsoll::measure
