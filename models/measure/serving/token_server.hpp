// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/serving/requests.hpp"
#include "models/measure/serving/serving_clock.hpp"
#include "models/step_time/token_step_time.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace plimsoll::measure {

/// How many may take part in a step.
struct StepRule {
    std::uint32_t max_sequences = 1;
    std::uint32_t tokens_per_step = 1;
};

struct Answered {
    Duration arrival{};
    Duration first_token{};
    Duration completion{};
    std::uint32_t tokens = 1;  ///< of the answer
};

/// A server that answers token by token, fed by a trace in real time: continuous batching by the rules of
/// docs/semantics.md, with prompts worked off in parts, each step scheduled when the one before it has ended, and a KV
/// cache that holds all that `max_sequences` may need. `run` runs a step and returns when it is done. In the order of
/// `requests`. \pre they are sorted by arrival, and each has a prompt and an answer of at least one token
[[nodiscard]] std::vector<Answered> serve_tokens(const std::vector<Request>& requests, const StepRule& rule,
                                                 ServingClock& clock,
                                                 const std::function<void(const models::TokenStep&)>& run);

}  // namespace plimsoll::measure
