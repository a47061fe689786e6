// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/selection.hpp"

#include "sim/compare/statistics.hpp"

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>
#include <tuple>

namespace plimsoll::sim {

namespace {

/// With fewer replications their spread says nothing.
constexpr std::size_t kFewest = 4;

/// At most: the probability that the expectation of these values is below 0, by Student's posterior about their mean
/// with an uninformative prior. 1 where nothing can be said.
double chance_below(std::span<const double> values) {
    const auto n = values.size();
    if (n < kFewest) return 1;
    const double mean = results::mean_of(values);
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    if (squares == 0) return mean < 0 ? 1 : 0;
    const auto size = static_cast<double>(n);
    const boost::math::students_t_distribution<double> student(size - 1);
    return boost::math::cdf(student, -mean / std::sqrt(squares / (size - 1) / size));
}

/// The same of being at least 0.
double chance_at_least(std::span<const double> values) {
    std::vector<double> negated(values.size());
    // What is 0 throughout is at least 0.
    std::transform(values.begin(), values.end(), negated.begin(),
                   [](double value) { return -value - std::numeric_limits<double>::min(); });
    return chance_below(negated);
}

/// The probability of so much excess where the objective is met, however excesses are distributed: the product of
/// factors with expectation 1 is a martingale, which ever reaches x with probability 1 / x at most (Ville). Looking at
/// it repeatedly changes nothing.
double chance_of_excess(const std::vector<double>& excess) {
    double product = 1;
    for (const double factor : excess) product *= factor;
    return std::min(1.0, 1 / product);
}

/// Doubts count once for each look.
struct Looks {
    double number;
    [[nodiscard]] double operator()(double doubt) const { return std::min(1.0, number * doubt); }
};

/// Some of these chances, the smallest first, until their weights are enough: what cannot happen unless one of them
/// does is at most as probable as their sum (Bonferroni).
template <class Enough>
double least_sum(const std::vector<double>& chances, const Quorum& quorum, Enough is_enough) {
    std::vector<std::size_t> order(chances.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return chances[a] < chances[b]; });
    double sum = 0;
    double weight = 0;
    for (const auto i : order) {
        sum += chances[i];
        weight += quorum.weights[i];
        if (is_enough(weight)) break;
    }
    return std::min(1.0, sum);
}

/// At most: the probability that it meets every objective with the tolerance to spare. That takes one future of any
/// that cannot all be missed.
double chance_of_meeting(const Sample& sample, const Looks& counted, const Quorum& quorum) {
    std::vector<double> least(quorum.weights.size(), 1);
    for (const auto& slack : sample.slack) {
        auto& chance = least[slack.future];
        chance = std::min({chance, counted(chance_at_least(slack.strict)), chance_of_excess(slack.excess)});
    }
    return least_sum(least, quorum, [&](double weight) { return quorum.is_missed_without(weight); });
}

/// At most: the probability that it misses some objective by more than the tolerance. That takes one future of any that
/// are enough.
double chance_of_missing(const Sample& sample, const Looks& counted, const Quorum& quorum) {
    std::vector<double> sums(quorum.weights.size(), 0);
    for (const auto& slack : sample.slack) sums[slack.future] += counted(chance_below(slack.loose));
    return least_sum(sums, quorum, [&](double weight) { return quorum.is_met_by(weight); });
}

/// At most: the probability that it is cheaper than the winner by more than the tolerance; by its floor, or by the
/// differences of replications that share their random numbers, whichever says more.
double chance_of_being_cheaper(const Sample& sample, const Sample& winner, double tolerance, const Looks& counted) {
    std::vector<double> above_floor;
    std::vector<double> differences;
    for (std::size_t i = 0; i < winner.replications(); ++i) {
        const double bar = (1 - tolerance) * winner.cost[i];
        above_floor.push_back(sample.floor - bar);
        if (i < sample.replications()) differences.push_back(sample.cost[i] - bar);
    }
    return counted(std::min(chance_below(above_floor), chance_below(differences)));
}

/// Those that meet their objectives so far, the cheapest first; of equally cheap ones the one with most to spare.
std::vector<std::size_t> met_by_cost(const std::vector<Sample>& samples) {
    std::vector<std::size_t> met;
    for (std::size_t i = 0; i < samples.size(); ++i)
        if (!samples[i].out && samples[i].replications() > 0 && samples[i].met) met.push_back(i);
    std::stable_sort(met.begin(), met.end(), [&](std::size_t a, std::size_t b) {
        const auto rank = [&](std::size_t i) { return std::pair(mean_cost(samples[i].cost), samples[i].worst_ratio); };
        return rank(a) < rank(b);
    });
    return met;
}

}  // namespace

double mean_cost(const std::vector<double>& costs) {
    double beyond = 0;
    for (const double cost : costs) beyond += cost - costs.front();
    return costs.front() + beyond / static_cast<double>(costs.size());
}

double level_of(std::span<const double> figures, const Quorum& quorum) {
    std::vector<std::size_t> order(figures.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return figures[a] < figures[b]; });
    double weight = 0;
    for (const auto i : order) {
        weight += quorum.weights[i];
        if (quorum.is_met_by(weight)) return figures[i];
    }
    return figures[order.back()];
}

Standing judge(const std::vector<Sample>& samples, double tolerance, std::size_t looks, const Quorum& quorum) {
    const auto met = met_by_cost(samples);
    const Looks counted{static_cast<double>(looks)};
    Standing standing;
    if (!met.empty()) standing.winner = met.front();
    if (met.size() > 1) standing.runner_up = met[1];
    if (standing.winner) standing.winner_doubt = chance_of_missing(samples[*standing.winner], counted, quorum);
    double sum = standing.winner_doubt;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        double doubt = 0;
        if (!samples[i].out && i != standing.winner) {
            doubt = chance_of_meeting(samples[i], counted, quorum);
            if (standing.winner)
                doubt =
                    std::min(doubt, chance_of_being_cheaper(samples[i], samples[*standing.winner], tolerance, counted));
        }
        standing.doubt.push_back(doubt);
        sum += doubt;
    }
    standing.probability = std::max(0.0, 1 - sum);
    return standing;
}

std::vector<std::pair<std::size_t, std::uint32_t>> next_replications(const std::vector<Sample>& samples,
                                                                     const Standing& standing, const Demand& demand) {
    std::vector<std::pair<std::size_t, std::uint32_t>> next;
    const auto ask = [&](std::size_t which, std::size_t replications) {
        const auto wanted = std::min<std::size_t>(std::max<std::size_t>(replications, 2), demand.most_replications);
        if (wanted > samples[which].replications()) next.emplace_back(which, static_cast<std::uint32_t>(wanted));
    };
    const bool sure = standing.probability >= demand.confidence;
    for (const auto& chosen : {standing.winner, standing.runner_up})
        if (chosen) ask(*chosen, demand.replications);
    if (!next.empty() || sure) return next;

    std::vector<std::size_t> doubtful;
    for (std::size_t i = 0; i < samples.size(); ++i)
        if (standing.doubt[i] > 0 && samples[i].replications() < demand.most_replications) doubtful.push_back(i);
    // Of those about which nothing is known yet, the ones that are nearest to their objectives.
    std::stable_sort(doubtful.begin(), doubtful.end(), [&](std::size_t a, std::size_t b) {
        const auto rank = [&](std::size_t i) { return std::tuple(-standing.doubt[i], samples[i].worst_ratio); };
        return rank(a) < rank(b);
    });
    constexpr std::size_t kAtLeast = 4;
    constexpr std::size_t kAtMost = 16;
    doubtful.resize(std::min(doubtful.size(), std::clamp(doubtful.size() / 4, kAtLeast, kAtMost)));
    // What adds next to nothing to the doubt waits for what adds most.
    constexpr double kWorthwhile = 0.1;
    const double most = doubtful.empty() ? 0 : standing.doubt[doubtful.front()];
    std::size_t longest = 0;
    for (const auto which : doubtful) {
        if (standing.doubt[which] < kWorthwhile * std::max(most, standing.winner_doubt)) continue;
        ask(which, 2 * samples[which].replications());
        longest = std::max(longest, 2 * samples[which].replications());
    }
    if (!standing.winner) return next;
    const auto winner = *standing.winner;
    if (standing.winner_doubt >= kWorthwhile * most) longest = std::max(longest, 2 * samples[winner].replications());
    if (longest > samples[winner].replications()) ask(winner, longest);
    return next;
}

}  // namespace plimsoll::sim
