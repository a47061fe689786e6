// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/planner.hpp"

#include "sim/planner/answer_text.hpp"
#include "sim/run/run.hpp"
#include "tests/resolve/resolve_fixture.hpp"

#include <fmt/format.h>

#include <random>

namespace plimsoll::sim {
namespace {

using testing::HasSubstr;

class Planner : public Resolving {
protected:
    /// Two machines, each of its own price and speed, one of them with random service times; autoscaled by the queue.
    static std::string scenario(double rate, double first_ms, double second_ms, double first_price, double second_price,
                                double limit_ms, int seed) {
        return fmt::format(R"({{"plimsoll": 1,
  "workload": {{"traffic": {{"generate": {{"process": "poisson", "rate": "{:.3f} /s"}}}}}},
  "slo": [{{"metric": "latency", "percentile": 95, "at_most": "{:.3f} ms"}}],
  "deployments": [
    {{"name": "first", "serving": "real-time", "service": {{"time": {{"exponential": {{"mean": "{:.3f} ms"}}}}}},
      "pools": [{{"offer": {{"price": "{:.2f} USD/h"}}, "replicas": {{"min": 1, "max": 1}}}}]}},
    {{"name": "second", "serving": "real-time", "service": {{"time": {{"table": {{"1": "{:.3f} ms", "8": "{:.3f} ms"}}}}}},
      "pools": [{{"offer": {{"price": "{:.2f} USD/h"}}, "replicas": {{"min": 1, "max": 1}},
                 "batching": {{"max_batch": 1, "max_wait": "5 ms"}}}}]}}],
  "experiment": {{"horizon": "1 min", "replications": 5, "seed": {}}}}})",
                           rate, limit_ms, first_ms, first_price, second_ms, 3 * second_ms, second_price, seed);
    }
    [[nodiscard]] Space space_of(const std::string& text, std::vector<Axis> axes) const {
        name_columns(axes, {});
        const Grid grid(std::move(axes));
        std::vector<std::size_t> points(*grid.count());
        for (std::size_t i = 0; i < points.size(); ++i) points[i] = i;
        Knowledge known(PLIMSOLL_SOURCE_DIR, folder_ / "catalog");
        return make_space({text, (folder_ / "test.json").string(), {}}, grid, points, known);
    }
    static Axis replicas(int deployment, const std::string& values) {
        const auto pointer = fmt::format("/deployments/{}/pools/0/replicas/", deployment);
        return {{parse_track(fmt::format("min{}:{}min={}", deployment, pointer, values)),
                 parse_track(fmt::format("max{}:{}max={}", deployment, pointer, values))}};
    }
    static Axis batches(const std::string& values) {
        return {{parse_track("/deployments/1/pools/0/batching/max_batch=" + values)}};
    }
    /// What a comparison of all candidates says, each in so many replications.
    static results::Comparison exhaustive(const Space& space, std::uint32_t replications) {
        auto experiment = space.experiment;
        experiment.scenario.experiment.replications = replications;
        RunOptions options;
        options.jobs = 2;
        return run_experiment(experiment, options).comparison;
    }
    static PlannerOptions options() {
        PlannerOptions options;
        options.jobs = 2;
        options.demand.replications = 5;
        return options;
    }
};

TEST_F(Planner, KeepsACandidateOnceForWhatConcernsIt) {
    const auto space = space_of(scenario(20, 30, 20, 1, 2, 200, 1), {replicas(0, "1,2,3"), batches("1,8")});
    ASSERT_EQ(space.candidates.size(), 5U);
    EXPECT_EQ(space.candidates[0].text(), "first at min0=1, max0=1");
    EXPECT_EQ(space.candidates[1].text(), "second at max_batch=1");
    EXPECT_EQ(space.candidates[2].text(), "second at max_batch=8");
    EXPECT_EQ(space.candidates[3].text(), "first at min0=2, max0=2");
    EXPECT_EQ(space.points, 6U);
}

/// 20 spaces of 30 candidates drawn at random, against a comparison of all of them in 20 replications each.
TEST_F(Planner, EqualsExhaustiveSearchOnTwentyRandomSpaces) {
    constexpr std::uint32_t kReplications = 20;
    std::size_t spent = 0;
    std::size_t all = 0;
    for (int seed = 1; seed <= 20; ++seed) {
        std::mt19937 random(static_cast<unsigned>(seed));
        const auto draw = [&](double from, double to) {
            return std::uniform_real_distribution<double>(from, to)(random);
        };
        const auto text =
            scenario(draw(20, 60), draw(20, 80), draw(20, 80), draw(0.5, 2), draw(0.5, 2), draw(150, 600), seed);
        const auto space = space_of(text, {replicas(0, "1,2,3,4,5,6"), replicas(1, "1,2,3,4,5,6"), batches("1,2,4,8")});
        ASSERT_EQ(space.candidates.size(), 30U);
        const auto answer = find_plan(space, options());
        const auto truth = exhaustive(space, kReplications);
        spent += answer.effort.simulations;
        all += space.candidates.size() * kReplications;
        SCOPED_TRACE(fmt::format("seed {}\n{}", seed, answer_text({&space, 1}, answer, 120)));
        ASSERT_EQ(answer.winner.has_value(), truth.verdict.cheapest.has_value());
        if (!answer.winner) continue;
        const auto& best = truth.deployments[*truth.verdict.cheapest];
        EXPECT_DOUBLE_EQ(answer.winner->cost_per_month, best.cost.per_month.approximate());
        EXPECT_TRUE(truth.deployments[answer.winner->candidate].feasible());
    }
    EXPECT_LE(20 * spent, all);
}

/// The larger the space, the smaller the part of it that is simulated.
TEST_F(Planner, SimulatesATwentiethOfALargeSpace) {
    std::string counts = "1";
    for (int i = 2; i <= 40; ++i) counts += fmt::format(",{}", i);
    const auto space = space_of(scenario(200, 30, 25, 1, 1.3, 300, 1),
                                {replicas(0, counts), replicas(1, counts), batches("1,2,4,6,8,12,16,24")});
    ASSERT_EQ(space.candidates.size(), 40U + 320U);
    const auto answer = find_plan(space, options());
    ASSERT_TRUE(answer.winner);
    EXPECT_LE(20 * answer.effort.simulations, answer.effort.candidates * 20);
}

/// One space in 200 worlds: other requests and service times in each. The truth is the mean of 500 more of them.
TEST_F(Planner, StatedProbabilityHoldsInTwoHundredWorlds) {
    const std::vector<Axis> axes{replicas(0, "1,2,3,4"), replicas(1, "1,2"), batches("1,2,4")};
    const auto at = [&](int seed) { return space_of(scenario(30, 50, 45, 1, 1.45, 160, seed), axes); };
    struct Truth {
        double cost = 0;
        double strict = 0;  // attainment of a limit that is shorter by the tolerance, less what is asked
        double loose = 0;
    };
    constexpr int kParts = 10;
    std::vector<Truth> truth(at(1).candidates.size());
    for (int part = 0; part < kParts; ++part) {
        auto space = at(1'000'000 + part);
        auto& slo = space.experiment.scenario.slo;
        slo = {slo[0], slo[0]};
        slo[0].at_most = std::chrono::microseconds(158'400);
        slo[1].at_most = std::chrono::microseconds(161'600);
        const auto compared = exhaustive(space, 50);
        for (std::size_t i = 0; i < truth.size(); ++i) {
            const auto& deployment = compared.deployments[i];
            truth[i].cost += deployment.cost.per_month.approximate() / kParts;
            truth[i].strict += (deployment.slo[0].attainment - 0.95) / kParts;
            truth[i].loose += (deployment.slo[1].attainment - 0.95) / kParts;
        }
    }
    int stated = 0;
    int good = 0;
    for (int seed = 1; seed <= 200; ++seed) {
        const auto space = at(seed);
        const auto answer = find_plan(space, options());
        if (!answer.winner || answer.probability < answer.confidence) continue;
        ++stated;
        const auto& winner = truth[answer.winner->candidate];
        const bool is_good = winner.loose >= 0 && std::none_of(truth.begin(), truth.end(), [&](const Truth& other) {
                                 return other.strict >= 0 && other.cost < (1 - answer.tolerance) * winner.cost;
                             });
        if (is_good) ++good;
    }
    EXPECT_GE(stated, 150);
    EXPECT_GE(good, 0.95 * stated);
}

TEST_F(Planner, SaysWhatExcludesAllAndByHowMuch) {
    const auto space = space_of(scenario(30, 50, 45, 1, 1.45, 60, 1), {replicas(0, "2,3,4")});
    const auto answer = find_plan(space, options());
    EXPECT_FALSE(answer.winner);
    ASSERT_TRUE(answer.nearest);
    EXPECT_THAT(answer_text({&space, 1}, answer, 120), HasSubstr("Nothing in this space meets the objectives."));
    EXPECT_THAT(answer_text({&space, 1}, answer, 120), HasSubstr("misses p95 latency <= 60 ms by"));
}

TEST_F(Planner, AnInventedPriceNeverWins) {
    const auto text =
        around(R"({"name": "api", "serving": "api", "pools": [{"offer": "test/a/api"}]},
        {"name": "machine", "serving": "real-time", "service": {"time": {"constant": "10 ms"}}, "pools": [{"offer": "test/a/plain"}]})",
               R"("slo": [{"metric": "latency", "at_most": "5 s"}], "experiment": {"horizon": "1 min"},)");
    const auto space = space_of(text, {{{parse_track("/deployments/0/network=1 ms,2 ms")}}});
    EXPECT_EQ(space.candidates.size(), 1U);
    EXPECT_EQ(space.examples, 2U);
    const auto answer = find_plan(space, options());
    ASSERT_TRUE(answer.winner);
    EXPECT_EQ(space.candidates[answer.winner->candidate].deployment, "machine");
}

TEST_F(Planner, RefusesWhatIsNoChoice) {
    const auto refused = [&](const std::string& track, const std::string& text) -> std::vector<Problem> {
        try {
            static_cast<void>(space_of(text, {{{parse_track(track)}}}));
        } catch (const InputError& error) {
            return error.problems();
        }
        return {};
    };
    const auto text = scenario(30, 50, 45, 1, 1.45, 160, 1);
    EXPECT_THAT(refused("/workload/load=1,2", text),
                testing::ElementsAre(problem_at("/workload/load", "traffic is given")));
    EXPECT_THAT(refused("/slo/0/at_most=1 s,2 s", text),
                testing::ElementsAre(problem_at("/slo/0/at_most", "an objective is given")));
    EXPECT_THAT(refused("/deployments/7/network=1 s,2 s", text), testing::Not(testing::IsEmpty()));
    const auto aimless = around(
        R"({"name": "machine", "serving": "real-time", "service": {"time": {"constant": "10 ms"}}, "pools": [{"offer": "test/a/plain"}]})",
        R"("experiment": {"horizon": "1 min"},)");
    EXPECT_THAT(refused("/deployments/0/network=1 s,2 s", aimless),
                testing::ElementsAre(problem_at("/slo", "a plan needs an objective", "--set '/slo=")));
}

}  // namespace
}  // namespace plimsoll::sim
