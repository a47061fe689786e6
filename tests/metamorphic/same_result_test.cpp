// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "comparison.hpp"

#include <algorithm>

/// What must not change a result.
namespace plimsoll::metamorphic_test {
namespace {

using Deployments = Relation;
using Comparison = Relation;

TEST_F(Deployments, MayBeRenamedAndReordered) {
    const Json plain = five_ways();
    Json mixed = plain;
    Json& list = mixed["deployments"];
    std::reverse(list.begin(), list.end());
    for (Json& each : list) each["name"] = "renamed " + each["name"].get<std::string>();

    const Json before = compare(plain);
    const Json after = compare(mixed);
    for (const Json& original : before["deployments"]) {
        Json renamed = original;
        renamed["name"] = "renamed " + original["name"].get<std::string>();
        EXPECT_EQ(deployment(after, renamed["name"]), renamed)
            << Json::diff(deployment(after, renamed["name"]), renamed).dump(1);
    }
    EXPECT_EQ(after["verdict"]["cheapest"], "renamed " + before["verdict"]["cheapest"].get<std::string>());
    EXPECT_EQ(after["verdict"]["difference_per_month"], before["verdict"]["difference_per_month"]);
}

TEST_F(Deployments, DoNotNoticeEachOther) {
    const Json together = compare(five_ways());
    for (std::size_t i = 0; i < 5; ++i) {
        Json alone = five_ways();
        alone["deployments"] = Json::array({alone["deployments"][i]});
        EXPECT_EQ(compare(alone)["deployments"][0], together["deployments"][i]);
    }
}

TEST_F(Comparison, IsTheSameByteForByteWhenRepeated) {
    const auto once = cli_test::run({"compare", "-", "--json"}, cli_test::with_input(five_ways().dump()));
    const auto again = cli_test::run({"compare", "-", "--json"}, cli_test::with_input(five_ways().dump()));
    ASSERT_EQ(once.status, 0) << once.err;
    EXPECT_FALSE(once.out.empty());
    EXPECT_EQ(once.out, again.out);
}

TEST_F(Comparison, IsTheSameByteForByteForAnyNumberOfJobs) {
    const std::string scenario = PLIMSOLL_SOURCE_DIR "/scenarios/document-classifier.json";
    const auto with_jobs = [&](const char* jobs) {
        return cli_test::run({"compare", scenario, "--json", "--set", "/experiment/replications=2", "--jobs", jobs});
    };
    const auto one = with_jobs("1");
    const auto four = with_jobs("4");
    ASSERT_EQ(one.status, 0) << one.err;
    EXPECT_FALSE(one.out.empty());
    EXPECT_TRUE(one.out == four.out) << "--jobs changes the result";
}

// Not so for another seed, else the tests above would pass for a constant.
TEST_F(Comparison, ChangesWithTheSeed) {
    Json other = five_ways();
    other["experiment"]["seed"] = 12;
    EXPECT_NE(compare(other)["fingerprint"], compare(five_ways())["fingerprint"]);
}

}  // namespace
}  // namespace plimsoll::metamorphic_test
