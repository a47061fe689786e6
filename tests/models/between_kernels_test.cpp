// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/between_kernels.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace plimsoll::models {
namespace {

/// `factor` times the operators, of which there are 10, each of `each_s`, and `share` of them at their best rate.
StepSample step_of(const std::string& model, double each_s, double share, double factor) {
    StepSample step;
    step.model = model;
    step.operators = 10;
    step.operators_s = 10 * each_s;
    step.best_s = share * step.operators_s;
    step.seconds = factor * step.operators_s;
    return step;
}

KernelTotals totals(double operators, double each_s, double share) {
    return {operators, operators * each_s, share * operators * each_s};
}

TEST(BetweenKernels, AddsNothingWhereNoStepWasMeasured) {
    const BetweenKernels between({});
    EXPECT_EQ(between.factor(totals(10, 1e-5, 0.5)).factor, 1);
    EXPECT_EQ(between.factor(totals(10, 1e-5, 0.5)).relative_sd, 0);
}

TEST(BetweenKernels, OneStepStandsForAllAndWhatItAddsIsUnsure) {
    const BetweenKernels between({step_of("a", 1e-5, 0.5, 1.25)});
    for (const auto& asked : {totals(10, 1e-5, 0.5), totals(500, 3e-3, 0.9)}) {
        EXPECT_NEAR(between.factor(asked).factor, 1.25, 1e-12);
        EXPECT_NEAR(between.factor(asked).relative_sd, 0.2, 1e-12);  // 1 / 1.25 - 1
    }
}

// Half-way between both in the logarithm of the time, each counts as much as the other.
TEST(BetweenKernels, StepsEquallyFarCountAlike) {
    const BetweenKernels between({step_of("a", 1e-5, 0.5, 1.1), step_of("b", 4e-5, 0.5, 1.3)});
    EXPECT_NEAR(between.factor(totals(7, 2e-5, 0.5)).factor, 1.2, 1e-12);
}

// At the place of a; b is one width away in the time (0.4 in its logarithm), c two in the share (0.1 each): weights 1,
// e^(-1/2) and e^(-2).
TEST(BetweenKernels, WeightsFallAsAGaussianInBothDirections) {
    const BetweenKernels between(
        {step_of("a", 1e-5, 0.5, 1.0), step_of("b", 1e-5 * std::exp(0.4), 0.5, 1.2), step_of("c", 1e-5, 0.3, 1.5)});
    const double b = std::exp(-0.5);
    const double c = std::exp(-2.0);
    EXPECT_NEAR(between.factor(totals(10, 1e-5, 0.5)).factor, (1 + 1.2 * b + 1.5 * c) / (1 + b + c), 1e-12);
}

// All at one place: a (twice 1.1) predicts b's 1.2 as 1.1, b predicts both of a's as 1.2.
TEST(BetweenKernels, ErrorIsThatOfModelsWhoseOwnStepsAreLeftOut) {
    const BetweenKernels between(
        {step_of("a", 1e-5, 0.5, 1.1), step_of("a", 1e-5, 0.5, 1.1), step_of("b", 1e-5, 0.5, 1.2)});
    const double of_a = 1.2 / 1.1 - 1;
    const double of_b = 1.1 / 1.2 - 1;
    EXPECT_NEAR(between.factor(totals(10, 1e-5, 0.5)).relative_sd, std::sqrt((2 * of_a * of_a + of_b * of_b) / 3),
                1e-12);
}

TEST(BetweenKernels, BestRateIsThatOfTheFastestProductOfEachPrecision) {
    Profile profile;
    profile.tables = {
        {"k", {{{Gemm{1, 10, 10, 10}, Precision::fp16}, 1e-6, 0}, {{Gemm{1, 20, 10, 10}, Precision::fp16}, 1e-6, 0}}},
        {"k", {{{Gemm{2, 10, 10, 10}, Precision::fp8}, 1e-6, 0}}},
        {"k", {{{Stream{StreamKind::copy, 10, 10}, Precision::fp16}, 1e-9, 0}}}};
    const auto rates = best_product_rates(profile);
    ASSERT_EQ(rates.size(), 2U);
    EXPECT_EQ(rates[0], (std::pair{Precision::fp16, 4e9}));  // 2 x 20 x 10 x 10 in a microsecond
    EXPECT_EQ(rates[1], (std::pair{Precision::fp8, 4e9}));
}

}  // namespace
}  // namespace plimsoll::models
