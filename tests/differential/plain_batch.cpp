// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "plain_batch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <variant>

namespace plimsoll::sim {

PlainBatch plain_batch(const DeploymentPlan& plan, const PoolPlan& pool, const Demands& demands) {
    if (const auto* batching = std::get_if<DynamicBatching>(&plan.discipline))
        return {batching->max_batch,
                seconds_of(pool.service.mean(batching->max_batch, std::numeric_limits<std::uint32_t>::max()))};
    const auto& rules = std::get<ContinuousBatching>(plan.discipline);
    const auto jobs = static_cast<double>(demands.released_waiting);
    const double prompt = static_cast<double>(demands.released_prompt_tokens) / jobs;
    const double answer = static_cast<double>(demands.released_answer_tokens) / jobs;
    const std::uint64_t blocks = pool.tokens->kv_blocks - 1;
    std::uint64_t together = rules.max_sequences;
    if (rules.reserve_longest)
        together = std::min(together, blocks / ((rules.max_tokens + rules.block_tokens - 1) / rules.block_tokens));
    const double fit = static_cast<double>(blocks) * rules.block_tokens / (prompt + answer / 2);
    together =
        std::max<std::uint64_t>(1, std::min(together, fit < 1 ? 1 : static_cast<std::uint64_t>(std::floor(fit))));
    const models::PromptPart full{std::min(rules.tokens_per_step, rules.max_tokens), 0};
    const double prefill_s = pool.tokens->step_time.seconds({0, 0, {&full, 1}, 1}) / full.tokens;
    const auto n = static_cast<double>(together);
    const auto context = static_cast<std::uint64_t>(n * (prompt + answer / 2));
    const double decode_s = pool.tokens->step_time.decode_run(static_cast<std::uint32_t>(together), context).first_s;
    return {together, seconds_of(duration_from_seconds(n * prompt * prefill_s + answer * decode_s))};
}

}  // namespace plimsoll::sim
