// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/control/token_round.hpp"

#include "tests/models/linear_token_law.hpp"

#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

ContinuousBatching offline() {
    ContinuousBatching rules;
    rules.max_sequences = 64;
    rules.tokens_per_step = 1000;
    rules.max_tokens = 4000;
    rules.block_tokens = 10;
    return rules;
}

/// A step of n tokens takes 10 ms and a tenth of a millisecond for each: 0.11 ms for a token of a full step of prompts.
TokenServing server(std::uint64_t blocks) { return {models::linear_token_law(0.010, 0.0001, 0), blocks + 1}; }

TEST(TokenRound, has_as_many_sequences_as_the_cache_holds_in_the_mean) {
    // 200 + 100 / 2 tokens each: 2,500 tokens hold ten.
    const TokenRound round = token_round(offline(), server(250), {200, 100});
    EXPECT_EQ(round.sequences, 10U);
    // 10 prompts of 200 tokens at 0.11 ms, and 100 steps of 10 sequences at 10 + 1 ms.
    EXPECT_NEAR(seconds_of(round.lasts), 10 * 200 * 0.00011 + 100 * 0.011, 1e-9);
}

TEST(TokenRound, has_no_more_sequences_than_seats_and_one_at_least) {
    EXPECT_EQ(token_round(offline(), server(100'000), {200, 100}).sequences, 64U);
    EXPECT_EQ(token_round(offline(), server(400), {3900, 300}).sequences, 1U);
    auto longest = offline();
    longest.reserve_longest = true;  // 400 blocks each
    EXPECT_EQ(token_round(longest, server(1300), {200, 100}).sequences, 3U);
}

}  // namespace
}  // namespace plimsoll::sim
