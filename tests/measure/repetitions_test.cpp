// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cpu/repetitions.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace plimsoll::measure::cpu {
namespace {

/// Repetitions of a millisecond, and of ten where another program ran in between; the script comes again and again.
struct Script {
    std::vector<bool> disturbed;
    std::size_t runs = 0;
    std::uint64_t disturbances = 0;

    Summary repeat(const Effort& effort) {
        return repeat_undisturbed(
            effort,
            [this] {
                const bool now = disturbed[runs++ % disturbed.size()];
                disturbances += now ? 2 : 0;
                return now ? 0.010 : 0.001;
            },
            [this] { return disturbances; });
    }
};

TEST(Repetitions, DisturbedOnesDoNotCount) {
    Script script{{true, false, true}};
    const auto summary = script.repeat({5, 5, 1, 1e-9});
    EXPECT_DOUBLE_EQ(summary.median, 0.001);
    EXPECT_DOUBLE_EQ(summary.spread, 0);
    EXPECT_EQ(summary.count, 5U);
    EXPECT_EQ(script.runs, 14U);
}

// A kernel longer than a turn of the scheduler never runs alone: equal times, yet nothing to rely on.
TEST(Repetitions, WhereAllAreDisturbedTheSpreadSaysSo) {
    Script script{{true}};
    const auto summary = script.repeat({5, 1000, 0.0995, 1e-9});
    EXPECT_DOUBLE_EQ(summary.median, 0.010);
    EXPECT_DOUBLE_EQ(summary.spread, 1);
    EXPECT_EQ(summary.count, 10U);
}

// Two of three are disturbed, and 20 ms of them are enough, but three there must be: four in all, of which one is good.
TEST(Repetitions, TheTimeForDisturbedOnesIsLimited) {
    Script script{{true, false, true}};
    const auto summary = script.repeat({3, 1000, 0.020, 1e-9});
    EXPECT_EQ(summary.count, 4U);
    EXPECT_GE(summary.spread, 0.75);
}

TEST(Repetitions, PreemptionsOnlyGrow) {
    const auto before = preemptions();
    EXPECT_GE(preemptions(), before);
}

}  // namespace
}  // namespace plimsoll::measure::cpu
