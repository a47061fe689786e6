// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/input_error.hpp"

#include <gtest/gtest.h>

namespace plimsoll {
namespace {

TEST(Problem, ReadsAsPlacePointerMessageAndHint) {
    const Problem problem{"chat.json", 12, "/experiment/seed", "is negative", "write 1"};
    EXPECT_EQ(problem.text(), "chat.json:12: /experiment/seed: is negative\n  hint: write 1");
}

TEST(Problem, LeavesOutWhatHasNoMeaning) {
    EXPECT_EQ((Problem{"trace.csv", 7, "", "time goes backwards", ""}).text(), "trace.csv:7: time goes backwards");
    EXPECT_EQ((Problem{"trace.csv", 0, "", "the file is empty", ""}).text(), "trace.csv: the file is empty");
    EXPECT_EQ((Problem{"", 0, "", "bad option", ""}).text(), "bad option");
    EXPECT_EQ((Problem{"", 0, "/a", "bad", ""}).text(), "/a: bad");
}

TEST(Problem, NamesAnOverrideAsItWasTyped) {
    EXPECT_EQ((Problem{kSetOption, 0, "/experiment/seed", "is negative", ""}).text(),
              "--set /experiment/seed: is negative");
    EXPECT_EQ((Problem{kSetOption, 0, "", "is no assignment", ""}).text(), "--set: is no assignment");
}

TEST(InputError, CarriesEveryProblemAndSaysThemAll) {
    const InputError error(std::vector<Problem>{{"a", 1, "", "first", ""}, {"a", 2, "", "second", "mend it"}});
    EXPECT_EQ(error.problems().size(), 2U);
    EXPECT_STREQ(error.what(), "a:1: first\na:2: second\n  hint: mend it");
}

}  // namespace
}  // namespace plimsoll
