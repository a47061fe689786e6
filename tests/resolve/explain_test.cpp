// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/explain.hpp"

#include "tests/resolve/resolve_fixture.hpp"

#include <nlohmann/json.hpp>

namespace plimsoll::sim {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;

const std::string kTwo =
    R"({"name": "on-demand", "serving": "real-time", "pools": [{"offer": "test/a/t4", "replicas": {"min": 2, "max": 6},)"
    R"( "autoscaler": {"kind": "kubernetes-hpa", "target": 4}}]},)"
    R"({"name": "api", "serving": "api", "pools": [{"offer": "test/a/api"}]})";

TEST_F(Resolving, ExplainGroupsByDeploymentAndNamesEachOrigin) {
    const auto text = explain(resolved(around(kTwo)));
    EXPECT_THAT(text, HasSubstr("Deployment 1: on-demand\n"));
    EXPECT_THAT(text, HasSubstr("Deployment 2: api\n"));
    EXPECT_THAT(text, ContainsRegex("pools/0/replicas/min +2 +file +[^\n]*test.json:4\n"));
    EXPECT_THAT(
        text, ContainsRegex("pools/0/offer/price +on-demand 0.50 USD/h +catalog +test price list \\(2026-07-20\\)\n"));
    EXPECT_THAT(text, ContainsRegex("pools/0/autoscaler/sync_period +15 s +default +Kubernetes documentation"));
    EXPECT_THAT(text, ContainsRegex("pools/0/device/peak +65 TFLOP/s in fp16 +datasheet +NVIDIA T4"));
    EXPECT_THAT(text, ContainsRegex("experiment/horizon +24 h +default"));
    EXPECT_THAT(text, ContainsRegex("model/name +BERT-base, uncased +file"));
    EXPECT_LT(text.find("Scenario"), text.find("Deployment 1"));
    EXPECT_THAT(text, HasSubstr("oldest price: 2026-07-20"));
}

TEST_F(Resolving, ExplainJsonHoldsTheSameRows) {
    const auto experiment = resolved(around(kTwo));
    const auto json = explain_json(experiment);
    EXPECT_EQ(json.at("schema"), "plimsoll.explanation/1");
    ASSERT_EQ(json.at("assumptions").size(), experiment.assumptions.size());
    for (std::size_t i = 0; i < experiment.assumptions.size(); ++i) {
        const auto& row = json.at("assumptions").at(i);
        EXPECT_EQ(row.at("pointer"), experiment.assumptions[i].pointer);
        EXPECT_EQ(row.at("value"), experiment.assumptions[i].value.text);
        EXPECT_EQ(row.contains("number"), experiment.assumptions[i].value.number.has_value());
        EXPECT_EQ(row.contains("date"), !experiment.assumptions[i].date.empty());
        EXPECT_FALSE(row.at("source").get<std::string>().empty()) << row.dump();
        EXPECT_FALSE(row.at("value").get<std::string>().empty()) << row.dump();
    }
}

const std::string kTraffic = R"({"plimsoll": 1, "name": "rich", "workload": {"load": 2, "traffic": {"generate": {
  "process": "gamma", "rate": "90 /min", "cv": 2.5,
  "profile": {"daily": [0.5, 1.5], "bursts": [{"at": "10 h", "lasts": "20 min", "times": 3}]},
  "input_tokens": {"lognormal": {"mean": 200, "cv": 0.8, "at_most": 512}}, "output_tokens": 7}}},
 "model": {"name": "bert-base"},
 "slo": [{"metric": "latency", "percentile": 95, "at_most": "500 ms"}],
 "experiment": {"horizon": "2 h", "load_curve": [0.5, 1]},
 "price_factors": {"spot": 0.5},
 "deployments": [{"name": "one", "serving": "real-time", "network": "5 ms", "on_loss": "fail",
   "pools": [{"offer": "test/a/t4", "purchase": "spot", "fallback": "on-demand", "max_queue": 10, "batching": {"max_batch": 4},
              "replicas": {"min": 1, "max": 3}, "interruptions": {"mean_time_to_interruption": "5 h"},
              "start": {"boot": "30 s", "image": "2 GB"},
              "autoscaler": {"kind": "latency-step", "above": "400 ms", "below": "100 ms"}}]}]})";

TEST_F(Resolving, ExplainListsTheTrafficAndTheObjectivesValueByValue) {
    const auto experiment = resolved(kTraffic);
    const auto value = [&](const std::string& pointer) { return find(experiment, pointer).value; };
    const std::string traffic = "/workload/traffic/generate";
    EXPECT_EQ(value(traffic + "/process").text, "gamma");
    EXPECT_EQ(value(traffic + "/rate"), AssumedValue(1.5, "1/s", "1.5 /s"));
    EXPECT_EQ(value(traffic + "/cv"), AssumedValue(2.5));
    EXPECT_EQ(value(traffic + "/profile/daily").text, "0.5, 1.5");
    EXPECT_EQ(value(traffic + "/profile/bursts/0/at"), AssumedValue(Duration(std::chrono::hours(10))));
    EXPECT_EQ(value(traffic + "/profile/bursts/0/times"), AssumedValue(3.0));
    EXPECT_EQ(value(traffic + "/input_tokens/lognormal/mean").number, 200);
    EXPECT_EQ(value(traffic + "/input_tokens/lognormal/at_least").text, "1 tokens") << "a default";
    EXPECT_EQ(value(traffic + "/output_tokens").number, 7);
    EXPECT_EQ(value("/slo/0/metric").text, "latency");
    EXPECT_EQ(value("/slo/0/percentile").number, 95);
    EXPECT_EQ(value("/slo/0/at_most"), AssumedValue(Duration(std::chrono::milliseconds(500))));
}

TEST_F(Resolving, AssumptionsAreNumbersWithUnitsFlagsAndTexts) {
    const auto experiment = resolved(kTraffic);
    const auto value = [&](const std::string& pointer) { return find(experiment, pointer).value; };
    const std::string pool = "/deployments/0/pools/0";
    EXPECT_EQ(value(pool + "/start/boot").number, 30);
    EXPECT_EQ(value(pool + "/start/boot").unit, "s");
    EXPECT_EQ(value(pool + "/start/image"), AssumedValue(2e9, "B", "2 GB"));
    EXPECT_EQ(value(pool + "/offer/price").number, 0.10) << "with the price factor";
    EXPECT_EQ(value(pool + "/offer/price").unit, "USD/h");
    EXPECT_EQ(value("/experiment/seed").number, 1);
    EXPECT_EQ(value("/experiment/examples_compete").flag, false);
    EXPECT_EQ(value(pool + "/purchase").number, std::nullopt);
}

TEST_F(Resolving, NothingThatTheFileSetsIsLeftOut) {
    const auto experiment = resolved(kTraffic);
    constexpr std::size_t kAll = 10'000;
    const auto pointers = experiment.scenario.set_in_file.pointers(kAll);
    ASSERT_LT(pointers.size(), kAll);
    for (std::size_t i = 0; i < pointers.size(); ++i) {
        const auto& pointer = pointers[i];
        const bool leaf = i + 1 == pointers.size() || !pointers[i + 1].starts_with(pointer + "/");
        if (!leaf || pointer == "/plimsoll" || pointer.ends_with("/name")) continue;
        const bool told =
            std::any_of(experiment.assumptions.begin(), experiment.assumptions.end(), [&](const auto& row) {
                const bool sum = row.pointer == "/workload/traffic";
                return row.pointer == pointer || (!sum && pointer.starts_with(row.pointer + "/"));
            });
        EXPECT_TRUE(told) << pointer;
    }
}

TEST_F(Resolving, ValuesOfTheScenarioAreListedOnceForAllDeployments) {
    const auto experiment = resolved(around(
        kTwo + "," +
        R"({"name": "again", "serving": "real-time", "pools": [{"offer": "test/a/t4", "replicas": {"min": 1}}]})"));
    const auto count = std::count_if(experiment.assumptions.begin(), experiment.assumptions.end(),
                                     [](const Assumption& assumption) { return assumption.pointer == "/model/name"; });
    EXPECT_EQ(count, 1);
}

}  // namespace
}  // namespace plimsoll::sim
