// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/token_step_time.hpp"

#include "models/step_time/graph_sizes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace plimsoll::models {
namespace {

constexpr std::uint64_t kAnyNumber = std::numeric_limits<std::uint64_t>::max();

/// How many steps lie in a stretch of `length`, of which each goes 1 further: the one at its beginning included.
std::uint64_t steps_within(double length) {
    constexpr double kMost = 1e15;
    return length < kMost ? static_cast<std::uint64_t>(std::max(0.0, std::floor(length))) + 1 : kAnyNumber;
}

void scale(std::vector<double>& values, double factor) {
    for (double& value : values) value *= factor;
}

}  // namespace

std::uint64_t TokenStep::tokens() const {
    std::uint64_t sum = decodes;
    for (const PromptPart& part : prompts) sum += part.tokens;
    return sum;
}

double DecodeRun::seconds(std::uint64_t count) const {
    const auto n = static_cast<double>(count);
    return first_s * n + more_s * n * (n - 1) / 2;
}

TokenStepTime::TokenStepTime(Parts parts) : parts_(std::move(parts)) {}

double TokenStepTime::padded(std::uint64_t tokens) const {
    return static_cast<double>(padded_to_graph(parts_.graph_sizes, tokens));
}

double TokenStepTime::with_host(double device_s) const {
    return parts_.host_beside ? std::max(device_s, parts_.host_s) : device_s + parts_.host_s;
}

double TokenStepTime::seconds(const TokenStep& step) const {
    if (step.prompts.empty()) return decode_run(step.decodes, step.decode_context).first_s;
    const double tokens = padded(step.tokens());
    double device_s = parts_.tokens_s(tokens) + parts_.head_s(step.sampled);
    if (step.decodes > 0)
        device_s += parts_.decode_attention_s(step.decodes, static_cast<double>(step.decode_context) / step.decodes);
    for (const PromptPart& part : step.prompts) device_s += parts_.prompt_attention_s(part.tokens, part.context);
    if (!parts_.prompt_factor.empty()) device_s *= parts_.prompt_factor(tokens);
    return with_host(device_s);
}

DecodeRun TokenStepTime::decode_run(std::uint32_t sequences, std::uint64_t context) const {
    const double mean = static_cast<double>(context) / sequences;
    const double tokens = padded(sequences);
    const double factor = parts_.decode_factor.empty() ? 1 : parts_.decode_factor(tokens);
    const auto attention = parts_.decode_attention_s.slope(sequences, mean);
    const double device_s = factor * (parts_.tokens_s(tokens) + parts_.head_s(sequences) + attention.value);
    const double more_s = factor * attention.per_y;
    const std::uint64_t steps = steps_within(attention.up_to - mean);
    if (!parts_.host_beside) return {device_s + parts_.host_s, more_s, steps};
    if (device_s >= parts_.host_s) return {device_s, more_s, more_s < 0 ? 1 : steps};
    const std::uint64_t hidden = more_s > 0 ? steps_within((parts_.host_s - device_s) / more_s) : kAnyNumber;
    return {parts_.host_s, 0, std::min(steps, hidden)};
}

bool TokenStepTime::leaves_grid(const TokenStep& step) const {
    constexpr double kMuch = 0.05;  // of a step's time
    if (step.prompts.empty())
        return !parts_.decode_extrapolated.empty() &&
               parts_.decode_extrapolated(step.decodes, static_cast<double>(step.decode_context) / step.decodes) >
                   kMuch;
    return !parts_.prompt_extrapolated.empty() &&
           parts_.prompt_extrapolated(static_cast<double>(step.tokens())) > kMuch;
}

TokenStepTime TokenStepTime::scaled(double factor) const {
    Parts parts = parts_;
    scale(parts.tokens_s.value, factor);
    scale(parts.head_s.value, factor);
    scale(parts.decode_attention_s.value, factor);
    scale(parts.prompt_attention_s.value, factor);
    parts.host_s *= factor;
    return TokenStepTime(std::move(parts));
}

TokenStepTime TokenStepTime::shifted(double deviations) const {
    return scaled(std::max(0.0, 1 + deviations * parts_.relative_sd));
}

}  // namespace plimsoll::models
