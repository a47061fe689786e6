// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace plimsoll::cli_test {
namespace {

using testing::HasSubstr;

class Rerun : public ProgramTest {};

TEST_F(Rerun, OfAResultGivesTheSameBytes) {
    const auto first = run(
        {"compare", small(), "--json", "--set", "/experiment/replications=2", "--set", "/deployments/0/name=first"});
    ASSERT_EQ(first.status, 0) << first.err;
    const auto result = file("result.json", first.out);
    std::filesystem::remove(small());
    const auto again = run({"compare", result, "--json"});
    EXPECT_EQ(again.status, 0) << again.err;
    EXPECT_EQ(again.out, first.out);
    EXPECT_EQ(run({"compare", "-", "--json"}, with_input(first.out)).out, first.out);
    EXPECT_EQ(run({"check", result}).status, 0);
}

TEST_F(Rerun, TakesMoreOverrides) {
    const auto first = run({"compare", small(), "--json", "--set", "/experiment/replications=2"});
    const auto changed = run({"compare", file("result.json", first.out), "--json", "--set", "/experiment/seed=8"});
    ASSERT_EQ(changed.status, 0) << changed.err;
    const auto json = nlohmann::json::parse(changed.out);
    EXPECT_EQ(json.at("scenario").at("seed"), 8);
    EXPECT_EQ(json.at("scenario").at("overrides"),
              nlohmann::json({"/experiment/replications=2", "/experiment/seed=8"}));
}

TEST_F(Rerun, FindsTheFilesOfTheScenarioWhereTheyWere) {
    std::filesystem::create_directory(path("below"));
    file("below/counts.csv", "count\n300\n200\n");
    const auto scenario = replaced(kSmall, R"({"generate": {"process": "poisson", "rate": "5 /s"}})",
                                   R"({"series": "counts.csv", "interval": "5 min"})");
    const auto first = run({"compare", file("below/series.json", scenario), "--json"});
    ASSERT_EQ(first.status, 0) << first.err;
    EXPECT_EQ(run({"compare", file("result.json", first.out), "--json"}).out, first.out);
}

TEST_F(Rerun, OfAResultWithoutItsScenarioSaysSo) {
    auto json = nlohmann::ordered_json::parse(run({"compare", small(), "--json"}).out);
    json["scenario"].erase("text");
    const auto refused = run({"compare", file("old.json", json.dump(2))});
    EXPECT_EQ(refused.status, 3);
    EXPECT_THAT(refused.err, HasSubstr("does not hold its scenario"));
}

}  // namespace
}  // namespace plimsoll::cli_test
