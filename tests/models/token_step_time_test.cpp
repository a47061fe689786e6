// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/token_step_time.hpp"
#include "tests/models/linear_token_law.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace plimsoll::models {
namespace {

TEST(Tables, AreLinearBetweenTheirPointsAndBeyond) {
    const Curve curve{{1, 3, 5}, {10, 20, 40}};
    EXPECT_DOUBLE_EQ(curve(2), 15);
    EXPECT_DOUBLE_EQ(curve(3), 20);
    EXPECT_DOUBLE_EQ(curve(7), 60);
    EXPECT_DOUBLE_EQ(curve(0), 5);
    EXPECT_DOUBLE_EQ(curve(-9), 0) << "never less than nothing";
    EXPECT_DOUBLE_EQ((Curve{{4}, {7}}(100)), 7);
}

TEST(Tables, AreBilinearInEachCell) {
    const Surface surface{{0, 2}, {0, 10, 20}, {0, 10, 40, 2, 12, 42}};
    EXPECT_DOUBLE_EQ(surface(1, 5), 6);
    const auto in_first = surface.slope(1, 5);
    EXPECT_DOUBLE_EQ(in_first.per_y, 1);
    EXPECT_DOUBLE_EQ(in_first.up_to, 10);
    const auto at_border = surface.slope(1, 10);
    EXPECT_DOUBLE_EQ(at_border.value, 11);
    EXPECT_DOUBLE_EQ(at_border.per_y, 3) << "a point belongs to the cell behind it";
    EXPECT_EQ(at_border.up_to, std::numeric_limits<double>::infinity());
}

TEST(TokenStepTime, OfALinearLawIsItsFormula) {
    const auto law = linear_token_law(0.010, 0.001, 1e-6);
    const std::vector<PromptPart> prompts{{100, 0}, {50, 200}};
    // 10 ms, 160 tokens, ten decodes with 5,000 tokens, and 50 tokens that look back at 200.
    EXPECT_NEAR(law.seconds({10, 5'000, prompts, 11}), 0.010 + 0.160 + 0.005 + 0.010, 1e-12);
    const auto run = law.decode_run(10, 5'000);
    EXPECT_DOUBLE_EQ(run.first_s, 0.010 + 0.010 + 0.005);
    EXPECT_NEAR(run.more_s, 10e-6, 1e-18) << "each of ten is a token longer";
    double sum = 0;
    for (std::uint64_t i = 0; i < 1000; ++i) sum += law.seconds({10, 5'000 + 10 * i, {}, 10});
    EXPECT_NEAR(run.seconds(1000), sum, 1e-9);
}

TokenStepTime::Parts flat(double seconds) {
    TokenStepTime::Parts parts;
    parts.tokens_s = {{0, 100}, {0, 100 * seconds}};
    parts.head_s = {{1}, {0}};
    parts.decode_attention_s = {{1}, {0, 100, 300}, {0, 1, 2}};
    parts.prompt_attention_s = {{1}, {0}, {0}};
    return parts;
}

TEST(TokenStepTime, IsAStaircaseWhereStepsArePadded) {
    auto parts = flat(0.001);
    parts.graph_sizes = {1, 2, 4, 8};
    const TokenStepTime law(parts);
    EXPECT_DOUBLE_EQ(law.decode_run(3, 0).first_s, 0.004);
    EXPECT_DOUBLE_EQ(law.decode_run(4, 0).first_s, 0.004);
    EXPECT_DOUBLE_EQ(law.decode_run(5, 0).first_s, 0.008);
    EXPECT_DOUBLE_EQ(law.decode_run(9, 0).first_s, 0.009) << "more than the largest graph";
}

TEST(TokenStepTime, OfARunHoldsUpToTheBorderOfACell) {
    const TokenStepTime law(flat(0));
    const auto run = law.decode_run(2, 2 * 90);  // 90, 91, ... 100 tokens each
    EXPECT_EQ(run.steps, 11U);
    EXPECT_DOUBLE_EQ(run.more_s, 0.01);
    EXPECT_DOUBLE_EQ(law.decode_run(2, 2 * 100).more_s, 0.005);
    EXPECT_EQ(law.decode_run(2, 2 * 100 + 1).steps, std::numeric_limits<std::uint64_t>::max());
}

TEST(TokenStepTime, WaitsForTheHostBesideOrBeforeTheDevice) {
    auto parts = flat(0);
    parts.host_s = 0.5;
    EXPECT_DOUBLE_EQ(TokenStepTime(parts).decode_run(1, 20).first_s, 0.7);
    parts.host_beside = true;
    const TokenStepTime beside(parts);
    const auto hidden = beside.decode_run(1, 20);
    EXPECT_DOUBLE_EQ(hidden.first_s, 0.5);
    EXPECT_DOUBLE_EQ(hidden.more_s, 0);
    EXPECT_EQ(hidden.steps, 31U) << "at 50 tokens the device takes as long";
    EXPECT_DOUBLE_EQ(beside.decode_run(1, 60).first_s, 0.6);
}

TEST(TokenStepTime, IsScaledAndShiftedAsAWhole) {
    auto parts = flat(0.001);
    parts.host_s = 0.5;
    parts.relative_sd = 0.1;
    const TokenStepTime law(parts);
    EXPECT_DOUBLE_EQ(law.scaled(2).decode_run(4, 400).first_s, 2 * law.decode_run(4, 400).first_s);
    EXPECT_DOUBLE_EQ(law.shifted(-1).decode_run(4, 400).first_s, 0.9 * law.decode_run(4, 400).first_s);
}

}  // namespace
}  // namespace plimsoll::models
