// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace plimsoll::models {

/// One forward step of a model: `sequences` of one batch, each with `tokens` new tokens behind `context` tokens that
/// are in the KV cache. Prefill is {b, n, 0}, decode {b, 1, context}; an encoder has no context, an image model one
/// size of input whatever `tokens` says.
struct StepSize {
    double sequences = 1;
    double tokens = 1;
    double context = 0;
};

/// A number of rows that belongs to each sequence, linear in the step: fixed + per_token tokens + per_context context.
struct Length {
    double fixed = 0;
    double per_token = 0;
    double per_context = 0;

    [[nodiscard]] constexpr double at(const StepSize& step) const {
        return fixed + per_token * step.tokens + per_context * step.context;
    }
    [[nodiscard]] constexpr Length times(double factor) const {
        return {fixed * factor, per_token * factor, per_context * factor};
    }
    bool operator==(const Length&) const = default;
};

}  // namespace plimsoll::models
