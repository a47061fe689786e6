// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/autoscaler.hpp"
#include "scenarios/schema.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace plimsoll::scenarios {
namespace {

using nlohmann::json;
using Names = std::vector<std::string>;

const json& autoscaler_schema() {
    static const json known = json::parse(scenario_schema_text())
                                  .at(json::json_pointer("/definitions/pool/properties/autoscaler/properties"));
    return known;
}

TEST(Autoscalers, AreTheKindsOfTheSchema) {
    Names kinds;
    for_each_autoscaler([&](const auto& spec) { kinds.emplace_back(spec.kKind); });
    EXPECT_EQ(autoscaler_schema().at("kind").at("enum").get<Names>(), kinds);
}

TEST(Autoscalers, HaveTheSettingsThatTheSchemaHasForTheirKind) {
    for_each_autoscaler([](const auto& spec) {
        Names described;
        const auto add = [&](const char* name, const auto& /*value*/, const AboutSetting& /*about*/) {
            described.emplace_back(name);
        };
        describe(add, spec);
        Names in_schema;
        for (const auto& [name, field] : autoscaler_schema().items()) {
            if (name == "kind") continue;
            const auto kinds = field.at("x-when").at("kind").template get<Names>();
            if (std::find(kinds.begin(), kinds.end(), spec.kKind) != kinds.end()) in_schema.push_back(name);
        }
        EXPECT_THAT(described, testing::UnorderedElementsAreArray(in_schema)) << spec.kKind;
    });
}

// What has a default need not be given; what has none says how it is given.
TEST(Autoscalers, HaveADefaultOrAnExampleForEachSetting) {
    for_each_autoscaler([](const auto& spec) {
        const auto look = [&](const char* name, const auto& /*value*/, const AboutSetting& about) {
            EXPECT_NE(autoscaler_schema().at(name).contains("default"), !about.required.empty()) << name;
        };
        describe(look, spec);
    });
}

}  // namespace
}  // namespace plimsoll::scenarios
