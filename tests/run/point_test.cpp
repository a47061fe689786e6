// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/point.hpp"

#include "tests/resolve/resolve_fixture.hpp"

#include <chrono>

namespace plimsoll::sim {
namespace {

using namespace std::chrono_literals;

class PointOfExperiment : public Resolving {
protected:
    const Experiment experiment_ = resolved(
        around(
            R"({"name": "spot", "serving": "real-time", "pools": [{"offer": "test/a/t4", "purchase": "spot", "interruptions": {"mean_time_to_interruption": "240 h"}}]})",
            R"("service": {"time": {"constant": "100 ms"}},)"),
        {R"(/experiment={"horizon": "2 h", "warm_up": "1 min", "seed": 7})"});
};

TEST_F(PointOfExperiment, IsThePlanAsItIsWhereNothingIsOverridden) {
    const auto input = input_of(experiment_, {0, 0, {}});
    EXPECT_EQ(input.plan.pools[0].interruptions->mean_time_to_interruption, 240h);
    EXPECT_EQ(input.load, 1);
    EXPECT_EQ(input.options.horizon, 2h);
    EXPECT_EQ(input.options.warm_up, 1min);
    EXPECT_EQ(input.options.bucket, 25s);  // a 288th of two hours
    EXPECT_GT(input.options.lives, 0U);
}

TEST_F(PointOfExperiment, HasItsOverridesInThePlan) {
    const auto often = input_of(experiment_, {0, 0, {.load = 3, .interruptions = 48}});
    EXPECT_EQ(often.plan.pools[0].interruptions->mean_time_to_interruption, 5h);
    EXPECT_EQ(often.load, 3);
    EXPECT_EQ(often.options.lives, 0U);
    // Never more often than once a second.
    const auto most = input_of(experiment_, {0, 0, {.interruptions = 1e9}});
    EXPECT_EQ(most.plan.pools[0].interruptions->mean_time_to_interruption, 1s);
}

TEST_F(PointOfExperiment, HasAnotherSeedInEachReplication) {
    const auto second = input_of(experiment_, {0, 1, {}});
    EXPECT_NE(second.options.seed, input_of(experiment_, {0, 0, {}}).options.seed);
    EXPECT_EQ(second.options.seed, input_of(experiment_, {0, 1, {.load = 2}}).options.seed);
    EXPECT_EQ(second.options.lives, 0U);
}

}  // namespace
}  // namespace plimsoll::sim
