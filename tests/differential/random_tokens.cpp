// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "random_tokens.hpp"

#include "tests/models/linear_token_law.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace plimsoll::sim {

using std::chrono::milliseconds;

namespace {

/// A law with borders in it: sizes of graphs, cells of the KV cache's lengths, a host that may be the slower one.
models::TokenStepTime draw_token_law(Dice& dice, Duration step) {
    const double fixed_s = seconds_of(step);
    if (dice.chance(0.3))
        return models::linear_token_law(fixed_s, fixed_s * dice.real(0, 0.05), fixed_s * dice.real(0, 0.002));
    models::TokenStepTime::Parts parts;
    parts.tokens_s = {{1, 16, 256}, {fixed_s, fixed_s * dice.real(1, 1.5), fixed_s * dice.real(2, 5)}};
    parts.head_s = {{1, 16}, {fixed_s * 0.1, fixed_s * dice.real(0.1, 0.2)}};
    const auto attention = [&](std::vector<double> many, std::vector<double> contexts) {
        models::Surface surface{std::move(many), std::move(contexts), {}};
        for (const double x : surface.x)
            for (const double y : surface.y) surface.value.push_back(fixed_s * x * (y + 5) * dice.real(0.0005, 0.001));
        return surface;
    };
    parts.decode_attention_s = attention({1, 4, 16}, {0, 20, 50, 100, 400});
    parts.prompt_attention_s = attention({1, 64, 512}, {0, 100, 400});
    if (dice.chance(0.5)) parts.decode_factor = {{1, 16}, {dice.real(1, 1.2), dice.real(1, 1.2)}};
    if (dice.chance(0.5)) parts.prompt_factor = {{1, 256}, {dice.real(1, 1.2), dice.real(1, 1.2)}};
    if (dice.chance(0.6)) parts.graph_sizes = {1, 2, 4, 8, 16, 32};
    parts.host_s = fixed_s * dice.real(0, 2);
    parts.host_beside = dice.chance(0.5);
    return models::TokenStepTime(std::move(parts));
}

}  // namespace

void draw_token_by_token(Dice& dice, Case& drawn) {
    ContinuousBatching rules;
    rules.router = dice.one_of({scenarios::RouterKind::round_robin, scenarios::RouterKind::least_outstanding,
                                scenarios::RouterKind::two_choices, scenarios::RouterKind::prefix_aware});
    rules.router_imbalance = dice.whole(0, 4);
    if (dice.chance(0.3)) rules.router_refresh = milliseconds(dice.whole(20, 3000));
    if (dice.chance(0.2)) rules.max_queue = dice.whole(0, 10);
    rules.on_loss = dice.one_of({scenarios::OnLoss::retry, scenarios::OnLoss::fail});
    rules.max_tokens = dice.whole(60, kMostTokens + 60);
    rules.max_sequences = dice.whole(1, 12);
    rules.chunked_prefill = dice.chance(0.8);
    rules.tokens_per_step = rules.chunked_prefill ? dice.whole(rules.max_sequences, 400) : rules.max_tokens;
    if (rules.chunked_prefill && dice.chance(0.3)) rules.long_prompt_part = dice.whole(1, 100);
    rules.block_tokens = dice.one_of({1U, 4U, 16U});
    rules.watermark = dice.chance(0.3) ? dice.real(0, 0.2) : 0;
    rules.reserve_full_prompt = dice.chance(0.5);
    rules.asynchronous = dice.chance(0.5);
    rules.prefix_caching = dice.chance(0.85);
    rules.unfilled_first = dice.chance(0.5);
    rules.ends_unforeseen = dice.chance(0.5);
    rules.whole_batches = dice.chance(0.1);
    rules.reserve_longest = dice.chance(0.1);
    drawn.plan.discipline = rules;
}

std::vector<std::vector<SharedPart>> draw_beginnings(Dice& dice, const std::vector<Request>& requests) {
    std::vector<std::vector<SharedPart>> texts{{}};
    const std::uint32_t parts = dice.whole(1, 12);
    for (std::uint64_t chain = 1; chain <= parts; ++chain) {
        auto text = texts[dice.whole(0, static_cast<std::uint32_t>(texts.size()) - 1)];
        const std::uint32_t from = text.empty() ? 0 : text.back().end;
        text.push_back({chain, from + dice.whole(1, 80)});
        texts.push_back(std::move(text));
    }
    const bool cuts = dice.chance(0.5);
    std::vector<std::vector<SharedPart>> beginnings;
    for (const Request& request : requests) {
        std::vector<SharedPart> taken;
        for (SharedPart part : texts[dice.whole(0, parts)]) {
            const std::uint32_t from = taken.empty() ? 0 : taken.back().end;
            if (from >= request.input_tokens) break;
            part.end = std::min(part.end, request.input_tokens);
            const bool cut = cuts && dice.chance(0.2);
            if (cut) part.end = dice.whole(from + 1, part.end);
            taken.push_back(part);
            if (cut) break;
        }
        beginnings.push_back(std::move(taken));
    }
    return beginnings;
}

TokenServing draw_token_serving(Dice& dice, const Case& drawn, Duration gap) {
    const auto& rules = std::get<ContinuousBatching>(drawn.plan.discipline);
    const std::uint32_t one = (rules.max_tokens + rules.block_tokens - 1) / rules.block_tokens;
    return {draw_token_law(dice, gap * dice.whole(1, 40) / 200), 1 + one + dice.whole(0, 2 * one)};
}

void look_at_tokens(Dice& dice, scenarios::AutoscalerSpec& autoscaler) {
    using Metric = scenarios::HpaSpec::Metric;
    const auto look = [&](auto& spec) {
        if constexpr (requires { is_of_tokens(spec.metric); }) {
            if (dice.chance(0.4)) return;
            spec.metric =
                dice.one_of({Metric::waiting_per_replica, Metric::tokens_per_replica, Metric::kv_cache_usage});
            spec.target = spec.metric == Metric::kv_cache_usage       ? dice.real(0.2, 0.9)
                          : spec.metric == Metric::tokens_per_replica ? dice.real(20, 300)
                                                                      : dice.real(0.5, 4);
        }
    };
    std::visit(look, autoscaler);
}

}  // namespace plimsoll::sim
