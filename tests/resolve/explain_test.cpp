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
        EXPECT_EQ(row.at("value"), experiment.assumptions[i].value);
        EXPECT_EQ(row.contains("date"), !experiment.assumptions[i].date.empty());
        EXPECT_FALSE(row.at("source").get<std::string>().empty()) << row.dump();
        EXPECT_FALSE(row.at("value").get<std::string>().empty()) << row.dump();
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
