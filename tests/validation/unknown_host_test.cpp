// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/quantile.hpp"
#include "recorded_steps.hpp"
#include "served_decode.hpp"
#include "splitwise_recording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace plimsoll::models {
namespace {

/// The value that `share` of the weight does not exceed, where each of the two has half of it.
double balanced_quantile(const std::vector<double>& a, const std::vector<double>& b, double share) {
    std::vector<std::pair<double, double>> weighted;
    for (const auto* values : {&a, &b})
        for (const double value : *values) weighted.emplace_back(value, 0.5 / static_cast<double>(values->size()));
    std::sort(weighted.begin(), weighted.end());
    double below = 0;
    for (const auto& [value, weight] : weighted)
        if ((below += weight) >= share) return value;
    return weighted.back().first;
}

TEST(BalancedQuantile, CountsBothAlikeHoweverManyTheyAre) {
    // Half of the weight lies on 1; of the other half, a tenth on each of 2, 3, ..., 11.
    const std::vector<double> ten{2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    EXPECT_EQ(balanced_quantile({1}, ten, 0.4), 1);
    EXPECT_EQ(balanced_quantile({1}, ten, 0.68), 5);
    EXPECT_EQ(balanced_quantile(ten, {1, 1, 1}, 0.68), 5);
}

/// Whole steps that were recorded with real engines and are predicted by imported profiles, none of which knows the
/// host's work: 68 % are nearer to their prediction than the deviation that such profiles state. Steps of one engine
/// are off for one reason, so that each of the two engines counts the same, however many of its steps were recorded.
TEST(UnknownHostWork, IsAsUncertainAsTheRecordingsSay) {
    PLIMSOLL_NEEDS_RECORDED_STEPS(kSplitwiseFile);
    PLIMSOLL_NEEDS_RECORDED_STEPS(kServedFile);
    PLIMSOLL_NEEDS_RECORDED_PROFILES();
    StepComparison of_2023;
    std::set<Experiment> waited;
    const auto recordings = read_splitwise();
    compare_splitwise(recordings, "a100-80gb", "AIConfigurator", a100_profile(), of_2023, waited);
    compare_splitwise(recordings, "h100-80gb", "AIConfigurator", h100_profile(), of_2023, waited);
    compare_splitwise(recordings, "a100-80gb", "Vidur", vidurs_a100_profile(), of_2023, waited);
    StepComparison vllm;
    compare_decode_steps(read_decode_steps(), "AIConfigurator", h100_profile(), vllm);
    for (const double share : {0.25, 0.5, 0.68, 0.9})
        fmt::print("{:.0f} % are within {:.3f} (vLLM), {:.3f} (the engine of 2023), {:.3f} (both alike)\n", 100 * share,
                   quantile(vllm.deviations(), share), quantile(of_2023.deviations(), share),
                   balanced_quantile(vllm.deviations(), of_2023.deviations(), share));
    EXPECT_EQ(vllm.deviations().size(), 24U);
    EXPECT_EQ(of_2023.deviations().size(), 332U);
    EXPECT_NEAR(balanced_quantile(vllm.deviations(), of_2023.deviations(), 0.68), kUnknownHostSd, 0.005);
}

}  // namespace
}  // namespace plimsoll::models
