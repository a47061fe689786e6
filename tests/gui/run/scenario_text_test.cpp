// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/coarse_scenario.hpp"
#include "gui/run/scenario_name.hpp"
#include "gui/run/what_if.hpp"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

/// What is done to the text of a scenario before it is simulated.
namespace plimsoll::gui {
namespace {

using Json = nlohmann::ordered_json;

const QByteArray kScenarioText = R"({
  "plimsoll": 1,
  "workload": {"traffic": {"generate": {"rate": "2 /s"}}},
  "slo": [{"metric": "latency", "at_most": "1 s"}],
  "deployments": [
    {"name": "a", "serving": "real-time", "pools": [{"offer": "x", "purchase": "spot", "interruptions": {"mean_time_to_interruption": "5 h"}}]},
    {"name": "b", "serving": "real-time", "pools": [{"offer": "x", "purchase": "on-demand"}]}
  ],
  "experiment": {"horizon": "1 h", "replications": 5, "load_curve": [0.5, 1, 2]}
})";

Json parsed(const QByteArray& text) { return Json::parse(text.begin(), text.end()); }

TEST(CoarseScenario, AsksForOneReplicationAndNoCurveAndNothingElse) {
    Json expected = parsed(kScenarioText);
    expected["experiment"] = {{"horizon", "1 h"}, {"replications", 1}};
    EXPECT_EQ(parsed(coarseScenario(kScenarioText)), expected);
}

TEST(WhatIf, IsToldInWordsAndInTheNameOfTheScenario) {
    WhatIf factors;
    EXPECT_EQ(textOf(factors), QString());
    factors.load = 2;
    factors.growth = 0.4;
    factors.spotPrice = 0.5;
    EXPECT_EQ(textOf(factors), QStringLiteral("What if: load × 2, growth + 40 %, spot prices × 0.5"));
    Json named = parsed(kScenarioText);
    named["name"] = "shop";
    const auto changed = withWhatIf(QByteArray::fromStdString(named.dump()), factors, nullptr);
    EXPECT_EQ(parsed(changed)["name"], "shop (What if: load × 2, growth + 40 %, spot prices × 0.5)");
}

TEST(CoarseScenario, IsTheTextItselfWhereThatIsCoarseAlready) {
    const QByteArray coarse = coarseScenario(kScenarioText);
    EXPECT_EQ(coarseScenario(coarse), coarse);
}

TEST(CoarseScenario, LeavesWhatIsNoScenarioToTheProgram) {
    for (const char* text : {"", "{", "[1]", R"({"experiment": 3})"}) EXPECT_EQ(coarseScenario(text), text);
}

TEST(ScenarioName, StaysOrIsGiven) {
    EXPECT_EQ(parsed(withName(kScenarioText, QStringLiteral("größe")))["name"], "größe");
    const QByteArray named = R"({"name": "own"})";
    EXPECT_EQ(withName(named, QStringLiteral("other")), named);
    EXPECT_EQ(withName("{", QStringLiteral("other")), "{");
}

TEST(WhatIf, WithoutFactorsIsTheTextItself) { EXPECT_EQ(withWhatIf(kScenarioText, {}, nullptr), kScenarioText); }

TEST(WhatIf, MultipliesTheLoadAndItsGrowth) {
    WhatIf factors;
    factors.load = 2;
    factors.growth = 0.5;
    EXPECT_EQ(parsed(withWhatIf(kScenarioText, factors, nullptr))["workload"]["load"], 3);
    const QByteArray twice = R"({"workload": {"load": 2}})";
    EXPECT_EQ(parsed(withWhatIf(twice, factors, nullptr))["workload"]["load"], 6);
}

TEST(WhatIf, MultipliesObjectivesInTheirOwnUnits) {
    WhatIf factors;
    factors.slo = 0.5;
    EXPECT_EQ(parsed(withWhatIf(kScenarioText, factors, nullptr))["slo"][0]["at_most"], "500 ms");
}

TEST(WhatIf, ShortensTheLivesOfSpotInstancesOnly) {
    WhatIf factors;
    factors.interruptions = 2;
    const Json changed = parsed(withWhatIf(kScenarioText, factors, nullptr));
    EXPECT_EQ(changed["deployments"][0]["pools"][0]["interruptions"]["mean_time_to_interruption"], "150 min");
    EXPECT_EQ(changed["deployments"][1], parsed(kScenarioText)["deployments"][1]);
}

TEST(WhatIf, LeavesInterruptionsThatNobodyKnows) {
    WhatIf factors;
    factors.interruptions = 2;
    const QByteArray silent = R"({"deployments": [{"pools": [{"purchase": "spot"}]}]})";
    EXPECT_EQ(parsed(withWhatIf(silent, factors, nullptr)), parsed(silent));
}

TEST(WhatIf, MultipliesPricesOnTopOfTheScenarios) {
    WhatIf factors;
    factors.onDemandPrice = 0.5;
    factors.usagePrice = 2;
    const QByteArray scenario = R"({"price_factors": {"usage": 1.5}})";
    const Json changed = parsed(withWhatIf(scenario, factors, nullptr))["price_factors"];
    EXPECT_EQ(changed, (Json{{"usage", 3}, {"on-demand", 0.5}, {"reserved", 0.5}}));
}

TEST(WhatIf, LeavesWhatIsNoScenarioToTheProgram) {
    WhatIf factors;
    factors.load = 2;
    factors.slo = 2;
    factors.interruptions = 2;
    factors.spotPrice = 2;
    for (const char* text : {"", "{", "[1]"}) EXPECT_EQ(withWhatIf(text, factors, nullptr), text);
    const QByteArray odd =
        R"({"workload": 1, "slo": {}, "deployments": [7, {"pools": 3}, {"pools": [0]}], "price_factors": 2})";
    EXPECT_EQ(parsed(withWhatIf(odd, factors, nullptr)), parsed(odd));
}

}  // namespace
}  // namespace plimsoll::gui
