// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/comparison_schema.hpp"

#include "sim/report/comparison_json.hpp"
#include "tests/report/golden.hpp"
#include "tests/report/sample_comparison.hpp"
#include "tests/report/schema_check.hpp"

#include <gmock/gmock.h>

namespace plimsoll::results::testing {
namespace {

using nlohmann::json;
using ::testing::Contains;
using ::testing::IsEmpty;

json schema() { return json::parse(comparison_schema_text()); }

/// Members of the properties of a schema, at whatever depth, that are not described.
void find_undescribed(const json& schema, const std::string& path, std::vector<std::string>& found) {
    if (schema.contains("items")) find_undescribed(schema["items"], path, found);
    if (!schema.contains("properties")) return;
    for (const auto& [name, member] : schema["properties"].items()) {
        if (!member.contains("const") && !member.contains("description")) found.push_back(path + "/" + name);
        find_undescribed(member, path + "/" + name, found);
    }
}

TEST(ComparisonSchema, is_the_published_file) { expect_same_file("docs/result.schema.json", comparison_schema_text()); }

TEST(ComparisonSchema, everything_that_is_written_keeps_to_it_and_is_described) {
    EXPECT_THAT(breaches(schema(), json::parse(json_text(sample_comparison()))), IsEmpty());
    EXPECT_THAT(breaches(schema(), json::parse(json_text(Comparison()))), IsEmpty());
    const auto lost = compare(made_scenario({}), {made_deployment("lost", {}, {})}, {});
    EXPECT_THAT(breaches(schema(), json::parse(json_text(lost))), IsEmpty());
}

TEST(ComparisonSchema, every_member_has_a_description) {
    std::vector<std::string> undescribed;
    find_undescribed(schema(), "", undescribed);
    EXPECT_THAT(undescribed, IsEmpty());
}

TEST(ComparisonSchema, finds_what_is_missing_of_another_kind_or_unknown) {
    const auto changed = [](const auto& change) {
        auto result = json::parse(json_text(sample_comparison()));
        change(result);
        return breaches(schema(), result);
    };
    EXPECT_THAT(changed([](json& result) { result["scenario"].erase("seed"); }), Contains("/scenario"));
    EXPECT_THAT(changed([](json& result) { result["deployments"][0]["cost"]["total"] = 1.5; }),
                Contains("/deployments/0/cost/total"));
    EXPECT_THAT(changed([](json& result) { result["deployments"][0]["serving"] = "batches"; }),
                Contains("/deployments/0/serving"));
    EXPECT_THAT(changed([](json& result) { result["verdict"]["news"] = 1; }), Contains("/verdict"));
}

}  // namespace
}  // namespace plimsoll::results::testing
