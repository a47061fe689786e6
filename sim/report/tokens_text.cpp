// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/tokens_text.hpp"

#include "scenarios/printable.hpp"
#include "scenarios/readable.hpp"
#include "sim/compare/text.hpp"
#include "sim/report/layout.hpp"
#include "sim/report/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <vector>

namespace plimsoll::results {

namespace {

constexpr double kNothing = 0.005;    // of the unit
constexpr std::size_t kRowName = 32;  // cells of the longest one
constexpr const char* kNone = "–";

/// "47.6 / 168 ms", in the unit of the largest.
std::string times_text(std::initializer_list<double> seconds, int significant = 3) {
    const auto unit = scenarios::readable_unit(std::max(seconds));
    std::string text;
    for (const double each : seconds) {
        const double value = each / unit.seconds;
        if (!text.empty()) text += " / ";
        text += value < kNothing ? "0" : number_text(value, significant);
    }
    return text + " " + std::string(unit.name);
}

std::string times_text(const std::optional<LatencySummary>& latency) {
    return latency ? times_text({latency->p50.value, latency->p99.value}) : kNone;
}

std::string money_text_or_none(const std::optional<pricing::Money>& money) {
    return money ? money_text(money->approximate()) : kNone;
}

struct Row {
    const char* name;
    std::function<std::string(const DeploymentResult&)> cell;
    bool always = false;  ///< shown where no deployment has anything to say, too
};

const Row kRows[] = {
    {"time to first token p50 / p99", [](const auto& d) { return times_text(d.first_token); }, true},
    {"  mean queue / start / prompt",
     [](const auto& d) {
         const auto& parts = d.first_token_parts;
         return parts ? times_text({parts->queue, parts->cold_start, parts->prompt}) : kNone;
     }},
    {"time per output token p50 / p99", [](const auto& d) { return times_text(d.per_token); }, true},
    {"inter-token latency p50 / p99", [](const auto& d) { return times_text(d.token_gaps); }, true},
    {"goodput of all objectives",
     [](const auto& d) {
         return d.goodput
                    ? fmt::format("{}, {}/s", share_text(d.goodput->share), number_text(d.goodput->requests_per_s))
                    : kNone;
     }},
    {"tokens/s in / out",
     [](const auto& d) {
         return d.tokens_per_s
                    ? number_text(d.tokens_per_s->input_per_s) + " / " + number_text(d.tokens_per_s->output_per_s)
                    : kNone;
     }},
    {"per 1M tokens in and out", [](const auto& d) { return money_text_or_none(d.cost.per_1m_tokens); }, true},
    {"per 1M output tokens", [](const auto& d) { return money_text_or_none(d.cost.per_1m_output_tokens); }},
    {"KV cache used mean / peak",
     [](const auto& d) {
         return d.token_series.empty()
                    ? kNone
                    : share_text(d.token_load.kv_cache_used) + " / " + share_text(d.token_load.kv_cache_peak);
     }},
    {"sequences at work / waiting",
     [](const auto& d) {
         return d.token_series.empty() ? kNone
                                       : number_text(d.token_load.running) + " / " + number_text(d.token_load.waiting);
     }},
    {"prompts found in the cache",
     [](const auto& d) { return d.prefix_hit_rate > 0 ? share_text(d.prefix_hit_rate) : kNone; }},
    {"preemptions per 1k answers", [](const auto& d) {
         return d.preemptions > 0 && d.requests.completed > 0 ? number_text(1000 * d.preemptions / d.requests.completed)
                                                              : kNone;
     }}};

}  // namespace

std::string tokens_text(const Comparison& comparison, std::size_t width) {
    const auto& deployments = comparison.deployments;
    if (std::none_of(deployments.begin(), deployments.end(), [](const auto& d) { return d.first_token.has_value(); }))
        return {};
    std::vector<const DeploymentResult*> told;  // an API whose answers come at once has prices to compare with
    for (const auto& deployment : deployments)
        if (deployment.tokens_per_s) told.push_back(&deployment);
    constexpr std::size_t kNarrowestName = 8;
    const std::size_t room = (std::max(width, kRowName) - kRowName) / told.size();
    TextRow head{"Token by token"};
    for (const auto* deployment : told)
        head.push_back(shortened(scenarios::printable(deployment->name), std::max(room, kGap + kNarrowestName) - kGap));
    std::vector<TextRow> rows{head};
    for (const Row& row : kRows) {
        TextRow cells{std::string("  ") + row.name};
        for (const auto* deployment : told) cells.push_back(row.cell(*deployment));
        const bool says_something =
            std::any_of(cells.begin() + 1, cells.end(), [](const std::string& cell) { return cell != kNone; });
        if (says_something || row.always) rows.push_back(std::move(cells));
    }
    return text_table(rows, width);
}

}  // namespace plimsoll::results
