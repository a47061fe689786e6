// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// What a program that runs plimsoll reads: problems, errors and the rest of standard error as JSON.
#include "program.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace plimsoll::cli_test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Every line, which must be one object with an "event".
std::vector<json> events_in(const std::string& err) {
    std::istringstream lines(err);
    std::vector<json> events;
    for (std::string line; std::getline(lines, line);) {
        events.push_back(json::parse(line, nullptr, false));
        EXPECT_TRUE(events.back().is_object() && events.back().contains("event")) << line;
    }
    return events;
}

std::vector<json> of_kind(const std::vector<json>& events, const std::string& kind) {
    std::vector<json> found;
    for (const auto& event : events)
        if (event.at("event") == kind) found.push_back(event);
    return found;
}

class Events : public ProgramTest {
protected:
    /// The small scenario with three problems, on three lines.
    [[nodiscard]] std::string wrong() const {
        std::string text = replaced(kSmall, "5 /s", "5 /fortnight");
        text = replaced(text, "10 min", "10 parsecs");
        return file("wrong.json", replaced(text, "real-time", "reel-time"));
    }
};

TEST_F(Events, EachProblemOfAScenarioIsOne) {
    const auto result = run({"compare", wrong(), "--progress=json"});
    EXPECT_EQ(result.status, 3);
    EXPECT_THAT(result.out, IsEmpty());
    const auto problems = events_in(result.err);
    ASSERT_EQ(problems.size(), 3U);
    const char* const pointers[] = {"/workload/traffic/generate/rate", "/deployments/0/serving", "/experiment/horizon"};
    const int lines[] = {4, 8, 11};
    for (std::size_t i = 0; i < problems.size(); ++i) {
        EXPECT_EQ(problems[i].at("event"), "problem");
        EXPECT_EQ(problems[i].at("file"), path("wrong.json"));
        EXPECT_EQ(problems[i].at("line"), lines[i]);
        EXPECT_EQ(problems[i].at("pointer"), pointers[i]);
        EXPECT_THAT(problems[i].at("message").get<std::string>(), Not(IsEmpty()));
    }
    EXPECT_THAT(problems[1].at("hint").get<std::string>(), HasSubstr("did you mean \"real-time\""));
}

TEST_F(Events, AProblemOfAnOverrideHasNoLine) {
    const auto result = run({"compare", small(), "--progress=json", "--set", "/experiment/horizon=10 parsecs"});
    const auto problems = events_in(result.err);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].at("file"), "--set");
    EXPECT_EQ(problems[0].at("line"), 0);
    EXPECT_EQ(problems[0].at("pointer"), "/experiment/horizon");
}

TEST_F(Events, CheckPrintsTheSameProblemsAsOneObject) {
    const auto result = run({"check", wrong(), "--json"});
    EXPECT_EQ(result.status, 3);
    EXPECT_THAT(result.err, IsEmpty());
    auto problems = events_in(run({"compare", wrong(), "--progress=json"}).err);
    for (auto& problem : problems) problem.erase("event");
    EXPECT_EQ(json::parse(result.out), json({{"problems", problems}, {"notes", json::array()}}));
}

TEST_F(Events, CheckOfAGoodScenarioPrintsNoProblems) {
    const auto result = run({"check", small(), "--json"});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(json::parse(result.out), json({{"problems", json::array()}, {"notes", json::array()}}));
}

TEST_F(Events, CheckReportsWhatIsNoProblemOfTheScenarioAsEver) {
    const auto result = run({"check", path("missing.json"), "--json"});
    EXPECT_EQ(result.status, 4);
    EXPECT_THAT(result.out, IsEmpty());
    EXPECT_THAT(result.err, HasSubstr("plimsoll: "));
}

TEST_F(Events, WhatElseEndsTheProgramIsOneError) {
    const std::vector<std::pair<int, std::vector<std::string>>> ways = {
        {4, {"compare", path("missing.json"), "--progress=json"}},
        {4, {"compare", small(), "--progress=json", "--out", small()}},
        {2, {"compare", small(), "--progress=json", "--requests"}},
        {2, {"compare", small(), "--progress=json", "--budget", "a fortune"}}};
    for (const auto& [status, arguments] : ways) {
        const auto result = run(arguments);
        EXPECT_EQ(result.status, status);
        EXPECT_THAT(result.out, IsEmpty());
        const auto events = events_in(result.err);
        ASSERT_EQ(events.size(), 1U) << result.err;
        EXPECT_EQ(events[0].at("event"), "error");
        EXPECT_THAT(events[0].at("message").get<std::string>(), Not(IsEmpty()));
    }
}

TEST_F(Events, StandardErrorHoldsNothingElse) {
    auto crash = with_environment({{"PLIMSOLL_TEST_CRASH", "one:2"}});
    const auto lost = run({"compare", small(), "--json", "--progress=json"}, crash);
    EXPECT_EQ(lost.status, 5);
    const auto progress = of_kind(events_in(lost.err), "progress");
    ASSERT_FALSE(progress.empty());
    EXPECT_EQ(progress.back().at("deployments").at(0).at("lost"), 1);
    const auto losses = of_kind(events_in(lost.err), "lost");
    ASSERT_EQ(losses.size(), 1U);
    EXPECT_EQ(losses[0].at("simulation"), "one, replication 2 of 3");
    EXPECT_THAT(losses[0].at("reason").get<std::string>(), HasSubstr("SIGSEGV"));

    const auto unmet = run({"compare", small(), "--progress=json", "--set", "/slo/0/at_most=1 ms", "--require-slo"});
    EXPECT_EQ(unmet.status, 1);
    EXPECT_EQ(of_kind(events_in(unmet.err), "unmet").size(), 1U);

    const auto verified = run({"compare", small(), "--progress=json", "--verify"});
    EXPECT_EQ(verified.status, 0) << verified.err;
    const auto verifications = of_kind(events_in(verified.err), "verified");
    ASSERT_EQ(verifications.size(), 1U);
    EXPECT_GT(verifications[0].at("requests"), 0);
}

/// A day at 1,000 requests a second: 86.4 million for each of the simulations.
TEST_F(Events, ARunLongerThanIsAllowedIsRefusedWithItsLength) {
    const std::vector<std::string> arguments{"compare",
                                             small(),
                                             "-j",
                                             "2",
                                             "--most-requests",
                                             "1e6",
                                             "--set",
                                             "/workload/traffic/generate/rate=\"1000 /s\"",
                                             "--set",
                                             "/experiment/horizon=24 h"};
    const auto text = run(arguments);
    EXPECT_EQ(text.status, 1);
    EXPECT_THAT(text.out, IsEmpty());
    EXPECT_THAT(text.err, HasSubstr("more than --most-requests 1e+06; they take about"));

    auto with_events = arguments;
    with_events.emplace_back("--progress=json");
    const auto refused = of_kind(events_in(run(with_events).err), "refused");
    ASSERT_EQ(refused.size(), 1U);
    const double requests = refused[0].at("requests");
    EXPECT_GT(requests, 3 * 86.4e6) << "three replications of a deployment at least";
    EXPECT_DOUBLE_EQ(refused[0].at("seconds"), requests / 2 / 2e6);

    EXPECT_EQ(run({"compare", small(), "--most-requests", "1e9"}).status, 0);
    EXPECT_EQ(run({"compare", small(), "--most-requests", "0"}).status, 2);
}

}  // namespace
}  // namespace plimsoll::cli_test
