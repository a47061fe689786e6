// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/bounds.hpp"

#include "tests/resolve/resolve_fixture.hpp"

#include <cmath>

namespace plimsoll::sim {
namespace {

using testing::HasSubstr;

class Bounds : public Resolving {
protected:
    /// A deployment of machines at 1 USD/h whose batches of 1 and 4 take 100 and 200 ms.
    [[nodiscard]] Experiment machines(const std::string& pool, const std::vector<std::string>& sets = {}) const {
        return resolved(
            around(
                R"({"name": "machines", "serving": "real-time", "pools": [{"offer": {"price": "1 USD/h", "spot_price": "0.5 USD/h"}, )" +
                    pool + "}]}",
                R"("service": {"time": {"table": {"1": "100 ms", "4": "200 ms"}}},
                                  "slo": [{"metric": "latency", "at_most": "1 s"}],
                                  "experiment": {"horizon": "1 h"},)"),
            sets);
    }
    static double floor_of(const Experiment& experiment) {
        return cost_floor(experiment.deployments[0], {experiment.offers[0], experiment.scenario.price_factors},
                          experiment.scenario.experiment.horizon);
    }
    static std::string why(const Experiment& experiment) {
        return why_hopeless(experiment, experiment.deployments[0]).value_or("");
    }
};

TEST_F(Bounds, CostIsAtLeastThatOfTheMachinesThatAreAlwaysThere) {
    EXPECT_EQ(floor_of(machines(R"("replicas": {"min": 3, "max": 8})")), 3 * 730);
    EXPECT_EQ(floor_of(machines(R"("replicas": {"min": 3, "max": 8})", {R"(/price_factors={"on-demand": 0.5})"})),
              1.5 * 730);
    EXPECT_EQ(
        floor_of(machines(
            R"("replicas": {"min": 3, "max": 3}, "purchase": "spot", "interruptions": {"mean_time_to_interruption": "1 h"})")),
        0);
}

TEST_F(Bounds, CapacityIsThatOfTheFastestBatches) {
    EXPECT_DOUBLE_EQ(capacity_per_s(machines(R"("replicas": {"min": 2, "max": 2})").deployments[0]), 20);
    // Four in 200 ms are faster than one in 100 ms.
    EXPECT_DOUBLE_EQ(
        capacity_per_s(machines(R"("replicas": {"min": 2, "max": 2}, "batching": {"max_batch": 4, "max_wait": "0 s"})")
                           .deployments[0]),
        40);
}

TEST_F(Bounds, TooLittleCapacityIsHopeless) {
    // A machine answers 10 /s. Of 12.6 /s it could answer 79.4 % within the hour and the second behind it, which is
    // above 0.8 x 99 %; of 12.7 /s 78.8 %, which is not.
    EXPECT_EQ(why(machines(R"("replicas": {"min": 1, "max": 1})", {"/workload/load=12.6"})), "");
    EXPECT_THAT(why(machines(R"("replicas": {"min": 1, "max": 1})", {"/workload/load=12.7"})),
                HasSubstr("12.7 requests/s are asked for and 10 can be answered"));
    EXPECT_EQ(why(machines(R"("replicas": {"min": 1, "max": 2})", {"/workload/load=12.7"})), "");
}

TEST_F(Bounds, ALimitBelowTheServiceTimeIsHopeless) {
    EXPECT_THAT(why(machines(R"("replicas": {"min": 9, "max": 9})", {"/slo/0/at_most=99 ms"})),
                HasSubstr("every request takes 100 ms at least"));
    EXPECT_EQ(why(machines(R"("replicas": {"min": 9, "max": 9})", {"/slo/0/at_most=100 ms"})), "");
    EXPECT_THAT(
        why(machines(R"("replicas": {"min": 9, "max": 9})", {"/slo/0/at_most=100 ms", "/deployments/0/network=1 ms"})),
        HasSubstr("every request takes 101 ms at least"));
}

}  // namespace
}  // namespace plimsoll::sim
