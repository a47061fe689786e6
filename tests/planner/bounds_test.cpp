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

/// Buckets of a second, 20 requests a second, half a second behind the end of a stretch.
TEST_F(Bounds, WhatComesBeyondCapacityIsLate) {
    const auto late = [](std::vector<double> counts) {
        return least_late({std::chrono::seconds(1), std::move(counts)}, 20, std::chrono::milliseconds(500));
    };
    EXPECT_DOUBLE_EQ(late({10, 10, 10, 10}), 0);
    EXPECT_DOUBLE_EQ(late({30}), 0) << "10 too many, for which half a second is enough";
    EXPECT_DOUBLE_EQ(late({10, 30, 30, 0}), 10) << "the second and the third: 60 - 20 x 2.5";
    EXPECT_DOUBLE_EQ(late({40, 0, 40}), 20) << "two stretches";
    EXPECT_DOUBLE_EQ(late({40, 18, 40}), 28) << "one stretch: 98 - 20 x 3.5";
}

/// 2.4 requests a second for an hour, then 16.8, for a machine that answers 10: 24,480 too many of 69,120, of which 10
/// may be answered a second later; less five deviations of 69,120, 1,315.
TEST_F(Bounds, APeakBeyondCapacityIsHopeless) {
    const std::vector<std::string> peak{
        R"(/workload/traffic/generate={"process": "constant", "rate": "12 /s", "profile": {"daily": [0.2, 1.4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}})",
        "/experiment/horizon=2 h"};
    const auto of = [&](const std::string& pool) {
        const auto experiment = machines(pool, peak);
        return why_hopeless(experiment, experiment.deployments[0], arrivals_of(experiment)).value_or("");
    };
    EXPECT_EQ(why(machines(R"("replicas": {"min": 1, "max": 1})", peak)), "") << "10 a second are more than 9.6";
    EXPECT_EQ(of(R"("replicas": {"min": 1, "max": 1})"),
              "p99 latency <= 1 s: at peaks more requests come than the 10 a second that can be answered in time; 33 % "
              "are late");
    EXPECT_EQ(of(R"("replicas": {"min": 1, "max": 2})"), "");
}

/// Batches of four take 200 ms, of two 133: what must be answered within 120 is answered alone, 10 a second.
TEST_F(Bounds, WhatIsAnsweredInTimeIsInNoLongerBatch) {
    const std::string batching = R"("replicas": {"min": 1, "max": 1}, "batching": {"max_batch": 4, "max_wait": "0 s"})";
    const auto of = [&](const std::string& limit) {
        const auto experiment = machines(batching, {"/workload/load=15", "/slo/0/at_most=" + limit});
        return why_hopeless(experiment, experiment.deployments[0], arrivals_of(experiment)).value_or("");
    };
    EXPECT_EQ(of("200 ms"), "");
    EXPECT_THAT(of("120 ms"), HasSubstr("that can be answered in time"));
}

}  // namespace
}  // namespace plimsoll::sim
