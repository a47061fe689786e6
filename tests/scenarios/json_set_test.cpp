// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/json_document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace plimsoll::scenarios {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;

JsonDocument sample() {
    return JsonDocument::parse("{\n\"seed\": 1,\n\"list\": [10, 20],\n\"object\": {\"inner\": {\"x\": 1}}\n}",
                               "f.json");
}

TEST(ApplySet, ReplacesAValueByJson) {
    JsonDocument document = sample();
    EXPECT_THAT(document.apply_set("/seed=42"), IsEmpty());
    EXPECT_THAT(document.apply_set(R"(/object={"new": [1, {"deep": true}]})"), IsEmpty());
    EXPECT_EQ(document.root(),
              json::parse(R"({"seed": 42, "list": [10, 20], "object": {"new": [1, {"deep": true}]}})"));
}

TEST(ApplySet, TakesWhatIsNotJsonAsText) {
    JsonDocument document = sample();
    EXPECT_THAT(document.apply_set("/seed=24 h"), IsEmpty());
    EXPECT_EQ(document.root()["seed"], "24 h");
    EXPECT_THAT(document.apply_set("/seed="), IsEmpty());
    EXPECT_EQ(document.root()["seed"], "");
    EXPECT_THAT(document.apply_set("/seed=a=b"), IsEmpty());
    EXPECT_EQ(document.root()["seed"], "a=b");
}

TEST(ApplySet, AddsKeysAndAppendsElements) {
    JsonDocument document = sample();
    EXPECT_THAT(document.apply_set("/fresh=true"), IsEmpty());
    EXPECT_THAT(document.apply_set("/list/-=30"), IsEmpty());
    EXPECT_THAT(document.apply_set("/list/3=40"), IsEmpty());
    EXPECT_THAT(document.apply_set("/list/0=5"), IsEmpty());
    EXPECT_EQ(document.root()["list"], json::parse("[5, 20, 30, 40]"));
    EXPECT_EQ(document.root()["fresh"], true);
}

TEST(ApplySet, GivesOverriddenValuesLineZeroAndForgetsTheOldOnes) {
    JsonDocument document = sample();
    EXPECT_THAT(document.apply_set(R"(/object={"y": {"z": 1}})"), IsEmpty());
    EXPECT_FALSE(document.lines().contains("/object/inner"));
    EXPECT_FALSE(document.lines().contains("/object/inner/x"));
    EXPECT_EQ(document.lines().find("/object/y/z")->line(), 0);
    EXPECT_EQ(document.lines().find("/seed")->line(), 2);
    EXPECT_EQ(document.problem("/object/y", "bad").text(), "--set /object/y: bad");
    EXPECT_EQ(document.problem("/seed", "bad").text(), "f.json:2: /seed: bad");
}

TEST(ApplySet, RefusesWhatLeadsNowhereAndChangesNothing) {
    struct Case {
        const char* assignment;
        const char* text;
        const char* hint;
    };
    const Case cases[] = {
        {"seed=1", "--set: \"seed=1\" is not of the form /pointer=VALUE", "for example"},
        {"/seed", "--set: \"/seed\" is not of the form", "for example"},
        {"", "--set: \"\" is not of the form", "for example"},
        {"/objct/inner=1", "--set /objct/inner: there is no /objct", "did you mean \"/object/inner\" or"},
        {"/experiment/seed=1", "--set /experiment/seed: there is no /experiment", "--set /experiment='{...}'"},
        {"/list/5=1", "--set /list/5: \"5\" is no index of the array, which has 2 elements", "\"-\" appends"},
        {"/list/01=1", "\"01\" is no index", "count from 0"},
        {"/list/x=1", "\"x\" is no index", "count from 0"},
        {"/seed/x=1", "--set /seed/x: /seed is neither an object nor an array", ""},
        {"/seed={\"a\": 1,}", "--set /seed: the value begins like JSON but cannot be read: a comma stands before",
         "trailing comma"},
        {"/seed=\xff", "not valid UTF-8", ""},
    };
    for (const Case& c : cases) {
        JsonDocument document = sample();
        const json before = document.root();
        const std::vector<Problem> problems = document.apply_set(c.assignment);
        ASSERT_EQ(problems.size(), 1U) << c.assignment;
        EXPECT_THAT(problems[0].text(), HasSubstr(c.text));
        EXPECT_THAT(problems[0].hint, HasSubstr(c.hint)) << c.assignment;
        EXPECT_EQ(document.root(), before);
    }
}

}  // namespace
}  // namespace plimsoll::scenarios
