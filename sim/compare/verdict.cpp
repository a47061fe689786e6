// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/verdict.hpp"

#include "scenarios/quantity.hpp"
#include "sim/compare/profile_doubt.hpp"
#include "sim/report/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace plimsoll::results {

namespace {

using Deployments = std::vector<DeploymentResult>;
using Indices = std::vector<std::size_t>;
constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// A value as a multiple of its limit; infinite where there is no value, or where the limit is 0 and the value is not.
double ratio_to(const std::optional<double>& value, Duration limit) {
    if (!value) return kInfinite;
    if (limit.count() == 0) return *value == 0 ? 0 : kInfinite;
    return *value / seconds_of(limit);
}

std::string quoted(const DeploymentResult& deployment) { return "'" + deployment.name + "'"; }

std::string a_month(const DeploymentResult& deployment) {
    return money_text(deployment.cost.per_month.approximate()) + " a month";
}

Indices feasible_by_cost(const Deployments& deployments) {
    Indices feasible;
    for (std::size_t i = 0; i < deployments.size(); ++i)
        if (competes(deployments, i) && deployments[i].feasible()) feasible.push_back(i);
    std::stable_sort(feasible.begin(), feasible.end(), [&](std::size_t left, std::size_t right) {
        return deployments[left].cost.per_month < deployments[right].cost.per_month;
    });
    return feasible;
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
        return fmt::format("its p{} {} is {} instead of {}", worst->slo.percentile, metric_text(worst->slo.metric),
                           duration_text(*worst->value_s), within);
    }
    if (deployment.deadline && !deployment.deadline->met)
        return fmt::format("only {} of its requests are done within {}", share_text(deployment.deadline->attainment),
                           scenarios::text_of(deployment.deadline->at_most));
    return "it gave no result";
}

std::string runner_up_sentence(const Deployments& deployments, const Verdict& verdict) {
    const auto& next = deployments[*verdict.runner_up];
    const double difference = *verdict.difference_per_month;
    if (!verdict.difference_ci)
        return fmt::format(
            "The next, {}, costs {} more a month; whether that is noise cannot be told without several "
            "replications of both.",
            quoted(next), money_text(difference));
    const auto& ci = *verdict.difference_ci;
    const std::string low = money_text(ci.lo, difference);
    const std::string high = money_text(ci.hi, difference);
    const std::string range =
        fmt::format("{} more a month, 95 % confidence", low == high ? low : fmt::format("{} to {}", low, high));
    if (*verdict.clear) return fmt::format("The difference to the next, {}, is clear: {}.", quoted(next), range);
    return fmt::format("The difference to the next, {}, is not statistically clear: {}.", quoted(next), range);
}

void describe_winner(const Deployments& deployments, Verdict& verdict) {
    const auto& winner = deployments[*verdict.cheapest];
    const bool any_judged = std::any_of(deployments.begin(), deployments.end(), judged);
    const std::string among = !any_judged         ? "the cheapest; no objective says how fast it must be"
                              : verdict.runner_up ? "the cheapest that meets its objectives"
                                                  : "the only one that meets its objectives";
    verdict.sentences.push_back(fmt::format("{} is {}: {}.", quoted(winner), among, a_month(winner)));
    for (const auto& outcome : winner.slo)
        if (outcome.clear && !*outcome.clear)
            verdict.sentences.push_back(fmt::format("That it meets {} is not statistically clear: {} to {}.",
                                                    slo_text(outcome.slo), duration_text(outcome.ci->lo),
                                                    duration_text(outcome.ci->hi)));
    if (verdict.runner_up) verdict.sentences.push_back(runner_up_sentence(deployments, verdict));

    const DeploymentResult* cheaper = nullptr;
    for (std::size_t i = 0; i < deployments.size(); ++i) {
        const auto& other = deployments[i];
        if (!competes(deployments, i) || other.replications == 0 || other.feasible() ||
            other.cost.per_month >= winner.cost.per_month)
            continue;
        if (cheaper == nullptr || other.cost.per_month < cheaper->cost.per_month) cheaper = &other;
    }
    if (cheaper != nullptr)
        verdict.sentences.push_back(
            fmt::format("{} would cost {}, but {}.", quoted(*cheaper), a_month(*cheaper), miss_text(*cheaper)));
}

void find_nearest(const Deployments& deployments, Verdict& verdict) {
    for (std::size_t i = 0; i < deployments.size(); ++i) {
        if (deployments[i].replications == 0 || !competes(deployments, i)) continue;
        const auto rank = [&](std::size_t which) {
            return std::pair(worst_ratio(deployments[which]), -decisive_attainment(deployments[which]));
        };
        if (!verdict.nearest || rank(i) < rank(*verdict.nearest)) verdict.nearest = i;
    }
    if (!verdict.nearest) {
        verdict.sentences.emplace_back("No deployment gave a result.");
        return;
    }
    const auto& nearest = deployments[*verdict.nearest];
    verdict.sentences.push_back(fmt::format("No deployment meets its objectives. The nearest is {} at {}: {}.",
                                            quoted(nearest), a_month(nearest), miss_text(nearest)));
}

/// What the same work costs where its results can wait.
void describe_batch(const Deployments& deployments, Verdict& verdict) {
    const DeploymentResult* batch = nullptr;
    for (std::size_t i = 0; i < deployments.size(); ++i) {
        if (competes(deployments, i) || !deployments[i].feasible() || deployments[i].replications == 0) continue;
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
    verdict.sentences.push_back(
        fmt::format("Where results may wait {}, {} does it for {}{}.", wait, quoted(*batch), a_month(*batch), saving));
}

}  // namespace

bool competes(const Deployments& deployments, std::size_t which) {
    if (deployments[which].serving != scenarios::Serving::batch) return true;
    return std::none_of(deployments.begin(), deployments.end(), [](const DeploymentResult& other) {
        return other.serving != scenarios::Serving::batch && !other.slo.empty();
    });
}

double worst_ratio(const DeploymentResult& deployment) {
    double worst = 0;
    const auto add = [&](const std::optional<double>& value, Duration limit) {
        worst = std::max(worst, ratio_to(value, limit));
    };
    for (const auto& outcome : deployment.slo) add(outcome.value_s, outcome.slo.at_most);
    if (deployment.deadline) add(deployment.deadline->slowest_s, deployment.deadline->at_most);
    return worst;
}

double decisive_attainment(const DeploymentResult& deployment) {
    double attainment = deployment.deadline ? deployment.deadline->attainment : 1;
    double spare = deployment.deadline ? attainment - 1 : kInfinite;
    for (const auto& outcome : deployment.slo) {
        constexpr double kPercent = 100;
        const double to_spare = outcome.attainment - outcome.slo.percentile / kPercent;
        if (to_spare >= spare) continue;
        spare = to_spare;
        attainment = outcome.attainment;
    }
    return attainment;
}

Verdict decide(const Deployments& deployments) {
    Verdict verdict;
    const Indices feasible = feasible_by_cost(deployments);
    if (feasible.empty()) {
        find_nearest(deployments, verdict);
    } else {
        verdict.cheapest = feasible.front();
        if (feasible.size() > 1) {
            verdict.runner_up = feasible[1];
            const auto& winner = deployments[feasible[0]];
            const auto& next = deployments[feasible[1]];
            verdict.difference_per_month = (next.cost.per_month - winner.cost.per_month).approximate();
            verdict.difference_ci = widened_difference(
                paired_difference_interval(next.by_replication.cost_per_month, winner.by_replication.cost_per_month),
                *verdict.difference_per_month, next, winner);
            if (verdict.difference_ci) verdict.clear = !verdict.difference_ci->contains(0);
        }
        describe_winner(deployments, verdict);
    }
    describe_batch(deployments, verdict);
    verdict.changes = load_changes(deployments);
    for (const auto& change : verdict.changes) verdict.sentences.push_back(change.text);
    return verdict;
}

}  // namespace plimsoll::results
