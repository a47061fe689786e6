// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/step_time/token_step_time.hpp"

#include <utility>

namespace plimsoll::models {

/// fixed + per_token T + per_context (tokens in the KV cache that a new token looks back at): exact, as every table is
/// linear beyond its points.
inline TokenStepTime linear_token_law(double fixed_s, double per_token_s, double per_context_s) {
    TokenStepTime::Parts parts;
    parts.tokens_s = {{0, 1}, {fixed_s, fixed_s + per_token_s}};
    parts.head_s = {{0}, {0}};
    parts.decode_attention_s = {{0, 1}, {0, 1}, {0, 0, 0, per_context_s}};
    parts.prompt_attention_s = {{0, 1}, {0, 1}, {0, 0, 0, per_context_s}};
    return TokenStepTime(std::move(parts));
}

}  // namespace plimsoll::models
