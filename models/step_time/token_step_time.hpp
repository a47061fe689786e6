// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/step_time/tables.hpp"

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

namespace plimsoll::models {

/// A part of a prompt that a step works off, behind what of it is in the KV cache.
struct PromptPart {
    std::uint32_t tokens = 0;
    std::uint32_t context = 0;
    auto operator<=>(const PromptPart&) const = default;
};

/// One forward step of a decoder that answers token by token: sequences with one new token each, and parts of prompts.
struct TokenStep {
    std::uint32_t decodes = 0;         ///< sequences with one new token
    std::uint64_t decode_context = 0;  ///< tokens that they have in the KV cache, in all
    std::span<const PromptPart> prompts;
    std::uint32_t sampled =
        0;  ///< sequences of which the step gives a token: all that decode, and prompts at their end

    [[nodiscard]] std::uint64_t tokens() const;
};

/// Steps in a row of the same decoding sequences. The i-th takes first_s + i more_s, since each makes every sequence a
/// token longer.
struct DecodeRun {
    double first_s = 0;
    double more_s = 0;
    std::uint64_t steps = 1;  ///< for so many of them this holds

    /// Of the first `count` steps: first_s count + more_s count (count - 1) / 2.
    [[nodiscard]] double seconds(std::uint64_t count) const;
};

/// How long a replica works on one step of token by token, put together from what works on each token, on each sequence
/// that is sampled, and on the KV cache:
///
///     device = factor (tokens(T) + head(S) + decode_attention(n, mean context) + sum of prompt_attention(q, context))
///
/// with T padded to the next captured graph size, and the host's work before it or, in an engine that runs ahead,
/// beside it (the longer of the two). Between the points of a table linear, along its last segment beyond. A value.
class TokenStepTime {
public:
    struct Parts {
        Curve tokens_s;              ///< by tokens of the step
        Curve head_s;                ///< by sequences sampled
        Surface decode_attention_s;  ///< by sequences and by tokens that each has in the KV cache in the mean
        Surface prompt_attention_s;  ///< by tokens of the part and by those before it
        Curve decode_factor;         ///< what lies between kernels, by sequences; empty: 1
        Curve prompt_factor;         ///< of a step with prompts in it, by tokens; empty: 1
        double host_s = 0;
        bool host_beside = false;
        std::vector<std::uint32_t> graph_sizes;  ///< ascending; steps of more tokens than the last are not padded
        double relative_sd = 0;                  ///< of the error of a step, as a fraction of it
        Surface decode_extrapolated;             ///< share that was not measured, as decode_attention_s; empty: none
        Curve prompt_extrapolated;               ///< the same by tokens of a prompt
    };
    explicit TokenStepTime(Parts parts);

    /// \pre a step of at least one token
    [[nodiscard]] double seconds(const TokenStep& step) const;
    /// \pre `sequences` is at least 1
    [[nodiscard]] DecodeRun decode_run(std::uint32_t sequences, std::uint64_t context) const;
    /// Whether much of the step was not measured but follows from a law.
    [[nodiscard]] bool leaves_grid(const TokenStep& step) const;

    [[nodiscard]] bool has_doubts() const { return parts_.relative_sd > 0; }
    [[nodiscard]] double relative_sd() const { return parts_.relative_sd; }
    /// Every step takes so many times as long, the host's work included.
    [[nodiscard]] TokenStepTime scaled(double factor) const;
    /// Every step is longer by so many standard deviations of what is stated of its error.
    [[nodiscard]] TokenStepTime shifted(double deviations) const;
    [[nodiscard]] const Parts& parts() const { return parts_; }

    /// Calls `visit` with everything that makes up the law: equal members, equal times.
    template <class Visitor>
    void visit_members(Visitor&& visit) const {
        const auto& [tokens, head, decode, prompt, decode_factor, prompt_factor, host, beside, sizes, sd, decode_law,
                     prompt_law] = parts_;
        for (const Curve* curve : {&tokens, &head, &decode_factor, &prompt_factor, &prompt_law})
            visit(curve->at, curve->value);
        for (const Surface* surface : {&decode, &prompt, &decode_law}) visit(surface->x, surface->y, surface->value);
        visit(host, beside, sizes, sd);
    }

private:
    [[nodiscard]] double padded(std::uint64_t tokens) const;
    [[nodiscard]] double with_host(double device_s) const;

    Parts parts_;
};

}  // namespace plimsoll::models
