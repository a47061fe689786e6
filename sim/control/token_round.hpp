// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"
#include "sim/plan/plan.hpp"

#include <cstdint>

namespace plimsoll::sim {

/// Requests that are alike, as far as their mean goes.
struct MeanAnswer {
    double prompt_tokens = 1;
    double answer_tokens = 1;
};

/// What a replica that answers token by token has in work at a time when there is always more to do, and how long it
/// takes for so many answers: the batch by which batch windows plan (batch_size.hpp).
struct TokenRound {
    std::uint32_t sequences = 1;
    Duration lasts{};
};

/// With prompts of p tokens, answers of o, and a KV cache of K tokens:
///
///     sequences n = K / (p + o / 2), at least 1 and at most max_num_seqs
///     lasts       = n p t_prompt + o t_decode(n, n (p + o / 2))
///
/// where t_prompt is a full step of prompts over its tokens, and t_decode a step that gives every sequence a token.
/// Means stand for the whole distribution, and nothing is found in a prefix cache: a plan errs by what that is worth.
[[nodiscard]] TokenRound token_round(const ContinuousBatching& rules, const TokenServing& serving,
                                     const MeanAnswer& mean);

}  // namespace plimsoll::sim
