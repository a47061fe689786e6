// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/verdict_text.hpp"

#include "scenarios/enum_names.hpp"
#include "scenarios/quantity.hpp"
#include "sim/compare/contest.hpp"
#include "sim/compare/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace plimsoll::results {

namespace {

using Deployments = std::vector<DeploymentResult>;
using Sentences = std::vector<std::string>;

/// "$89.37 a month".
std::string cost_text(const DeploymentResult& deployment, const CostPeriod& period) {
    return fmt::format("{} {}", money_text(period.months * deployment.cost.per_month.approximate()), period.each);
}

bool judged(const DeploymentResult& deployment) { return !deployment.slo.empty() || deployment.deadline; }

/// "p99 latency is 3.40 s instead of 2 s", of the objective that is missed by most.
std::string miss_text(const DeploymentResult& deployment) {
    const SloOutcome* worst = nullptr;
    const auto ratio = [](const SloOutcome& outcome) { return ratio_to(outcome.value_s, outcome.slo.at_most); };
    for (const auto& outcome : deployment.slo)
        if (!outcome.met && (worst == nullptr || ratio(outcome) > ratio(*worst))) worst = &outcome;
    if (worst != nullptr) {
        const std::string within = scenarios::text_of(worst->slo.at_most);
        if (!worst->value_s)
            return fmt::format("only {} of its requests are answered within {}", share_text(worst->attainment), within);
        return fmt::format("its p{} {} is {} instead of {}", worst->slo.percentile,
                           scenarios::name_of(worst->slo.metric), duration_text(*worst->value_s), within);
    }
    if (deployment.deadline && !deployment.deadline->met)
        return fmt::format("only {} of its requests are done within {}", share_text(deployment.deadline->attainment),
                           scenarios::text_of(deployment.deadline->at_most));
    return "it gave no result";
}

/// What the width of an interval is mostly for.
std::string_view reason_of(Doubt doubt) {
    switch (doubt) {
        case Doubt::chance:
            return "chance";
        case Doubt::step_times:
            return "the error of step times";
        case Doubt::prices:
            return "prices that no primary source confirmed";
    }
    return "";
}

std::string runner_up_sentence(const Deployments& deployments, const Verdict& verdict, const CostPeriod& period) {
    const auto& next = deployments[*verdict.runner_up];
    const double difference = period.months * *verdict.difference_per_month;
    if (!verdict.difference_ci)
        return fmt::format(
            "The next, {}, costs {} more {}; whether that is noise cannot be told without several "
            "replications of both.",
            named(next), money_text(difference), period.each);
    const auto& ci = *verdict.difference_ci;
    const std::string low = money_text(period.months * ci.lo, difference);
    const std::string high = money_text(period.months * ci.hi, difference);
    std::string range =
        fmt::format("{} more {}, 95 % confidence", low == high ? low : fmt::format("{} to {}", low, high), period.each);
    const bool several = verdict.step_times_ci || verdict.prices_ci;
    if (several && low != high) range += fmt::format(", mostly because of {}", reason_of(*verdict.largest_doubt));
    const bool by_chance = !verdict.chance_ci->contains(0);
    return fmt::format("The difference to the next, {}, is {}: {}.", named(next),
                       *verdict.clear ? "clear"
                       : by_chance    ? "beyond chance, but not clear with all that may be off"
                                      : "not clear",
                       range);
}

std::string unclear_sentence(const SloOutcome& outcome) {
    const bool steps = 2 * outcome.step_time_margin > outcome.ci->half_width();
    return fmt::format("That it meets {} is not clear: {} to {}{}.", slo_text(outcome.slo),
                       duration_text(outcome.ci->lo), duration_text(outcome.ci->hi),
                       steps ? ", mostly because of the error of step times" : "");
}

/// What would give another winner; that step times would not, where they were tried.
void describe_flips(const Deployments& deployments, const Verdict& verdict, Sentences& sentences) {
    if (!verdict.cheapest) return;
    const bool steps_flip = std::any_of(verdict.flips.begin(), verdict.flips.end(),
                                        [](const Flip& flip) { return flip.kind == Flip::Kind::step_times; });
    const bool tried = std::any_of(deployments.begin(), deployments.end(), [](const DeploymentResult& deployment) {
        return deployment.faster && deployment.slower;
    });
    std::string list;
    for (const auto& flip : verdict.flips) list += (list.empty() ? "" : "; ") + flip.text;
    if (!list.empty()) sentences.push_back(fmt::format("What would flip this: {}.", list));
    if (tried && !steps_flip) sentences.push_back("Step times as far off as they may be would not change the winner.");
}

void describe_winner(const Deployments& deployments, const Verdict& verdict, const CostPeriod& period,
                     Sentences& sentences) {
    const auto& winner = deployments[*verdict.cheapest];
    const bool any_judged = std::any_of(deployments.begin(), deployments.end(), judged);
    const bool others = std::count_if(deployments.begin(), deployments.end(), [&](const DeploymentResult& other) {
                            return other.feasible() && other.serving != scenarios::Serving::batch;
                        }) > 1;
    const std::string among = !any_judged                   ? "the cheapest; no objective says how fast it must be"
                              : verdict.runner_up || others ? "the cheapest that meets its objectives"
                                                            : "the only one that meets its objectives";
    sentences.push_back(fmt::format("{} is {}: {}.", named(winner), among, cost_text(winner, period)));
    for (const auto& outcome : winner.slo)
        if (outcome.clear && !*outcome.clear) sentences.push_back(unclear_sentence(outcome));
    if (verdict.runner_up) sentences.push_back(runner_up_sentence(deployments, verdict, period));

    const DeploymentResult* cheaper = nullptr;
    for (std::size_t i = 0; i < deployments.size(); ++i) {
        const auto& other = deployments[i];
        if (!competes(deployments, i) || other.replications == 0 || other.feasible() ||
            other.cost.per_month >= winner.cost.per_month)
            continue;
        if (cheaper == nullptr || other.cost.per_month < cheaper->cost.per_month) cheaper = &other;
    }
    if (cheaper != nullptr)
        sentences.push_back(fmt::format("{} would cost {}, but {}.", named(*cheaper), cost_text(*cheaper, period),
                                        miss_text(*cheaper)));
}

/// Where nothing meets its objectives.
void describe_nearest(const Deployments& deployments, const Verdict& verdict, const CostPeriod& period,
                      Sentences& sentences) {
    if (verdict.nearest) {
        const auto& nearest = deployments[*verdict.nearest];
        sentences.push_back(fmt::format("No deployment meets its objectives. The nearest is {} at {}: {}.",
                                        named(nearest), cost_text(nearest, period), miss_text(nearest)));
        return;
    }
    const bool invented = std::none_of(deployments.begin(), deployments.end(),
                                       [](const DeploymentResult& deployment) { return deployment.eligible; });
    sentences.emplace_back(invented ? "All prices here are invented examples, on which no verdict can rest; set "
                                      "/experiment/examples_compete to compare them all the same."
                                    : "No deployment gave a result.");
}

/// What the same work costs where its results can wait.
void describe_batch(const Deployments& deployments, const Verdict& verdict, const CostPeriod& period,
                    Sentences& sentences) {
    const DeploymentResult* batch = nullptr;
    for (std::size_t i = 0; i < deployments.size(); ++i) {
        if (!answers_later(deployments, i) || !deployments[i].eligible || !deployments[i].feasible()) continue;
        if (batch == nullptr || deployments[i].cost.per_month < batch->cost.per_month) batch = &deployments[i];
    }
    if (batch == nullptr) return;
    const std::string wait =
        batch->deadline ? "up to " + scenarios::text_of(batch->deadline->at_most) : "for a batch window";
    std::string saving;
    if (verdict.cheapest && batch->cost.per_month < deployments[*verdict.cheapest].cost.per_month)
        saving =
            fmt::format(", {} less", share_text(1 - batch->cost.per_month.approximate() /
                                                        deployments[*verdict.cheapest].cost.per_month.approximate()));
    sentences.push_back(fmt::format("Where results may wait {}, {} does it for {}{}.", wait, named(*batch),
                                    cost_text(*batch, period), saving));
}

/// What a real quote in place of an invented price would have to come to: an example shows a kind of offer, and the
/// cheapest of the others says what that kind would be worth.
void describe_examples(const Deployments& deployments, const Verdict& verdict, Sentences& sentences) {
    if (!verdict.cheapest) return;
    const auto& winner = deployments[*verdict.cheapest];
    for (const auto& example : deployments) {
        const double own = example.cost.per_month.approximate();
        if (example.eligible || example.replications == 0 || own <= 0) continue;
        const bool api = example.serving == scenarios::Serving::api;
        const bool tokens = api && example.cost.per_1m_tokens;
        const auto& price = tokens ? example.cost.per_1m_tokens : example.cost.per_1k_requests;
        if (!price) continue;
        const double worth = price->approximate() * winner.cost.per_month.approximate() / own;
        const std::string but =
            example.feasible() ? "" : fmt::format(", and better than the example: {}", miss_text(example));
        sentences.push_back(fmt::format("{} must be below {} per {} to matter ({} asks {}){}.",
                                        api ? "An API quote" : "A quote for such an offer", money_text(worth),
                                        tokens ? "million tokens" : "thousand requests", named(example),
                                        money_text(price->approximate()), but));
    }
}

}  // namespace

std::string named(const DeploymentResult& deployment) {
    return "'" + deployment.name + (deployment.example ? "' (example price)" : "'");
}

Sentences verdict_sentences(const Deployments& deployments, const Verdict& verdict, const CostPeriod& period) {
    Sentences sentences;
    if (verdict.cheapest)
        describe_winner(deployments, verdict, period, sentences);
    else
        describe_nearest(deployments, verdict, period, sentences);
    describe_flips(deployments, verdict, sentences);
    describe_examples(deployments, verdict, sentences);
    describe_batch(deployments, verdict, period, sentences);
    for (const auto& change : verdict.changes) sentences.push_back(change.text);
    return sentences;
}

}  // namespace plimsoll::results
