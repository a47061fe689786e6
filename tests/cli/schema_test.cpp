// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"
#include "tests/report/schema_check.hpp"

#include <gmock/gmock.h>

namespace plimsoll::cli_test {
namespace {

using nlohmann::json;
using results::testing::breaches;
using testing::HasSubstr;
using testing::IsEmpty;

class Schema : public ProgramTest {};

TEST_F(Schema, OfResultsHoldsForWhatCompareReallyPrints) {
    const auto schema = run({"schema", "result"});
    ASSERT_EQ(schema.status, 0) << schema.err;
    const auto described = json::parse(schema.out);
    EXPECT_EQ(described["properties"]["schema"]["const"], "plimsoll.comparison/1");
    for (const std::string& scenario :
         {small(), std::string(PLIMSOLL_SOURCE_DIR "/scenarios/document-classifier.json")}) {
        const auto result = run({"compare", scenario, "--json", "--progress=none", "--set",
                                 "/experiment/replications=2", "--set", "/experiment/horizon=\"1 h\""});
        ASSERT_EQ(result.status, 0) << result.err;
        EXPECT_THAT(breaches(described, json::parse(result.out)), IsEmpty()) << scenario;
    }
}

TEST_F(Schema, OfAnswersHoldsForWhatCommandsReallyPrint) {
    for (const std::string command : {"plan", "stress"}) {
        const auto described = json::parse(run({"schema", command}).out);
        EXPECT_EQ(described["properties"]["schema"]["const"], "plimsoll." + command + "/1");
        std::vector<std::string> arguments{command, small(), "--json"};
        if (command == "plan")
            arguments.insert(arguments.end(),
                             {"--over", "/deployments/1/network=1 ms,2 ms", "--futures", "/workload/load=1,2"});
        const auto answer = run(arguments);
        ASSERT_EQ(answer.status, 0) << answer.err;
        EXPECT_THAT(breaches(described, json::parse(answer.out)), IsEmpty()) << command;
    }
}

TEST_F(Schema, OfWhatFinanceReadsHoldsForWhatCommandsReallyPrint) {
    const auto check = [&](const std::string& of, std::vector<std::string> arguments) {
        const auto described = json::parse(run({"schema", of}).out);
        EXPECT_EQ(described["properties"]["schema"]["const"], "plimsoll." + of + "/1");
        arguments.emplace_back("--json");
        const auto answer = run(arguments);
        ASSERT_EQ(answer.status, 0) << answer.err;
        EXPECT_THAT(breaches(described, json::parse(answer.out)), IsEmpty()) << of;
    };
    check("projection", {"project", small(), "--start", "2027-01", "--months", "2", "--budget", "100", "--growth-sd",
                         "0.1", "--set", R"(/projection={"revenue": {"per_user": 1, "requests_per_user": 3}})"});
    check("commitments", {"commitments", small(), "--discount", "40%", "--demand", "50%..100%"});
    ASSERT_EQ(
        run({"report", small(), "--start", "2027-01", "--months", "2", "--out", path("r"), "--format", "focus"}).status,
        0);
    check("actuals", {"actuals", small(), path("r/focus.csv"), "--months", "3", "--deployment", "one", "--where",
                      "SubAccountName=one"});
}

TEST_F(Schema, OfScenariosIsWhatScenariosAreCheckedWith) {
    const auto schema = run({"schema", "scenario"});
    ASSERT_EQ(schema.status, 0) << schema.err;
    EXPECT_TRUE(json::parse(schema.out).at("properties").contains("deployments"));
    EXPECT_EQ(run({"schema"}).status, 2);
    EXPECT_THAT(run({"schema", "results"}).err, HasSubstr("scenario"));
}

}  // namespace
}  // namespace plimsoll::cli_test
