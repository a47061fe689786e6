// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/json_peek.hpp"

#include <gtest/gtest.h>

namespace plimsoll::scenarios {
namespace {

TEST(PeekText, FindsAMemberOfTheOutermostObject) {
    EXPECT_EQ(peek_text(R"({"a": 1, "in": {"name": "no"}, "list": [{"name": "no"}], "name": "yes"})", "name"), "yes");
}

TEST(PeekText, ReadsNoFurther) {
    EXPECT_EQ(peek_text(R"({"name": "yes", )", "name"), "yes");
    EXPECT_EQ(peek_text(R"({"name": "yes"} what follows)", "name"), "yes");
}

TEST(PeekText, HasNothingToTellOfOtherFiles) {
    EXPECT_EQ(peek_text(R"({"other": "no"})", "name"), std::nullopt);
    EXPECT_EQ(peek_text(R"({"name": 5})", "name"), std::nullopt);
    EXPECT_EQ(peek_text(R"({"name": {"name": "no"}})", "name"), std::nullopt);
    EXPECT_EQ(peek_text(R"({"a": } "name": "no"})", "name"), std::nullopt);
    EXPECT_EQ(peek_text(R"(["name", "no"])", "name"), std::nullopt);
    EXPECT_EQ(peek_text("", "name"), std::nullopt);
}

}  // namespace
}  // namespace plimsoll::scenarios
