// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/answer_text.hpp"
#include "sim/planner/planner.hpp"
#include "sim/run/run.hpp"
#include "tests/resolve/resolve_fixture.hpp"

#include <fmt/format.h>

#include <random>
#include <vector>

namespace plimsoll::sim {
namespace {

using testing::HasSubstr;

class Futures : public Resolving {
protected:
    /// Machines at a dollar an hour and an API at a price for a request, which answer in `ms`.
    static std::string scenario(const std::string& process, double rate, double ms, double usd_per_million, int seed) {
        return fmt::format(R"({{"plimsoll": 1,
  "workload": {{"traffic": {{"generate": {{"process": "{}", "rate": "{:.3f} /s"}}}}}},
  "service": {{"time": {{"constant": "{:.3f} ms"}}}},
  "slo": [{{"metric": "latency", "percentile": 95, "at_most": "{:.3f} ms"}}],
  "deployments": [
    {{"name": "machines", "serving": "real-time",
      "pools": [{{"offer": {{"price": "1 USD/h"}}, "replicas": {{"min": 1, "max": 1}}}}]}},
    {{"name": "functions", "serving": "serverless",
      "pools": [{{"offer": {{"request_price": "{:.3f} USD/1M requests"}}, "keep_alive": "1 h"}}]}}],
  "experiment": {{"horizon": "1 min", "replications": 5, "seed": {}}}}})",
                           process, rate, ms, 2 * ms, usd_per_million, seed);
    }
    [[nodiscard]] std::vector<Space> spaces_of(const std::string& text, const std::vector<Future>& futures) const {
        std::vector<Axis> axes{{{parse_track("min:/deployments/0/pools/0/replicas/min=1..8:8"),
                                 parse_track("max:/deployments/0/pools/0/replicas/max=1..8:8")}}};
        const Grid grid(std::move(axes));
        Knowledge known(PLIMSOLL_SOURCE_DIR, folder_ / "catalog");
        return make_spaces({text, (folder_ / "test.json").string(), {}}, grid, {0, 1, 2, 3, 4, 5, 6, 7}, known,
                           futures);
    }
    static std::vector<Future> loads(const std::vector<double>& weights) {
        std::vector<Future> futures;
        for (std::size_t f = 0; f < weights.size(); ++f)
            futures.push_back({fmt::format("load={}", f + 1), {fmt::format("/workload/load={}", f + 1)}, weights[f]});
        return futures;
    }
    static PlannerOptions options(Aim aim, double met_in = 1) {
        PlannerOptions options;
        options.jobs = 2;
        options.aim = aim;
        options.met_in = met_in;
        return options;
    }
};

constexpr Aim kExpected{Aim::Kind::expected};
constexpr Aim kRegret{Aim::Kind::regret};
constexpr Aim percentile(double p) { return {Aim::Kind::percentile, p}; }

/// 8 requests a second, evenly, of 100 ms: one machine is enough for a load of 1, two for 2, three for 3, at 730 USD a
/// month each. Functions at 60 USD for a million requests cost 1261.44 USD for each 8 of them a second, and best are
/// 730, 1460 and 2190 USD.
TEST_F(Futures, AreWeighedAsByHand) {
    const auto text = scenario("constant", 8, 100, 60, 1);
    struct Case {
        std::vector<double> weights;
        Aim aim;
        double met_in;
        const char* winner;
        double per_month;
    };

    const Case cases[] = {
        // 0.5 x 1261.44 + 0.3 x 2522.88 + 0.2 x 3784.32 < 2190
        {{0.5, 0.3, 0.2}, kExpected, 1, "functions", 2144.448},
        {{0.25, 0.5, 0.25}, kExpected, 1, "machines at min=3, max=3", 2190},
        {{0.5, 0.3, 0.2}, percentile(50), 1, "functions", 1261.44},
        {{0.5, 0.3, 0.2}, percentile(80), 1, "machines at min=3, max=3", 2190},
        // Three machines cost 1460 too much where one would do; functions 3784.32 - 2190 = 1594.32 where all are asked.
        {{0.5, 0.3, 0.2}, kRegret, 1, "machines at min=3, max=3", 1460},
        // Two machines are enough in 0.8 of what may come; there, functions would be dearer.
        {{0.5, 0.3, 0.2}, kExpected, 0.8, "machines at min=2, max=2", 1460},
        {{0.5, 0.3, 0.2}, kExpected, 0.81, "functions", 2144.448},
        {{0.5, 0.3, 0.2}, kExpected, 0.5, "machines at min=1, max=1", 730},
    };
    for (const auto& [weights, aim, met_in, winner, per_month] : cases) {
        const auto spaces = spaces_of(text, loads(weights));
        const auto answer = find_plan(spaces, options(aim, met_in));
        SCOPED_TRACE(answer_text(spaces, answer, 120));
        ASSERT_TRUE(answer.winner);
        EXPECT_EQ(spaces.front().candidates[answer.winner->candidate].text(), winner);
        EXPECT_NEAR(answer.winner->cost_per_month, per_month, 1e-6);
        EXPECT_GE(answer.probability, 0.95);
        ASSERT_EQ(answer.winner->futures.size(), 3U);
    }
}

TEST_F(Futures, EachIsTold) {
    const auto spaces = spaces_of(scenario("constant", 8, 100, 60, 1), loads({0.5, 0.3, 0.2}));
    const auto answer = find_plan(spaces, options(kRegret, 0.8));
    // Two machines: 730 more than one where one would do; where three are needed they miss the objective, and cost
    // less.
    const auto& futures = answer.winner->futures;
    EXPECT_DOUBLE_EQ(*futures[0].regret_per_month, 730);
    EXPECT_DOUBLE_EQ(*futures[1].regret_per_month, 0);
    EXPECT_DOUBLE_EQ(*futures[2].regret_per_month, -730);
    EXPECT_TRUE(futures[1].met);
    EXPECT_FALSE(futures[2].met);
    EXPECT_DOUBLE_EQ(*futures[1].p99_s, 0.1);
    const auto text = answer_text(spaces, answer, 120);
    EXPECT_THAT(text, HasSubstr("'machines at min=2, max=2' meets the objectives in 80 % of the futures with the least "
                                "regret: $730 a month."));
    EXPECT_THAT(text, HasSubstr("load=3 (misses)"));
}

/// One future is no other question than the scenario with its overrides.
TEST_F(Futures, OneIsAPlainPlan) {
    const auto text = scenario("poisson", 30, 100, 60, 3);
    const auto plain = spaces_of(text, {Future{}});
    const auto one = spaces_of(text, {Future{"", {"/workload/load=1"}}});
    EXPECT_EQ(answer_json(plain, find_plan(plain, options(kExpected))),
              answer_json(one, find_plan(one, options(kExpected))));
}

/// Ten spaces of nine candidates and three futures drawn at random, against all of it in 20 replications: what is
/// chosen is as good as the best, within the tolerance.
TEST_F(Futures, ChoiceEqualsExhaustiveSearch) {
    constexpr std::uint32_t kReplications = 20;
    for (int seed = 1; seed <= 10; ++seed) {
        std::mt19937 random(static_cast<unsigned>(seed));
        const auto draw = [&](double from, double to) {
            return std::uniform_real_distribution<double>(from, to)(random);
        };
        const double first = draw(0.2, 0.6);
        const double second = draw(0.1, 0.3);
        const auto spaces = spaces_of(scenario("poisson", draw(5, 20), 100, draw(20, 60), seed),
                                      loads({first, second, 1 - first - second}));
        std::vector<std::vector<double>> costs;  // by future and candidate
        std::vector<bool> met(spaces.front().candidates.size(), true);
        std::vector<double> best;
        for (const auto& space : spaces) {
            auto experiment = space.experiment;
            experiment.scenario.experiment.replications = kReplications;
            RunOptions run;
            run.jobs = 2;
            const auto all = run_experiment(experiment, run).comparison.deployments;
            costs.emplace_back();
            best.push_back(std::numeric_limits<double>::infinity());
            for (std::size_t i = 0; i < all.size(); ++i) {
                costs.back().push_back(all[i].cost.per_month.approximate());
                if (all[i].feasible()) best.back() = std::min(best.back(), costs.back().back());
                met[i] = met[i] && all[i].feasible();
            }
        }
        const auto figure = [&](const Aim& aim, std::size_t i) {
            if (aim.kind == Aim::Kind::percentile) return costs[2][i];  // loads grow, and costs with them
            if (aim.kind == Aim::Kind::regret)
                return std::max({costs[0][i] - best[0], costs[1][i] - best[1], costs[2][i] - best[2]});
            return first * costs[0][i] + second * costs[1][i] + (1 - first - second) * costs[2][i];
        };
        const double spent = first * best[0] + second * best[1] + (1 - first - second) * best[2];
        for (const auto& aim : {kExpected, percentile(100), kRegret}) {
            const auto answer = find_plan(spaces, options(aim));
            SCOPED_TRACE(fmt::format("seed {}, {}\n{}", seed, aim_name(aim), answer_text(spaces, answer, 120)));
            ASSERT_TRUE(answer.winner);
            EXPECT_TRUE(met[answer.winner->candidate]);
            double least = std::numeric_limits<double>::infinity();
            for (std::size_t i = 0; i < met.size(); ++i)
                if (met[i]) least = std::min(least, figure(aim, i));
            EXPECT_LE(figure(aim, answer.winner->candidate), least + answer.tolerance * (least + spent));
        }
    }
}

TEST_F(Futures, RefusesWhatIsChosen) {
    const auto refused = [&](const std::string& set) -> std::vector<Problem> {
        try {
            static_cast<void>(
                spaces_of(scenario("constant", 8, 100, 60, 1), {{"one", {set}, 0.5}, {"two", {set}, 0.5}}));
        } catch (const InputError& error) {
            return error.problems();
        }
        return {};
    };
    EXPECT_THAT(refused("/deployments/0/pools/0/replicas/min=2"),
                testing::ElementsAre(problem_at("/deployments/0/pools/0/replicas/min", "a future says what that is")));
}

}  // namespace
}  // namespace plimsoll::sim
