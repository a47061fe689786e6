// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/suggestion.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plimsoll::scenarios {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(EditDistance, CountsInsertionsDeletionsSubstitutionsAndSwaps) {
    EXPECT_EQ(edit_distance("", ""), 0U);
    EXPECT_EQ(edit_distance("pools", "pools"), 0U);
    EXPECT_EQ(edit_distance("pool", "pools"), 1U);
    EXPECT_EQ(edit_distance("pools", "pool"), 1U);
    EXPECT_EQ(edit_distance("tools", "pools"), 1U);
    EXPECT_EQ(edit_distance("polos", "pools"), 1U) << "a swap of neighbours is one edit";
    EXPECT_EQ(edit_distance("", "abc"), 3U);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);  // Levenshtein's textbook pair
}

TEST(EditDistance, IsSymmetricAndIgnoresCase) {
    EXPECT_EQ(edit_distance("horizon", "horizn"), edit_distance("horizn", "horizon"));
    EXPECT_EQ(edit_distance("GPU", "gpu"), 0U);
}

TEST(Nearest, PutsTheFewestEditsFirst) {
    EXPECT_THAT(nearest("replica", {"replications", "replicas", "router"}), ElementsAre("replicas", "replications"));
}

TEST(Nearest, FindsAPartOfALongName) {
    EXPECT_THAT(nearest("g6e.xlarge", {"aws/us-east-1/g5.xlarge", "aws/us-east-1/g6e.xlarge"}),
                ElementsAre("aws/us-east-1/g6e.xlarge"));
}

TEST(Nearest, IsEmptyWhereNothingIsNear) {
    EXPECT_THAT(nearest("banana", {"pools", "serving"}), IsEmpty());
    EXPECT_THAT(nearest("", {"a"}), IsEmpty());
    EXPECT_THAT(nearest(std::string(100'000, 'x'), {"a"}), IsEmpty());
}

TEST(Nearest, GivesAtMostTheLimit) {
    EXPECT_EQ(nearest("aaaa", {"aaab", "aaac", "aaad", "aaae"}).size(), 3U);
    EXPECT_EQ(nearest("aaaa", {"aaab", "aaac", "aaad", "aaae"}, 1).size(), 1U);
}

TEST(DidYouMean, ReadsAsAQuestion) {
    EXPECT_EQ(did_you_mean("realtime", {"real-time", "serverless"}), R"(did you mean "real-time"?)");
    EXPECT_EQ(did_you_mean("abcd", {"abce", "abcf"}), R"(did you mean "abce" or "abcf"?)");
    EXPECT_EQ(did_you_mean("x-ray", {"serverless"}), "");
}

}  // namespace
}  // namespace plimsoll::scenarios
