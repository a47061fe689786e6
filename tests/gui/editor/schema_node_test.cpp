// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/schema_node.hpp"

#include "samples.hpp"
#include "scenarios/json_document.hpp"
#include "scenarios/loader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

namespace plimsoll::gui {
namespace {

using Kind = SchemaNode::Kind;

SchemaNode at(const std::string& pointer) { return SchemaNode::root().at(pointer).value(); }

std::set<std::string> problemPlaces(const Json& document) {
    std::set<std::string> places;
    for (const Problem& problem : scenarios::draft_scenario(document.dump(), "").problems)
        places.insert(problem.pointer);
    return places;
}

TEST(SchemaNode, KnowsTheKindOfEveryField) {
    int fields = 0;
    forEachField([&](const std::string& pointer, const SchemaNode& node) {
        ++fields;
        EXPECT_NE(node.kind(), Kind::unsupported) << pointer;
        EXPECT_FALSE(node.title().isEmpty()) << pointer;
        EXPECT_FALSE(node.description().isEmpty()) << pointer;
    });
    EXPECT_GT(fields, 200);
}

TEST(SchemaNode, TellsKindsApart) {
    EXPECT_EQ(at("").kind(), Kind::object);
    EXPECT_EQ(at("/workload/traffic").kind(), Kind::object);
    EXPECT_EQ(at("/workload/traffic/trace").kind(), Kind::file);
    EXPECT_EQ(at("/workload/traffic/repeat").kind(), Kind::boolean);
    EXPECT_EQ(at("/workload/traffic/generate/rate").kind(), Kind::quantity);
    EXPECT_EQ(at("/workload/traffic/generate/profile/daily").kind(), Kind::numbers);
    EXPECT_EQ(at("/workload/traffic/generate/input_tokens").kind(), Kind::alternatives);
    EXPECT_EQ(at("/service/time/table").kind(), Kind::map);
    EXPECT_EQ(at("/service/time/table/8").kind(), Kind::quantity);
    EXPECT_EQ(at("/deployments").kind(), Kind::list);
    EXPECT_EQ(at("/deployments/7/serving").kind(), Kind::choice);
    EXPECT_EQ(at("/plimsoll").kind(), Kind::choice);
    EXPECT_EQ(at("/experiment/seed").kind(), Kind::integer);
    EXPECT_EQ(at("/workload/load").kind(), Kind::number);
    EXPECT_EQ(at("/name").kind(), Kind::text);
    EXPECT_FALSE(SchemaNode::root().at("/nonsense").has_value());
    EXPECT_FALSE(SchemaNode::root().at("/deployments/name").has_value());
}

TEST(SchemaNode, LetsWordsBesideAReferenceWin) {
    EXPECT_EQ(at("/service/time").title().toStdString(), "Time");
    EXPECT_EQ(at("/service/cold_time").title().toStdString(), "Cold time");
    EXPECT_EQ(at("/service/cold_time").exactlyOne(), at("/service/time").exactlyOne());
}

TEST(SchemaNode, SaysDefaultsUnitsAndRangesInWords) {
    EXPECT_EQ(at("/experiment/horizon").defaultText().toStdString(), "24 h");
    EXPECT_EQ(at("/experiment/bucket").defaultText().toStdString(), "horizon / 288");
    EXPECT_EQ(at("/workload/traffic/repeat").defaultText().toStdString(), "no");
    EXPECT_EQ(at("/deployments/0/name").defaultText().toStdString(), "");
    EXPECT_EQ(at("/slo/0/percentile").rangeText().toStdString(), "greater than 0, less than 100");
    EXPECT_EQ(at("/experiment/horizon").titleWithUnit().toStdString(), "Horizon (duration)");
    EXPECT_EQ(at("/experiment/horizon").unitsText().toStdString(), "ns, us, ms, s, min, h, d");
    EXPECT_EQ(at("/workload/traffic/generate/rate").titleWithUnit().toStdString(), "Rate");
    EXPECT_EQ(at("/experiment/load_curve").exampleText().toStdString(), "0.25, 0.5, 1, 2, 4");
}

TEST(SchemaNode, EveryListOfAlternativesHoldsTheKeysOfItsObject) {
    forEachField([](const std::string& pointer, const SchemaNode& node) {
        for (const std::string& key : node.exactlyOne()) EXPECT_TRUE(node.property(key).has_value()) << pointer << key;
        for (const SchemaNode::Condition& condition : node.conditions())
            EXPECT_TRUE(condition.present.has_value() || !condition.values.empty()) << pointer;
    });
}

TEST(SchemaNode, SmallScenariosAreRight) {
    for (const Json& scenario : smallScenarios()) {
        for (const Problem& problem : scenarios::draft_scenario(scenario.dump(), "").problems)
            EXPECT_THAT(problem.message, testing::StartsWith("there is no file")) << scenario;
    }
}

/// Where the schema says that a field means something, the reader of scenarios takes it; where it says that it does
/// not, the reader refuses it. So the form shows what it should, and there is one place that says it.
TEST(SchemaNode, ItsConditionsAreThoseOfTheReader) {
    std::set<std::string> shown, hidden;
    for (const Json& scenario : smallScenarios()) {
        forEachField([&](const std::string& pointer, const SchemaNode& node) {
            if (node.conditions().empty()) return;
            const std::optional<Json> document = withField(scenario, pointer);
            if (!document) return;
            const std::set<std::string> wrong = problemPlaces(*document);
            const bool refused = wrong.contains(pointer);
            if (applies(node, *document, pointer)) {
                shown.insert(pointer);
                EXPECT_FALSE(refused) << pointer << " in " << *document;
            } else {
                hidden.insert(pointer);
                // Of a model and a service, the reader asks which of them was meant.
                EXPECT_TRUE(refused || wrong.contains("/service") || wrong.contains("/deployments/0/service"))
                    << pointer << " in " << *document;
            }
        });
    }
    forEachField([&](const std::string& pointer, const SchemaNode& node) {
        if (node.conditions().empty() || node.kind() == Kind::file) return;
        EXPECT_TRUE(shown.contains(pointer)) << pointer;
        const bool root = !pointer.starts_with("/deployments") && pointer.find("cold_time") != std::string::npos;
        EXPECT_TRUE(hidden.contains(pointer) || root) << pointer;
    });
}

TEST(SchemaNode, AConditionOnWhatNothingAroundKnowsHolds) {
    const Json document = Json::parse(R"({"service": {"time": {"constant": "1 s"}}})");
    EXPECT_TRUE(applies(at("/service/cold_time"), document, "/service/cold_time"));
}

TEST(SchemaNode, NewValuesAreRight) {
    for (const char* pointer : {"/deployments/0/pools/0/batching", "/deployments/0/pools/0/replicas", "/slo/0",
                                "/deployments/0/pools/0/start", "/experiment", "/workload/traffic/generate/profile"}) {
        Json document = smallScenarios().front();
        const bool isElement = std::string(pointer).ends_with("/0");
        if (isElement) document["slo"] = Json::array();
        document[Json::json_pointer(pointer)] = at(pointer).initialValue();
        EXPECT_THAT(problemPlaces(document), testing::IsEmpty()) << pointer << document;
    }
}

}  // namespace
}  // namespace plimsoll::gui
