// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace plimsoll::results {
namespace {

// Published tables of Student's t, two-sided 95 %, e.g. Law, Simulation Modeling and Analysis, table T.1.
TEST(Statistics, t_quantiles_are_those_of_the_tables) {
    EXPECT_NEAR(student_t_quantile(1), 12.706, 5e-4);
    EXPECT_NEAR(student_t_quantile(2), 4.303, 5e-4);
    EXPECT_NEAR(student_t_quantile(4), 2.776, 5e-4);
    EXPECT_NEAR(student_t_quantile(9), 2.262, 5e-4);
    EXPECT_NEAR(student_t_quantile(30), 2.042, 5e-4);
}

// Law, example 4.26 in the fifth edition: ten observations with mean 1.34 and s^2 = 0.17 are taken there for 90 %; at
// 95 % the half width is t_9 sqrt(0.17 / 10) with t_9 = 2.262157.
TEST(Statistics, the_mean_of_ten_observations_has_the_interval_of_the_textbook) {
    const std::vector<double> x{1.20, 1.50, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.50, 1.09};
    const auto interval = mean_interval(x);
    ASSERT_TRUE(interval);
    EXPECT_NEAR((interval->lo + interval->hi) / 2, 1.343, 1e-12);
    EXPECT_NEAR(interval->half_width(), 2.262157 * std::sqrt(0.16753 / 10), 1e-4);
}

TEST(Statistics, one_replication_has_no_interval) {
    const std::vector<double> one{3};
    EXPECT_FALSE(mean_interval(one));
    EXPECT_FALSE(sectioning_interval(3, one));
    EXPECT_FALSE(sectioning_interval(3, {}));
    EXPECT_FALSE(paired_difference_interval(one, one));
}

// Estimates 8 and 10 about the pooled 10: s^2 = (4 + 0) / 1, half width 12.7062 * 2 / sqrt(2) = 17.97; the lower end
// would be -7.97 and is clipped at 0.
TEST(Statistics, sectioning_is_centred_on_the_pooled_estimate_and_clipped_at_zero) {
    const std::vector<double> estimates{8, 10};
    const auto interval = sectioning_interval(10, estimates);
    ASSERT_TRUE(interval);
    EXPECT_EQ(interval->lo, 0);
    EXPECT_NEAR(interval->hi, 10 + 12.706204736 * std::sqrt(2), 1e-6);
}

TEST(Statistics, equal_replications_give_an_interval_of_no_width) {
    const std::vector<double> same{2.5, 2.5, 2.5};
    EXPECT_EQ(mean_interval(same), (Interval{2.5, 2.5}));
}

// Differences 1, 1, 1, 2: mean 1.25, s^2 = 0.25, half width t_3 0.5 / 2 with t_3 = 3.182446. Each side alone varies by
// tens: common random numbers cancel that.
TEST(Statistics, paired_differences_cancel_what_both_have_in_common) {
    const std::vector<double> left{11, 51, 31, 92};
    const std::vector<double> right{10, 50, 30, 90};
    const auto interval = paired_difference_interval(left, right);
    ASSERT_TRUE(interval);
    EXPECT_NEAR(interval->lo, 1.25 - 3.182446 * 0.25, 1e-6);
    EXPECT_NEAR(interval->hi, 1.25 + 3.182446 * 0.25, 1e-6);
    const auto reverse = paired_difference_interval(right, left);
    EXPECT_DOUBLE_EQ(reverse->lo, -interval->hi);
}

TEST(Statistics, runs_that_do_not_pair_up_are_not_compared) {
    const std::vector<double> two{1, 2};
    const std::vector<double> three{1, 2, 3};
    EXPECT_FALSE(paired_difference_interval(two, three));
}

// The half width falls as 1 / sqrt(n): from 20 to 10 takes four times as many.
TEST(Statistics, halving_an_interval_takes_four_times_the_replications) {
    EXPECT_EQ(replications_for(20, 5, 10), 20U);
    EXPECT_EQ(replications_for(10, 5, 10), 5U);
    EXPECT_EQ(replications_for(1e9, 5, 1), kMostReplications);
    EXPECT_EQ(replications_for(1, 5, 0), kMostReplications);
}

}  // namespace
}  // namespace plimsoll::results
