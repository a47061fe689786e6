// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/selection.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace plimsoll::sim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

/// A candidate that costs just this, and keeps its only objective by `slack` in each replication.
Sample fixed(double cost, const std::vector<double>& slack) {
    Sample sample;
    sample.floor = cost;
    sample.cost.assign(slack.size(), cost);
    sample.slack = {{slack, slack, {}}};
    double sum = 0;
    for (const double each : slack) sum += each;
    sample.met = sum >= 0;
    sample.worst_ratio = 1 - sum / static_cast<double>(slack.size());
    return sample;
}

TEST(Selection, TakesTheCheapestThatMeetsItsObjectives) {
    const auto standing =
        judge({fixed(100, {-1, -1, -1, -1}), fixed(300, {1, 1, 1, 1}), fixed(200, {1, 1, 1, 1})}, 0.01);
    EXPECT_EQ(standing.winner, 2U);
    EXPECT_EQ(standing.runner_up, 1U);
    EXPECT_THAT(standing.doubt, ElementsAre(0, 0, 0));
    EXPECT_EQ(standing.probability, 1);
}

TEST(Selection, OfEquallyCheapOnesTheOneWithMostToSpare) {
    EXPECT_EQ(judge({fixed(100, {1, 1, 1, 1}), fixed(100, {2, 2, 2, 2})}, 0.01).winner, 1U);
}

/// Student's t with 3 degrees of freedom has F(x) = 1/2 + (x / (sqrt(3) (1 + x^2 / 3)) + atan(x / sqrt(3))) / pi.
TEST(Selection, DoubtIsStudentsPosterior) {
    const std::vector<double> slack{-1, -2, -3, -4};  // mean -2.5, standard error sqrt(5/3) / 2
    const double t = -2.5 / (std::sqrt(5.0 / 3) / 2);
    const double expected = 0.5 + (t / (std::sqrt(3) * (1 + t * t / 3)) + std::atan(t / std::sqrt(3))) / M_PI;
    const auto standing = judge({fixed(100, slack), fixed(200, {1, 1, 1, 1})}, 0.01);
    EXPECT_EQ(standing.winner, 1U);
    EXPECT_NEAR(standing.doubt[0], expected, 1e-12);
    EXPECT_NEAR(standing.probability, 1 - expected, 1e-12);
    // The other way round it is the winner's own.
    const auto other = judge({fixed(100, {1, 2, 3, 4})}, 0.01);
    EXPECT_NEAR(other.winner_doubt, expected, 1e-12);
}

TEST(Selection, EveryLookIsAnotherChanceToBeWrong) {
    const std::vector<Sample> samples{fixed(100, {-1, -2, -3, -4}), fixed(200, {1, 1, 1, 1})};
    EXPECT_DOUBLE_EQ(judge(samples, 0.01, 7).doubt[0], 7 * judge(samples, 0.01).doubt[0]);
    EXPECT_EQ(Demand{}.looks(), 7U);  // 1, 2, 4, 8, 16, 32, 64
}

TEST(Selection, DifferencesWithinTheToleranceDoNotMatter) {
    // Nothing is known of the first, which may cost 99.5: less than 1 % below.
    Sample unknown;
    unknown.floor = 99.5;
    EXPECT_EQ(judge({unknown, fixed(100, {1, 1, 1, 1})}, 0.01).doubt[0], 0);
    EXPECT_EQ(judge({unknown, fixed(100, {1, 1, 1, 1})}, 0.001).doubt[0], 1);
}

TEST(Selection, FewerThanFourReplicationsAreJudgedByTheirExcessAlone) {
    auto late = fixed(100, {-0.9, -0.9});
    const auto other = fixed(200, {1, 1, 1, 1});
    EXPECT_EQ(judge({late, other}, 0.01).doubt[0], 1);
    // Nine in ten are too late where one in twenty may be: twice 18 times too many, whatever the number of looks.
    late.slack[0].excess = {18, 18};
    EXPECT_DOUBLE_EQ(judge({late, other}, 0.01, 7).doubt[0], 1.0 / (18 * 18));
    late.slack[0].excess = {18, 0.01};
    EXPECT_EQ(judge({late, other}, 0.01).doubt[0], 1);
}

TEST(Selection, WhatIsOutIsNeverChosenAndNeverInDoubt) {
    auto out = fixed(1, {1, 1, 1, 1});
    out.out = true;
    const auto standing = judge({out, fixed(100, {1, 1, 1, 1})}, 0.01);
    EXPECT_EQ(standing.winner, 1U);
    EXPECT_EQ(standing.probability, 1);
}

TEST(Selection, WithoutAWinnerTheProbabilityIsThatNoneMeetsItsObjectives) {
    const auto standing = judge({fixed(100, {-1, -1, -1, -1}), fixed(200, {-2, -2, -2, -2})}, 0.01);
    EXPECT_FALSE(standing.winner);
    EXPECT_EQ(standing.probability, 1);
}

TEST(Selection, ReplicationsGoWhereTheDoubtIs) {
    Demand demand;
    demand.replications = 4;
    const auto next = [&](const std::vector<Sample>& samples) {
        return next_replications(samples, judge(samples, 0.01), demand);
    };
    // The winner and the next one have their own first.
    EXPECT_THAT(next({fixed(100, {1}), fixed(200, {1})}), ElementsAre(Pair(0, 4), Pair(1, 4)));
    // Sure enough: nothing more.
    EXPECT_THAT(next({fixed(100, {1, 1, 1, 1}), fixed(200, {1, 1, 1, 1})}), IsEmpty());
    // The first may meet its objective after all; the third does not for certain.
    const std::vector<double> unclear{-3, 1, 2, -1};
    EXPECT_THAT(next({fixed(100, unclear), fixed(200, {1, 1, 1, 1}), fixed(90, {-1, -1, -1, -1})}),
                ElementsAre(Pair(0, 8), Pair(1, 8)));
    // No more than allowed.
    demand.most_replications = 4;
    EXPECT_THAT(next({fixed(100, unclear), fixed(200, {1, 1, 1, 1})}), IsEmpty());
}

/// Ten candidates whose costs and slacks are normal, with common random numbers: 200 searches, each with its own.
TEST(Selection, StatedProbabilityHoldsInTwoHundredSearches) {
    constexpr int kSearches = 200;
    constexpr int kCandidates = 10;
    constexpr double kTolerance = 0.01;
    int stated = 0;
    int good = 0;
    for (int search = 0; search < kSearches; ++search) {
        std::mt19937 random(static_cast<unsigned>(search));
        std::normal_distribution<double> normal;
        std::uniform_real_distribution<double> uniform(-1, 1);
        std::vector<double> costs;
        std::vector<double> slacks;
        for (int i = 0; i < kCandidates; ++i) {
            costs.push_back(100 + 10 * uniform(random));
            slacks.push_back(0.05 * uniform(random));
        }
        std::vector<std::vector<double>> noise;  // by replication: the common part, then each its own
        std::vector<Sample> samples(kCandidates);
        const auto bring = [&](std::size_t i, std::size_t replications) {
            while (noise.size() < replications) {
                noise.emplace_back();
                for (int k = 0; k < 2 * kCandidates + 2; ++k) noise.back().push_back(normal(random));
            }
            auto& sample = samples[i];
            sample.slack.resize(1);
            for (auto r = sample.cost.size(); r < replications; ++r) {
                sample.cost.push_back(costs[i] + 2 * noise[r][0] + noise[r][2 + i]);
                const double slack = slacks[i] + 0.02 * noise[r][1] + 0.02 * noise[r][2 + kCandidates + i];
                // A hundredth of the limit is worth two thousandths of the requests.
                sample.slack[0].strict.push_back(slack - 0.002);
                sample.slack[0].loose.push_back(slack + 0.002);
            }
            double sum = 0;
            for (std::size_t r = 0; r < sample.cost.size(); ++r) sum += sample.slack[0].strict[r] + 0.002;
            sample.met = sum >= 0;
            sample.worst_ratio = 1 - sum;
        };
        for (std::size_t i = 0; i < kCandidates; ++i) bring(i, 1);
        Demand demand;
        demand.most_replications = 4096;
        auto standing = judge(samples, kTolerance, demand.looks());
        for (auto next = next_replications(samples, standing, demand); !next.empty();
             next = next_replications(samples, standing, demand)) {
            for (const auto& [which, replications] : next) bring(which, replications);
            standing = judge(samples, kTolerance, demand.looks());
        }
        if (!standing.winner || standing.probability < demand.confidence) continue;
        ++stated;
        const auto winner = *standing.winner;
        bool is_good = slacks[winner] > -0.002;
        for (std::size_t i = 0; i < kCandidates; ++i)
            if (slacks[i] > 0.002 && costs[i] < (1 - kTolerance) * costs[winner]) is_good = false;
        if (is_good) ++good;
    }
    EXPECT_GE(stated, 190);
    EXPECT_GE(good, 0.95 * stated) << stated;
}

/// A candidate that keeps its objective by `slacks` in each of several futures, four times the same.
Sample over_futures(double cost, const std::vector<double>& slacks, const Quorum& quorum) {
    Sample sample;
    sample.floor = cost;
    sample.cost.assign(4, cost);
    double met = 0;
    for (std::size_t f = 0; f < slacks.size(); ++f) {
        const std::vector<double> slack(4, slacks[f]);
        sample.slack.push_back({slack, slack, {}, f});
        if (slacks[f] >= 0) met += quorum.weights[f];
    }
    sample.met = quorum.is_met_by(met);
    return sample;
}

TEST(Selection, ObjectivesAreMetInEnoughFutures) {
    const std::vector<double> weights{0.5, 0.3, 0.2};
    const auto winner = [&](double share) {
        const Quorum quorum{weights, share};
        const auto standing = judge({over_futures(100, {1, -1, -1}, quorum), over_futures(200, {1, 1, -1}, quorum),
                                     over_futures(300, {1, 1, 1}, quorum)},
                                    0.01, 1, quorum);
        EXPECT_EQ(standing.probability, 1);
        return standing.winner;
    };
    EXPECT_EQ(winner(1), 2U);
    EXPECT_EQ(winner(0.81), 2U);
    EXPECT_EQ(winner(0.8), 1U);
    EXPECT_EQ(winner(0.51), 1U);
    EXPECT_EQ(winner(0.5), 0U);
}

/// To be met in half of three equal futures takes two of them: of the chances of meeting it, the two least add up. Four
/// values with mean m and spread s give t = 2 m / s on three degrees of freedom; P(T < -1) = 0.1955011.
TEST(Selection, DoubtOverFuturesIsThatOfThoseWithoutWhichItCannotBe) {
    const Quorum half{{1 / 3.0, 1 / 3.0, 1 / 3.0}, 0.5};
    const double s = std::sqrt(1 / 3.0);  // spread of these about their mean
    const std::vector<double> below{-s / 2 - 0.5, -s / 2 + 0.5, -s / 2 - 0.5, -s / 2 + 0.5};
    Sample cheap = fixed(100, below);
    cheap.slack = {{below, below, {}, 0}, {below, below, {}, 1}, {below, below, {}, 2}};
    const auto standing = judge({cheap, over_futures(200, {1, 1, 1}, half)}, 0.01, 1, half);
    EXPECT_EQ(standing.winner, 1U);
    EXPECT_NEAR(standing.doubt[0], 2 * 0.1955011, 1e-6);
    EXPECT_NEAR(judge({cheap, over_futures(200, {1, 1, 1}, half)}, 0.01, 1, {half.weights, 1}).doubt[0], 0.1955011,
                1e-6);
}

TEST(Selection, LevelIsTheLeastThatEnoughFuturesKeep) {
    const std::vector<double> figures{30, 10, 20};
    EXPECT_EQ(level_of(figures, {{0.2, 0.5, 0.3}, 0.5}), 10);
    EXPECT_EQ(level_of(figures, {{0.2, 0.5, 0.3}, 0.8}), 20);
    EXPECT_EQ(level_of(figures, {{0.2, 0.5, 0.3}, 0.81}), 30);
    EXPECT_EQ(level_of(figures, {{0.2, 0.5, 0.3}, 1}), 30);
}

}  // namespace
}  // namespace plimsoll::sim
