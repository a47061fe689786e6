// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace plimsoll::measure {
namespace {

// Order statistics 0, 1, ..., 100: percentile p is p (definition 7), so the quartiles are 50 apart around a median of
// 50, and normal ones 2 x 0.67449 standard deviations.
TEST(Statistics, MedianAndSpreadOfEvenlySpacedValues) {
    std::vector<double> values;
    for (int i = 100; i >= 0; --i) values.push_back(i);
    const auto summary = summarize(values);
    EXPECT_DOUBLE_EQ(summary.median, 50);
    EXPECT_NEAR(summary.spread, 1 / (2 * 0.67449), 1e-5);
    EXPECT_EQ(summary.count, 101U);
}

TEST(Statistics, MedianOfAnEvenCountLiesBetween) { EXPECT_DOUBLE_EQ(summarize({4, 1, 3, 2}).median, 2.5); }

TEST(Statistics, OneValueHasNoSpread) {
    EXPECT_DOUBLE_EQ(summarize({7}).median, 7);
    EXPECT_DOUBLE_EQ(summarize({7}).spread, 0);
}

// One value in a hundred, however large, moves neither figure far.
TEST(Statistics, AnOutlierDoesNotCount) {
    std::vector<double> values(99, 1.0);
    values.push_back(1e6);
    EXPECT_DOUBLE_EQ(summarize(values).median, 1);
    EXPECT_DOUBLE_EQ(summarize(values).spread, 0);
}

// Of 100 repetitions 24 wait for another program for 100 times as long: median and spread are those of the others.
TEST(Statistics, AQuarterOfTheRepetitionsMayBeDisturbed) {
    std::vector<double> values;
    for (int i = 0; i < 76; ++i) values.push_back(1 + 0.001 * i);
    values.insert(values.end(), 24, 100.0);
    EXPECT_LT(summarize(values).median, 1.076);
    EXPECT_LT(summarize(values).spread, 0.04);
}

// The quartiles of a normal sample of 1,000, spaced by its own distribution function, tell its standard deviation.
TEST(Statistics, TheSpreadOfNormalTimesIsTheirStandardDeviation) {
    const auto quantile = [](double p) {  // bisection of the error function
        double low = -6;
        double high = 6;
        while (high - low > 1e-12) {
            const double middle = (low + high) / 2;
            (std::erfc(-middle / std::sqrt(2.0)) / 2 < p ? low : high) = middle;
        }
        return low;
    };
    std::vector<double> values;
    for (int i = 0; i < 1000; ++i) values.push_back(10 + 0.5 * quantile((i + 0.5) / 1000));
    EXPECT_NEAR(summarize(values).spread, 0.05, 1e-4);
}

std::size_t repetitions(const Effort& effort, double even, double odd) {
    StoppingRule rule(effort);
    std::size_t count = 0;
    while (!rule.done()) rule.add(++count % 2 == 0 ? even : odd);
    return count;
}

TEST(StoppingRule, EqualTimesNeedTheFewestRepetitions) { EXPECT_EQ(repetitions({5, 1000, 1e9, 0.01}, 1, 1), 5U); }

// Half of the times are 0.9, half 1.1: the spread is 0.2 / 1.349 = 0.1483, and sqrt(pi/2) 0.1483 / sqrt(n) <= 0.01
// from n = 346 on. It looks every quarter more, so it stops at most a quarter and the two ends' rounding later.
TEST(StoppingRule, RepeatsUntilTheMedianIsAsSureAsWanted) {
    const auto count = repetitions({5, 100000, 1e9, 0.01}, 0.9, 1.1);
    EXPECT_GE(count, 345U);
    EXPECT_LE(count, 346U * 5 / 4 + 2);
}

TEST(StoppingRule, StopsAtTheMostRepetitions) { EXPECT_EQ(repetitions({5, 20, 1e9, 1e-9}, 0.5, 1.5), 20U); }

TEST(StoppingRule, StopsWhenTheTimeIsSpentButNotBeforeTheLeast) {
    EXPECT_EQ(repetitions({5, 1000, 8, 1e-9}, 0.5, 1.5), 8U);
    EXPECT_EQ(repetitions({5, 1000, 0.1, 1e-9}, 0.5, 1.5), 5U);
}

}  // namespace
}  // namespace plimsoll::measure
