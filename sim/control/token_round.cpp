// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/control/token_round.hpp"

#include <algorithm>

namespace plimsoll::sim {

TokenRound token_round(const ContinuousBatching& rules, const TokenServing& serving, const MeanAnswer& mean) {
    const double held = mean.prompt_tokens + mean.answer_tokens / 2;
    const double cache = static_cast<double>(serving.kv_blocks - 1) * rules.block_tokens;
    const double most =
        static_cast<double>(std::min<std::uint64_t>(rules.seats(serving.kv_blocks - 1), rules.max_sequences));
    const auto sequences = static_cast<std::uint32_t>(std::clamp(cache / held, 1.0, std::max(most, 1.0)));

    const models::TokenStepTime& law = serving.step_time;
    const models::PromptPart part{std::min(rules.tokens_per_step, rules.max_tokens), 0};
    const double prompt_token_s = law.seconds({0, 0, {&part, 1}, 1}) / part.tokens;
    const double decode_s = law.decode_run(sequences, static_cast<std::uint64_t>(sequences * held)).first_s;
    return {sequences,
            duration_from_seconds(sequences * mean.prompt_tokens * prompt_token_s + mean.answer_tokens * decode_s)};
}

}  // namespace plimsoll::sim
