// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"
#include "sim/planner/space.hpp"
#include "sim/run/run.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll::sim {

/// How an objective of a candidate went.
struct ObjectiveFigure {
    std::string what;  ///< "p99 latency <= 1 s", "deadline <= 8 h"
    double limit_s = 0;
    std::optional<double> value_s;        ///< empty: too many requests never got an answer
    std::optional<results::Interval> ci;  ///< of the value, by chance
    [[nodiscard]] double ratio() const;   ///< of the value to its limit; infinite without a value
};

/// What a plan over several futures makes small.
struct Aim {
    enum class Kind : std::uint8_t {
        expected,    ///< what a month costs, the mean of the futures by their weights
        percentile,  ///< what it costs in so much of the futures at most
        regret       ///< the most by which it costs more than the best plan for what then comes
    };
    Kind kind = Kind::expected;
    double percentile = 90;
};

/// How a candidate does in one future.
struct FutureFigures {
    bool met = false;
    double cost_per_month = 0;
    std::optional<results::Interval> cost_ci;
    std::optional<double> p99_s;
    std::optional<results::Interval> p99_ci;
    std::optional<double> regret_per_month;  ///< where the aim is regret, and something meets the objectives there
};

/// What is known of a candidate that was simulated. Over several futures: what is made small is the cost, and p99 is
/// what it is at most in enough of them.
struct CandidateFigures {
    std::size_t candidate = 0;
    std::uint32_t replications = 0;
    bool met = false;  ///< every objective, in enough futures
    double cost_per_month = 0;
    std::optional<results::Interval> cost_ci;  ///< by chance, 95 %
    std::optional<double> p99_s;               ///< of the latency; empty: too many requests never got an answer
    std::optional<results::Interval> p99_ci;
    std::vector<ObjectiveFigure> objectives;  ///< of every future
    std::size_t binding = 0;                  ///< the objective with the largest ratio, in enough futures
    std::vector<FutureFigures> futures;       ///< in their order, where there are several
};

/// What it takes to find an answer.
struct PlanEffort {
    std::size_t candidates = 0;     ///< that can be chosen
    std::size_t hopeless = 0;       ///< of them, left out by what is known without a simulation
    std::size_t too_expensive = 0;  ///< never simulated, since they cost more for certain
    std::size_t simulations = 0;    ///< that were run
    std::size_t from_cache = 0;     ///< that were found in the store
    std::size_t exhaustive = 0;     ///< what as many replications of every candidate as the winner has would take
};

/// The answer to: what is the cheapest way to meet these objectives, and how sure is that?
struct PlannerAnswer {
    double tolerance = 0;
    double confidence = 0;
    Aim aim;
    double met_in = 1;  ///< of the futures by their weights: so much of them is to be met
    std::optional<CandidateFigures> winner;
    std::optional<CandidateFigures> runner_up;       ///< the next one that meets its objectives
    std::optional<results::Interval> difference_ci;  ///< of its cost less the winner's, paired by replication
    std::optional<CandidateFigures> cheaper;         ///< cheaper than the winner; misses its objectives by least
    std::optional<CandidateFigures>
        faster;  ///< the cheapest whose binding objective is a tenth or more below the winner's
    std::vector<CandidateFigures> front;  ///< of those simulated: none is cheaper and faster (p99); the cheapest first
    std::optional<CandidateFigures> nearest;  ///< where none meets its objectives: the one that misses them by least
    std::optional<std::string> hopeless;      ///< where none was worth a simulation: why the first is not
    double probability = 0;                   ///< that the choice is good (Standing::probability)
    std::optional<std::size_t> rival;         ///< where that is below the confidence: about whom most is in doubt
    PlanEffort effort;
    std::vector<LostRun> lost;
    std::vector<std::string> remarks;
};

}  // namespace plimsoll::sim
