// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/sensitivity_points.hpp"

#include "sim/run/run.hpp"
#include "tests/resolve/resolve_fixture.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::sim {
namespace {

using results::Sensitivity;
using testing::ElementsAre;

class Varied : public Resolving {
protected:
    static std::vector<std::string> told(const Experiment& experiment) {
        std::vector<std::string> all;
        for (const auto& varied : varied_assumptions(experiment)) all.push_back(varied.assumption.what);
        return all;
    }
    static RunOutcome run(const Experiment& experiment) {
        RunOptions options;
        options.sensitivities = true;
        return run_experiment(experiment, options);
    }
};

TEST_F(Varied, IsOnlyWhatADeploymentRestsOn) {
    // A machine that is there from beginning to end, with a service time that is given: only the load can be off.
    EXPECT_THAT(
        told(resolved(around(R"({"name": "fixed", "serving": "real-time", "pools": [{"offer": {"price": "1 USD/h"}}]})",
                             R"("service": {"time": {"constant": "100 ms"}},)"))),
        ElementsAre("load"));
    // A datasheet's step times, a spot market, and starts in the place of what is interrupted.
    EXPECT_THAT(told(resolved(around(
                    R"({"name": "spot", "serving": "real-time", "pools": [{"offer": "test/a/t4", "purchase": "spot",
                        "interruptions": {"mean_time_to_interruption": "10 h"}}]})"))),
                ElementsAre("load", testing::StartsWith("step times from the datasheet of NVIDIA T4"),
                            "mean time to interruption", "time of a cold start"));
}

TEST_F(Varied, GoesToTheEndsOfWhatItMayBe) {
    const auto experiment =
        resolved(around(
                     R"({"name": "spot", "serving": "real-time", "pools": [{"offer": "test/a/t4", "purchase": "spot",
            "start": {"provision": "20 s", "boot": "10 s", "image": "0 GB", "weights": "0 GB", "warm_up": "5 s"},
            "interruptions": {"mean_time_to_interruption": "10 h"}}]})"),
                 {"/workload/load=3"});
    const auto all = varied_assumptions(experiment);
    ASSERT_EQ(all.size(), 4U);
    EXPECT_DOUBLE_EQ(all[0].assumption.low, 2.4);
    EXPECT_DOUBLE_EQ(all[0].assumption.high, 3.6);
    EXPECT_EQ(all[0].low, (Overrides{.load = 0.8}));
    EXPECT_EQ(all[1].assumption.low, 0.5);
    EXPECT_EQ(all[1].assumption.high, 2);
    EXPECT_EQ(all[1].low, (Overrides{.step_shift = -1}));
    EXPECT_EQ(all[2].assumption.low, 18'000);  // seconds: half of ten hours, which is twice as often
    EXPECT_EQ(all[2].low, (Overrides{.interruptions = 2}));
    EXPECT_EQ(all[3].assumption.base, 35);
    EXPECT_EQ(all[3].assumption.high, 70);
    const auto slow = input_of(experiment, {0, 0, all[3].high}).plan.pools[0].start;
    EXPECT_EQ(slow.provision, std::chrono::seconds(40));
    EXPECT_EQ(slow.boot, std::chrono::seconds(20));
    EXPECT_EQ(slow.warm_up, std::chrono::seconds(10));
}

// Whether the load is 0.8 times the scenario's or the scenario says so itself: the same requests, to the last digit.
TEST_F(Varied, IsWhatAScenarioWithThatValueComesTo) {
    const std::string scenario = around(
        R"({"name": "a", "serving": "api", "network": "1 ms", "service": {"time": {"exponential": {"mean": "100 ms"}}},
            "pools": [{"offer": {"request_price": "1000 USD/1M requests"}}]})",
        "");
    const std::vector<std::string> sets{R"(/experiment={"horizon": "1 h", "replications": 2})"};
    const auto varied = run(resolved(scenario, sets)).comparison.deployments[0].sensitivities;
    ASSERT_EQ(varied.size(), 1U);
    auto less = sets;
    less.emplace_back("/workload/load=0.8");
    const auto other = run(resolved(scenario, less)).comparison.deployments[0];
    EXPECT_EQ(varied[0].at_low.per_month, other.cost.per_month);
    EXPECT_EQ(varied[0].at_low.p99_s, other.latency.p99.value);
    // 3600 requests an hour at 0.001 USD each cost 3.60 USD an hour, 2628 USD a month; 1.2 times that.
    EXPECT_NEAR(varied[0].at_high.per_month.approximate(), 1.2 * 2628, 0.01 * 1.2 * 2628);
}

// M/M/1 (Gross et al., Fundamentals of Queueing Theory, 4th ed., 2.2): the time in the system is exponential with rate
// m - l, so its 99th percentile is ln(100) / (m - l). With m = 10 /s and l = 5 /s, the ends of the load are 4 and 6 /s.
// The one machine costs 1 USD an hour whatever it does: 730 USD a month.
TEST_F(Varied, LoadMovesTheTailOfMM1AsTheoryHasIt) {
    const auto experiment =
        resolved(around(R"({"name": "one", "serving": "real-time", "pools": [{"offer": {"price": "1 USD/h"}}]})",
                        R"("service": {"time": {"exponential": {"mean": "100 ms"}}},)"),
                 {R"(/workload/traffic={"generate": {"process": "poisson", "rate": "5 /s"}})",
                  R"(/experiment={"horizon": "24 h", "warm_up": "5 min", "replications": 4})"});
    const auto deployment = run(experiment).comparison.deployments[0];
    ASSERT_EQ(deployment.sensitivities.size(), 1U);
    const auto& load = deployment.sensitivities[0];
    EXPECT_EQ(load.at_low.per_month, pricing::Money::parse("730"));
    EXPECT_EQ(load.at_high.per_month, pricing::Money::parse("730"));
    EXPECT_NEAR(*load.at_low.p99_s, std::log(100.0) / 6, 0.02 * std::log(100.0) / 6);
    EXPECT_NEAR(*load.at_high.p99_s, std::log(100.0) / 4, 0.02 * std::log(100.0) / 4);
}

TEST_F(Varied, ChangesNothingOfTheResultItself) {
    const auto experiment =
        resolved(around(R"({"name": "one", "serving": "real-time", "pools": [{"offer": "test/a/t4"}]})"),
                 {R"(/experiment={"horizon": "30 min", "replications": 2})"});
    const auto with = run(experiment).comparison;
    const auto without = run_experiment(experiment, {}).comparison;
    EXPECT_FALSE(with.deployments[0].sensitivities.empty());
    EXPECT_TRUE(without.deployments[0].sensitivities.empty());
    EXPECT_EQ(with.fingerprint, without.fingerprint);
    EXPECT_EQ(with.verdict.sentences, without.verdict.sentences);
    EXPECT_EQ(with.deployments[0].latency.p99.ci->hi, without.deployments[0].latency.p99.ci->hi);
}

}  // namespace
}  // namespace plimsoll::sim
