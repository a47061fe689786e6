// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <sstream>
#include <string>
#include <vector>

namespace plimsoll::cli_test {
namespace {

using testing::HasSubstr;

/// Machines that answer in 100 ms, 8 requests a second: one is too few for a wait of no more than 150 ms, two are not.
constexpr const char* kMachines = R"({
  "plimsoll": 1,
  "workload": {"traffic": {"generate": {"process": "poisson", "rate": "8 /s"}}},
  "service": {"time": {"constant": "100 ms"}},
  "slo": [{"metric": "latency", "at_most": "400 ms"}],
  "deployments": [
    {"name": "machines", "serving": "real-time", "pools": [{"offer": {"price": "1.00 USD/h"}, "replicas": {"min": 1, "max": 1}}]}],
  "experiment": {"horizon": "5 min", "replications": 5}
})";

class Plan : public ProgramTest {
protected:
    Plan() { file("machines.json", kMachines); }

    [[nodiscard]] Outcome plan(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> all{"plan",  path("machines.json"),
                                     "--zip", "/deployments/0/pools/0/replicas/min=1..4:4",
                                     "--zip", "/deployments/0/pools/0/replicas/max=1..4:4"};
        all.insert(all.end(), more.begin(), more.end());
        return run(all);
    }
    [[nodiscard]] nlohmann::json planned(std::vector<std::string> more = {}) const {
        more.emplace_back("--json");
        const auto outcome = plan(more);
        EXPECT_THAT(outcome.err, testing::IsEmpty());
        return nlohmann::json::parse(outcome.out);
    }
};

TEST_F(Plan, FindsTheFewestMachinesThatMeetTheObjective) {
    const auto text = plan();
    EXPECT_EQ(text.status, 0) << text.err;
    EXPECT_THAT(text.out,
                HasSubstr("'machines at min=2, max=2' is the cheapest that meets the objectives: $1,460 a month."));
    const auto json = planned();
    EXPECT_EQ(json.at("schema"), "plimsoll.plan/1");
    EXPECT_EQ(json.at("winner").at("at"), (nlohmann::json{{"min", 2}, {"max", 2}}));
    EXPECT_EQ(json.at("winner").at("cost").at("per_month"), "1460");
    EXPECT_EQ(json.at("runner_up").at("cost").at("per_month"), "2190");
    EXPECT_EQ(json.at("cheaper").at("cost").at("per_month"), "730");
    EXPECT_GE(json.at("probability"), 0.95);
    EXPECT_EQ(json.at("candidates").at("all"), 4);
    EXPECT_LT(json.at("simulations").at("run"), json.at("simulations").at("exhaustive"));
    // The winner's own overrides give a comparison that says the same.
    std::vector<std::string> compare{"compare", path("machines.json"), "--json"};
    for (const auto& set : json.at("winner").at("set"))
        compare.insert(compare.end(), {"--set", set.get<std::string>()});
    const auto compared = nlohmann::json::parse(run(compare).out).at("deployments").at(0);
    EXPECT_EQ(compared.at("latency_s").at("p99"), json.at("winner").at("latency_s").at("p99"));
    EXPECT_EQ(compared.at("latency_s").at("ci95").at("p99"), json.at("winner").at("latency_s").at("ci95"));
}

TEST_F(Plan, IsTheSameForAnyNumberOfJobs) { EXPECT_EQ(plan({"-j", "1"}).out, plan({"-j", "3"}).out); }

TEST_F(Plan, AChangedPriceOrObjectiveSimulatesNothing) {
    const std::vector<std::string> cached{"--cache", path("cache")};
    const auto first = planned(cached);
    EXPECT_GT(first.at("simulations").at("run"), 0);
    EXPECT_EQ(first.at("simulations").at("from_cache"), 0);
    const auto again = planned({"--cache", path("cache"), "--set", "/deployments/0/pools/0/offer/price=3 USD/h"});
    EXPECT_EQ(again.at("simulations").at("run"), 0);
    EXPECT_EQ(again.at("simulations").at("from_cache"), first.at("simulations").at("run"));
    EXPECT_EQ(again.at("winner").at("cost").at("per_month"), "4380");
    const auto easier = planned({"--cache", path("cache"), "--set", "/slo/0/at_most=390 ms"});
    EXPECT_EQ(easier.at("simulations").at("run"), 0);
}

TEST_F(Plan, SaysWhatExcludesAllAndByHowMuch) {
    const auto none = plan({"--set", "/slo/0/at_most=101 ms", "--where", "min <= 2"});
    EXPECT_EQ(none.status, 1);
    EXPECT_THAT(none.out, HasSubstr("Nothing in this space meets the objectives."));
    EXPECT_THAT(none.out,
                HasSubstr("Nearest: 'machines at min=2, max=2', $1,460 a month, misses p99 latency <= 101 ms by"));
    const auto hopeless = plan({"--set", "/slo/0/at_most=99 ms"});
    EXPECT_EQ(hopeless.status, 1);
    EXPECT_THAT(hopeless.out, HasSubstr("p99 latency <= 99 ms: every request takes 100 ms at least"));
    EXPECT_EQ(nlohmann::json::parse(plan({"--set", "/slo/0/at_most=99 ms", "--json"}).out).at("winner"), nullptr);
}

TEST_F(Plan, WeighsWhatMayCome) {
    // A load of 8 requests a second takes two machines, one of 16 three, one of 24 four or more.
    const std::vector<std::string> futures{"--futures", "/workload/load=1,2", "--weights", "9,1"};
    const auto with = [&](std::vector<std::string> more) {
        more.insert(more.begin(), futures.begin(), futures.end());
        return more;
    };
    const auto all = planned(with({}));
    EXPECT_EQ(all.at("minimise"), "expected");
    EXPECT_EQ(all.at("futures").at(0),
              (nlohmann::json{{"name", "load=1"}, {"weight", 0.9}, {"set", {"/workload/load=1"}}}));
    EXPECT_EQ(all.at("winner").at("at"), (nlohmann::json{{"min", 3}, {"max", 3}}));
    EXPECT_EQ(all.at("winner").at("futures").size(), 2U);
    const auto most = planned(with({"--met-in", "90%"}));
    EXPECT_EQ(most.at("winner").at("at"), (nlohmann::json{{"min", 2}, {"max", 2}}));
    EXPECT_FALSE(most.at("winner").at("futures").at(1).at("meets_objectives"));
    const auto regret = planned(with({"--minimise", "regret"}));
    EXPECT_EQ(regret.at("winner").at("futures").at(0).at("regret_per_month"), "730");
    EXPECT_EQ(regret.at("winner").at("cost").at("per_month"), "730");
    EXPECT_THAT(plan(with({"--minimise", "p90"})).out, HasSubstr("with the least cost in the 90th percentile"));
}

TEST_F(Plan, ComesWithEventsForPrograms) {
    const auto told = plan({"--progress=json"});
    EXPECT_EQ(told.status, 0);
    std::istringstream lines(told.err);
    std::vector<nlohmann::json> events;
    for (std::string line; std::getline(lines, line);) events.push_back(nlohmann::json::parse(line));
    ASSERT_GE(events.size(), 2U);
    EXPECT_EQ(events.front().at("event"), "progress");
    EXPECT_GT(events.front().at("simulations"), 0);
    EXPECT_EQ(events.back().at("event"), "finished");
    const auto& last = events.at(events.size() - 2);
    EXPECT_GE(last.at("best").at("probability"), 0.95);
    EXPECT_EQ(last.at("best").at("cost_per_month"), 1460);
    const auto wrong = plan({"--progress=json", "--set", "/slo=[]"});
    EXPECT_EQ(wrong.status, 3);
    EXPECT_EQ(nlohmann::json::parse(wrong.err).at("event"), "problem");
}

TEST_F(Plan, RefusesWhatCannotBeMeant) {
    const auto refused = [&](const std::vector<std::string>& arguments, int status, const char* says) {
        std::vector<std::string> all{"plan", path("machines.json")};
        all.insert(all.end(), arguments.begin(), arguments.end());
        const auto outcome = run(all);
        EXPECT_EQ(outcome.status, status) << outcome.out;
        EXPECT_THAT(outcome.err, HasSubstr(says));
    };
    const std::string network = "/deployments/0/network=1 ms,2 ms";
    refused({}, 2, "nothing varies");
    refused({"--over", network, "--tolerance", "0"}, 2, "--tolerance '0' is no share between 0 and 100 %");
    refused({"--over", network, "--confidence", "95 percent"}, 2, "--confidence '95 percent' is no share");
    refused({"--over", network, "--where", "network = 'x'"}, 2, "--where leaves no point");
    refused({"--over", network, "--most-points", "1"}, 2, "2 points are more than --most-points 1");
    refused({"--over", "/workload/load=1,2"}, 3, "/workload/load: traffic is given, and not chosen by a plan");
    refused({"--over", "/deployments/0/pools/0/replica=1,2"}, 3, R"(unknown key "replica")");
    refused({"--over", "/deployments/1/network=1 ms,2 ms"}, 3, "/deployments/1/network");
    refused({"--over", network, "--set", "/slo=[]"}, 3, "a plan needs an objective");
    const std::string loads = "/workload/load=1,2";
    refused({"--over", network, "--weights", "1,2"}, 2, "--weights are those of futures");
    refused({"--over", network, "--futures", loads, "--weights", "1,2,3"}, 2,
            "--weights has 3 of them, and there are 2");
    refused({"--over", network, "--futures", loads, "--weights", "1,0"}, 2, "expected numbers above 0");
    refused({"--over", network, "--futures", loads, "--minimise", "cost"}, 2, "--minimise 'cost'");
    refused({"--over", network, "--futures", loads, "--met-in", "0%"}, 2, "--met-in '0%' is no share above 0");
    refused({"--over", network, "--futures", network}, 3, "a future says what that is");
}

TEST_F(Plan, TellsLostSimulations) {
    const auto dying = run({"plan", path("machines.json"), "--over", "/deployments/0/network=1 ms,2 ms"},
                           with_environment({{"PLIMSOLL_TEST_CRASH", "*:1"}}));
    EXPECT_EQ(dying.status, 5);
    EXPECT_THAT(dying.err, HasSubstr("lost: machines at network=\"1 ms\", replication 1"));
}

}  // namespace
}  // namespace plimsoll::cli_test
