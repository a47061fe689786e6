// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/stress.hpp"

#include "tests/resolve/resolve_fixture.hpp"

namespace plimsoll::sim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Outcome = StressRow::Outcome;

/// Four requests a second, evenly, each of 100 ms: a machine serves 10 a second.
class Stresses : public Resolving {
protected:
    [[nodiscard]] static std::string with(const std::string& deployment) {
        return R"({"plimsoll": 1, "workload": {"traffic": {"generate": {"process": "constant", "rate": "4 /s"}}},
  "service": {"time": {"constant": "100 ms"}},
  "slo": [{"metric": "latency", "percentile": 99, "at_most": "150 ms"}],
  "experiment": {"horizon": "10 min", "replications": 2},
  "deployments": [)" +
               deployment + "]}";
    }
    static std::string machines(const std::string& pool) {
        return R"({"name": "machines", "serving": "real-time", "pools": [{"offer": {"price": "1 USD/h", "spot_price": "0.25 USD/h"}, )" +
               pool + "}]}";
    }
    static StressReport report_of(const Experiment& experiment, const StressOptions& options = {}) {
        return run_stresses(experiment, {0}, options);
    }
    static const StressRow& row(const StressReport& report, Stress stress) {
        return report.deployments.at(0).rows.at(static_cast<std::size_t>(stress));
    }
};

TEST_F(Stresses, AreSimulatedEachAlone) {
    const auto report = report_of(resolved(with(machines(R"("replicas": {"min": 2, "max": 2})"))));
    const auto& as_it_is = row(report, Stress::none).figures;
    EXPECT_DOUBLE_EQ(as_it_is->cost_per_month, 1460);
    EXPECT_DOUBLE_EQ(*as_it_is->p99_s, 0.1);
    EXPECT_TRUE(as_it_is->met);
    // 12 requests a second are fewer than the 20 that two machines serve: evenly spaced, nobody waits.
    EXPECT_DOUBLE_EQ(*row(report, Stress::traffic).figures->p99_s, 0.1);
    // One machine serves 4 a second as they come.
    EXPECT_DOUBLE_EQ(*row(report, Stress::instances).figures->p99_s, 0.1);
    EXPECT_DOUBLE_EQ(row(report, Stress::instances).figures->cost_per_month, 730);
    EXPECT_EQ(row(report, Stress::spot).outcome, Outcome::unconcerned);
    EXPECT_DOUBLE_EQ(row(report, Stress::prices).figures->cost_per_month, 1.3 * 1460);
    EXPECT_DOUBLE_EQ(*row(report, Stress::prices).figures->p99_s, 0.1);
    // 200 ms are more than 150, and all of it is the step.
    EXPECT_DOUBLE_EQ(*row(report, Stress::steps).figures->p99_s, 0.2);
    EXPECT_FALSE(row(report, Stress::steps).figures->met);
    EXPECT_EQ(row(report, Stress::steps).cause, "compute");
    EXPECT_THAT(stress_text(report, 120), HasSubstr("p99 latency <= 150 ms: 200 ms, most of it compute"));
}

/// 12 a second for one machine that serves 10: after t seconds 2 t wait, 200 ms more each second. After 600 s the queue
/// holds 1200, who are served in 120 s: the last of 7200 waits about 120 s, the 99th percentile 1 % less.
TEST_F(Stresses, AnOverloadIsAQueue) {
    const auto report = report_of(resolved(with(machines(R"("replicas": {"min": 1, "max": 1})"))));
    const auto& traffic = row(report, Stress::traffic);
    EXPECT_NEAR(*traffic.figures->p99_s, 0.99 * 120, 1);
    EXPECT_EQ(traffic.cause, "queue");
    EXPECT_EQ(row(report, Stress::instances).outcome, Outcome::nothing_left);
    EXPECT_FALSE(row(report, Stress::instances).figures);
    EXPECT_THAT(stress_text(report, 120), HasSubstr("everything: nothing is left that could answer"));
    const auto gentle = report_of(resolved(with(machines(R"("replicas": {"min": 1, "max": 1})"))), {.traffic = 2});
    EXPECT_TRUE(row(gentle, Stress::traffic).figures->met);
}

TEST_F(Stresses, WithoutSpotTheFallbackIsPaidOrNothingIsLeft) {
    const std::string spot =
        R"("replicas": {"min": 2, "max": 2}, "purchase": "spot", "interruptions": {"mean_time_to_interruption": "1000 h"})";
    const auto alone = report_of(resolved(with(machines(spot))));
    EXPECT_DOUBLE_EQ(row(alone, Stress::none).figures->cost_per_month, 0.25 * 1460);
    EXPECT_EQ(row(alone, Stress::spot).outcome, Outcome::nothing_left);
    const auto backed = report_of(resolved(with(machines(spot + R"(, "fallback": "on-demand")"))));
    EXPECT_DOUBLE_EQ(row(backed, Stress::spot).figures->cost_per_month, 1460);
    EXPECT_DOUBLE_EQ(*row(backed, Stress::spot).figures->p99_s, 0.1);
}

TEST_F(Stresses, APoolThatIsGoneLeavesTheOthers) {
    const auto experiment = resolved(with(
        R"({"name": "mixed", "serving": "real-time", "pools": [
             {"offer": {"price": "1 USD/h", "spot_price": "0.25 USD/h"}, "replicas": {"min": 3, "max": 3}, "purchase": "spot",
              "interruptions": {"mean_time_to_interruption": "1000 h"}},
             {"offer": {"price": "2 USD/h"}, "replicas": {"min": 1, "max": 1}}]})"));
    const auto report = report_of(experiment);
    EXPECT_DOUBLE_EQ(row(report, Stress::none).figures->cost_per_month, 730 * (3 * 0.25 + 2));
    EXPECT_DOUBLE_EQ(row(report, Stress::spot).figures->cost_per_month, 730 * 2);
    EXPECT_DOUBLE_EQ(row(report, Stress::instances).figures->cost_per_month, 730 * 0.25);
}

/// What an autoscaler keeps at least, it keeps in the half that is left.
TEST_F(Stresses, HalfOfTheInstancesIsHalfOfTheirPlaces) {
    const auto experiment = resolved(with(machines(
        R"("replicas": {"min": 3, "max": 9}, "autoscaler": {"kind": "kubernetes-hpa", "metric": "requests-per-replica", "target": 2})")));
    const auto left = [&](std::uint32_t min) {
        auto plan = experiment.deployments[0];
        plan.pools[0].replicas.min = min;
        auto offers = experiment.offers[0];
        const auto replicas = stressed(plan, offers, Stress::instances, {})->pools[0].replicas;
        return std::vector<std::uint32_t>{replicas.min, replicas.max};
    };
    EXPECT_THAT(left(3), ElementsAre(3, 4));
    EXPECT_THAT(left(6), ElementsAre(4, 4));
    EXPECT_THAT(left(0), ElementsAre(0, 4));
}

TEST_F(Stresses, PricesSimulateNothing) {
    const auto experiment = resolved(with(machines(R"("replicas": {"min": 2, "max": 2})")));
    const auto store = open_run_store((folder_ / "runs").string());
    StressOptions options;
    options.store = store.get();
    static_cast<void>(report_of(experiment, options));
    std::size_t kept = 0;
    for ([[maybe_unused]] const auto& file : std::filesystem::directory_iterator(folder_ / "runs")) ++kept;
    EXPECT_EQ(kept, 4U * 2) << "as it is, traffic, instances and steps, in two replications";
}

}  // namespace
}  // namespace plimsoll::sim
