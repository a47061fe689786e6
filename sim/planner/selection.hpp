// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

/// Ranking and selection: which of several candidates is the cheapest that meets its objectives, how probable it is
/// that the choice is good, and where more replications would say more (docs/decisions/0029-the-planner.md).
namespace plimsoll::sim {

/// By how much an objective is met, replication by replication: below 0 where it is missed. In shares of the requests,
/// or of a deadline. The means over replications decide.
struct Slack {
    std::vector<double> strict;  ///< of a limit that is shorter by the tolerance
    std::vector<double> loose;   ///< of one that is longer by it
    /// The share of the requests beyond the strict limit, as a multiple of the share that may be: at most 1 on average
    /// where the objective is met. Empty where requests are not counted.
    std::vector<double> excess;
    std::size_t future = 0;  ///< in which the objective is to be met (Quorum::weights)
};

/// What is known of a candidate. Replication i of every candidate sees the same requests and random numbers.
struct Sample {
    double floor = 0;          ///< it costs at least so much a month, for certain
    bool out = false;          ///< it cannot be chosen, for certain
    std::vector<double> cost;  ///< per month, by replication
    std::vector<Slack> slack;  ///< by future and objective, as many for all candidates
    bool met = false;          ///< every objective, over all replications together, in enough futures
    double worst_ratio = 0;    ///< of a value to its limit, the largest of the objectives, in enough futures
    [[nodiscard]] std::size_t replications() const { return cost.size(); }
};

/// In how much of what may come objectives must be met.
struct Quorum {
    std::vector<double> weights{1};  ///< of the futures, above 0; together 1
    double share = 1;                ///< of the weights, at least
    /// Whether futures of so much weight are enough.
    [[nodiscard]] bool is_met_by(double weight) const { return weight >= share - kRounding; }
    /// Whether so much weight cannot be done without.
    [[nodiscard]] bool is_missed_without(double weight) const { return !is_met_by(1 - weight); }

private:
    static constexpr double kRounding = 1e-9;
};

/// The least level that enough futures keep: the smallest of these figures, one for each future, such that those that
/// are no larger have enough weight.
[[nodiscard]] double level_of(std::span<const double> figures, const Quorum& quorum);

/// The state of the choice.
struct Standing {
    std::optional<std::size_t> winner;     ///< the cheapest that meets its objectives so far
    std::optional<std::size_t> runner_up;  ///< the next one
    double winner_doubt = 0;  ///< probability that the winner misses an objective by more than the tolerance
    /// By candidate, at most: the probability that it meets every objective with the tolerance to spare, and is cheaper
    /// than the winner by more than the tolerance.
    std::vector<double> doubt;
    /// At least: the probability that the choice is good, which is 1 less all of those (Bonferroni). Without a winner:
    /// that no candidate meets its objectives.
    double probability = 0;
};

/// \param tolerance of costs and limits, as a fraction of them: differences within it do not matter
/// \param looks how often the choice is looked at with more replications, at most: each look is another chance to be
///        wrong, and every doubt counts so many times (Bonferroni)
[[nodiscard]] Standing judge(const std::vector<Sample>& samples, double tolerance, std::size_t looks = 1,
                             const Quorum& quorum = {});

/// What a choice must come to.
struct Demand {
    double confidence = 0.95;
    std::uint32_t replications = 5;        ///< of the winner and of the runner-up, at least
    std::uint32_t most_replications = 64;  ///< of any candidate
    /// 1, 2, 4 … up to the most.
    [[nodiscard]] std::size_t looks() const { return static_cast<std::size_t>(std::bit_width(most_replications)); }
};

/// The candidates that should have so many replications next: twice as many for those about which most is in doubt and
/// which are nearest to being the choice, and for the winner. Nothing where the demand is met, or no more can be done.
[[nodiscard]] std::vector<std::pair<std::size_t, std::uint32_t>> next_replications(const std::vector<Sample>& samples,
                                                                                   const Standing& standing,
                                                                                   const Demand& demand);

/// The mean over replications of what a month costs; exact where all are the same. \pre there is one
[[nodiscard]] double mean_cost(const std::vector<double>& costs);

}  // namespace plimsoll::sim
