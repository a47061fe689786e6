// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "simulated.hpp"

#include "tests/models/linear_token_law.hpp"

#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

using std::chrono::seconds;

/// One replica of steps of 10 ms, and an answer of 3,000 tokens from the start on: half of a minute.
Case long_answer() {
    Case made;
    made.horizon = seconds(60);
    made.requests = {{kStart, 0, 8, 3000}};
    ContinuousBatching rules;
    rules.max_tokens = 4096;
    made.plan.discipline = rules;
    PoolPlan& pool = made.plan.pools.emplace_back();
    pool.replicas = {.min = 1, .max = 1};
    constexpr std::uint64_t kBlocks = 400;
    pool.tokens = TokenServing{models::linear_token_law(0.010, 0, 0), kBlocks + 1};
    return made;
}

// Twelve looks in the only bucket, the first after 2.5 s: six of them see the answer, of 258, 758, ... 2,758 tokens.
TEST(TokenWatch, averagesWhatReplicasHold) {
    const auto result = simulated(long_answer());
    EXPECT_EQ(result.token_load.running, 0.5);
    EXPECT_EQ(result.token_load.waiting, 0);
    constexpr double kBlocks = 400;
    EXPECT_NEAR(result.token_load.kv_cache_used, (17 + 48 + 79 + 110 + 142 + 173) / kBlocks / 12, 2 / kBlocks);
    EXPECT_NEAR(result.token_load.kv_cache_peak, 173 / kBlocks, 2 / kBlocks) << "2,758 tokens in blocks of 16";
    ASSERT_EQ(result.token_series.size(), 1U);
    EXPECT_EQ(result.token_series.front().running_mean, 0.5);
    EXPECT_EQ(result.output_tokens, 3000U);
    EXPECT_EQ(result.token_gaps.count(), 2999U);
    EXPECT_DOUBLE_EQ(result.token_gaps.mean_seconds(), 0.010);
}

TEST(TokenWatch, doesNotTakeABusyReplicaForAFullOne) {
    const auto result = simulated(long_answer());
    EXPECT_GT(result.utilization, 0.49) << "with one sequence of the many that it could have";
    EXPECT_EQ(result.offered_load, 0) << "unknown";
}

}  // namespace
}  // namespace plimsoll::sim
