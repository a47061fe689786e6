// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/follow_ups.hpp"

#include "tests/resolve/resolve_fixture.hpp"

#include <chrono>
#include <cmath>

namespace plimsoll::sim {
namespace {

using namespace std::chrono_literals;

class FollowUps : public Resolving {
protected:
    FollowUps() {
        for (const auto& plan : experiment_.deployments) {
            results::DeploymentResult result;
            result.name = plan.name;
            result.replications = 3;
            result.instances.mean = 1;
            result.interruptible = plan.is_interruptible();
            comparison_.deployments.push_back(std::move(result));
        }
    }

    Experiment experiment_ = resolved(
        around(
            R"({"name": "spot", "serving": "real-time", "pools": [{"offer": "test/a/t4", "purchase": "spot", "interruptions": {"mean_time_to_interruption": "240 h"}}]},
               {"name": "functions", "serving": "serverless", "pools": [{"offer": "test/a/function"}]},
               {"name": "other", "serving": "serverless", "pools": [{"offer": "test/a/function"}]})"),
        {R"(/experiment={"replications": 3})"});
    results::Comparison comparison_;
};

TEST_F(FollowUps, SimulateBothDeploymentsWhereTheirCostsCross) {
    comparison_.deployments[0].instances.interrupted = 10;
    results::LoadChange change;
    change.kind = results::LoadChange::Kind::cost;
    change.from = "functions";
    change.to = "spot";
    change.load_below = 1;
    change.load = 1.5;
    change.load_above = 2;
    comparison_.verdict.changes.push_back(change);
    auto points = follow_ups(experiment_, comparison_, {});
    ASSERT_EQ(points.size(), 6U);
    for (const auto& planned : points) {
        EXPECT_NEAR(planned.point.overrides.load, std::exp2(9.0 / 16),
                    1e-9);  // the nearest of sixteen an octave to 1.5
        EXPECT_EQ(planned.role, Role::crossing);
        EXPECT_NE(planned.point.deployment, 2U);
        EXPECT_FALSE(planned.is_first());
    }
    EXPECT_TRUE(follow_ups(experiment_, comparison_, points).empty());
    comparison_.verdict.changes[0].load = 1.6;
    EXPECT_EQ(follow_ups(experiment_, comparison_, points).size(), 6U);
}

TEST_F(FollowUps, AreNoneWhereOnlyAnObjectiveChangesTheCheapest) {
    comparison_.deployments[0].instances.interrupted = 10;
    results::LoadChange change;
    change.kind = results::LoadChange::Kind::feasibility;
    change.from = "functions";
    change.to = "spot";
    comparison_.verdict.changes.push_back(change);
    EXPECT_TRUE(follow_ups(experiment_, comparison_, {}).empty());
}

// One machine over a day, interrupted every ten days: fifty times as often makes five a day.
TEST_F(FollowUps, InterruptMoreOftenWhereFewInterruptionsWereSeen) {
    const auto points = follow_ups(experiment_, comparison_, {});
    ASSERT_EQ(points.size(), 3U);
    for (const auto& planned : points) {
        EXPECT_EQ(planned.point.deployment, 0U);
        EXPECT_NEAR(planned.point.overrides.interruptions, 50, 1e-9);
        EXPECT_FALSE(planned.is_first());
    }
    EXPECT_TRUE(follow_ups(experiment_, comparison_, points).empty());
}

}  // namespace
}  // namespace plimsoll::sim
