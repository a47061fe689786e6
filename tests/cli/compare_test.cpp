// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include <unistd.h>

namespace plimsoll::cli_test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::set<std::string> files_in(const std::string& folder) {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        names.insert(entry.path().filename().string());
    return names;
}

class Compare : public ProgramTest {};

TEST_F(Compare, TableNamesEveryDeploymentAndNothingElseIsPrinted) {
    const auto result = run({"compare", small()});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("one"), HasSubstr("two")));
    EXPECT_THAT(result.err, IsEmpty());
}

TEST_F(Compare, JsonHasBothDeploymentsTheirLoadCurvesAndPassedAudits) {
    const auto result = run({"compare", small(), "--json"});
    ASSERT_EQ(result.status, 0) << result.err;
    const auto comparison = json::parse(result.out);
    EXPECT_EQ(comparison.at("schema"), "plimsoll.comparison/1");
    ASSERT_EQ(comparison.at("deployments").size(), 2U);
    for (const auto& deployment : comparison.at("deployments")) {
        EXPECT_TRUE(deployment.at("audit").at("passed").get<bool>());
        ASSERT_EQ(deployment.at("load_curve").size(), 2U);
        // Ten minutes at 5 /s: 3000 requests, give or take 4 standard errors of the mean of three Poisson counts.
        EXPECT_NEAR(deployment.at("requests").at("arrived").get<double>(), 3000, 4 * 31.7);
        // One hour-priced instance or two, for 730 h: 730 USD each.
        const double instances = deployment.at("name") == "one" ? 1 : 2;
        EXPECT_NEAR(std::stod(deployment.at("cost").at("per_month").get<std::string>()), instances * 730, 1e-6);
    }
    // The load point at 1 is the main result itself.
    const auto& one = comparison.at("deployments").at(0);
    EXPECT_EQ(one.at("load_curve").at(1).at("latency_s").at("p99"), one.at("latency_s").at("p99"));
}

TEST_F(Compare, JsonTellsTheLivesOfTheInstancesOfTheFirstReplication) {
    const auto comparison = json::parse(run({"compare", small(), "--json"}).out);
    for (const std::size_t i : {0U, 1U}) {
        const auto& instances = comparison.at("deployments").at(i).at("instances");
        ASSERT_EQ(instances.at("lives").size(), i + 1);
        EXPECT_EQ(instances.at("lives_omitted"), 0);
        for (const auto& life : instances.at("lives")) {
            EXPECT_EQ(life.at("purchase"), "on-demand");
            EXPECT_EQ(life.at("requested_s"), 0);
            ASSERT_EQ(life.at("phases").size(), 1U);
            EXPECT_EQ(life.at("phases").at(0).at("phase"), "serve");
            EXPECT_GE(life.at("phases").at(0).at("until_s").get<double>(), 600);
            EXPECT_EQ(life.at("end"), "horizon");
        }
    }
}

TEST_F(Compare, DeploymentsSeeTheSameRequests) {
    const auto comparison = json::parse(run({"compare", small(), "--json"}).out);
    EXPECT_EQ(comparison.at("deployments").at(0).at("requests").at("arrived"),
              comparison.at("deployments").at(1).at("requests").at("arrived"));
}

TEST_F(Compare, NumberOfJobsDoesNotChangeAByte) {
    const auto one = run({"compare", small(), "--json", "--jobs", "1"});
    const auto four = run({"compare", small(), "--json", "--jobs", "4"});
    ASSERT_EQ(one.status, 0) << one.err;
    EXPECT_EQ(one.out, four.out);
}

TEST_F(Compare, TimeZoneDoesNotChangeAByte) {
    const auto plain = run({"compare", small(), "--json"});
    for (const char* zone : {"Pacific/Kiritimati", "America/Los_Angeles", "UTC"})
        EXPECT_EQ(plain.out, run({"compare", small(), "--json"}, with_environment({{"TZ", zone}})).out) << zone;
}

TEST_F(Compare, CommaLocaleDoesNotChangeAByte) {
    // Made here, so that the test does not depend on what the machine has installed.
    const auto make = "localedef -i de_DE -f UTF-8 --no-archive " + path("de_DE.UTF-8") + " > /dev/null 2>&1";
    if (std::system(make.c_str()) != 0)
        GTEST_SKIP() << "localedef cannot make the locale de_DE.UTF-8; it needs the package locales";
    const auto german = with_environment({{"LOCPATH", path("")}, {"LC_ALL", "de_DE.UTF-8"}});
    for (const bool as_json : {true, false}) {
        std::vector<std::string> arguments{"compare", small()};
        if (as_json) arguments.push_back("--json");
        EXPECT_EQ(run(arguments).out, run(arguments, german).out);
    }
}

TEST_F(Compare, SeedChangesTheResultAndRepeatsIt) {
    const auto first = run({"compare", small(), "--json", "--set", "/experiment/seed=8"});
    EXPECT_NE(first.out, run({"compare", small(), "--json"}).out);
    EXPECT_EQ(first.out, run({"compare", small(), "--json", "--set", "/experiment/seed=8"}).out);
}

TEST_F(Compare, OutFolderHoldsTheJsonThatIsPrinted) {
    const auto result = run({"compare", small(), "--json", "--out", path("new/folder")});
    ASSERT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(content_of(path("new/folder/comparison.json")), result.out);
    EXPECT_THAT(files_in(path("new/folder")), testing::Contains("series-one.csv"));
}

TEST_F(Compare, RequestLogsHoldEveryRequestOfTheFirstReplication) {
    const auto result =
        run({"compare", small(), "--json", "--out", path("out"), "--requests", "--set", "/experiment/replications=1"});
    ASSERT_EQ(result.status, 0) << result.err;
    const auto comparison = json::parse(result.out);
    const auto log = content_of(path("out/requests-two.csv"));
    const auto lines = std::count(log.begin(), log.end(), '\n');
    EXPECT_EQ(static_cast<double>(lines - 1),
              comparison.at("deployments").at(1).at("requests").at("arrived").get<double>());
    EXPECT_THAT(log, HasSubstr("id,arrival_s,start_s,completion_s,latency_s"));
    for (const auto& name : files_in(path("out"))) EXPECT_NE(name.front(), '.') << name;
}

// Four requests, one a second, to two replicas by turns.
TEST_F(Compare, RequestLogsNameThePoolThatServedARequest) {
    const auto scenario = file("pools.json", R"({"plimsoll": 1,
        "workload": {"traffic": {"generate": {"process": "constant", "rate": "1 /s"}}},
        "service": {"time": {"constant": "100 ms"}},
        "deployments": [{"name": "both", "serving": "real-time", "pools": [
            {"offer": {"price": "1 USD/h"}, "queue": "per-replica", "router": "round-robin"},
            {"offer": {"price": "2 USD/h"}, "queue": "per-replica", "router": "round-robin"}]}],
        "experiment": {"horizon": "4 s", "replications": 1}})");
    const auto result = run({"compare", scenario, "--out", path("out"), "--requests"});
    ASSERT_EQ(result.status, 0) << result.err;
    std::istringstream log(content_of(path("out/requests-both.csv")));
    std::string line;
    std::getline(log, line);
    const auto before_pool =
        std::count(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(line.find("pool")), ',');
    std::string pools;
    while (std::getline(log, line)) {
        std::istringstream fields(line);
        std::string field;
        for (std::ptrdiff_t i = 0; i <= before_pool; ++i) std::getline(fields, field, ',');
        pools += field + " ";
    }
    EXPECT_EQ(pools, "0 1 0 1 ");
}

TEST_F(Compare, OutThatIsAFileEndsWithStatus4BeforeAnythingIsSimulated) {
    const auto result = run({"compare", small(), "--out", file("taken", "x"), "--progress", "json"});
    EXPECT_EQ(result.status, 4);
    EXPECT_THAT(result.err, AllOf(HasSubstr("taken"), Not(HasSubstr("start"))));
    EXPECT_THAT(result.out, IsEmpty());
}

TEST_F(Compare, OutWithoutPermissionEndsWithStatus4) {
    if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
    std::filesystem::create_directory(path("locked"));
    std::filesystem::permissions(path("locked"), std::filesystem::perms::owner_read);
    const auto result = run({"compare", small(), "--out", path("locked")});
    EXPECT_EQ(result.status, 4);
    EXPECT_THAT(result.err, HasSubstr("locked"));
}

TEST_F(Compare, FullStandardOutputEndsWithStatus4) {
    if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no /dev/full";
    RunSetup full;
    full.output_file = "/dev/full";
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"compare", small()}, {"explain", small()}, {"--help"}, {"--version"}}) {
        const auto result = run(arguments, full);
        EXPECT_EQ(result.status, 4) << arguments.front();
        EXPECT_THAT(result.err, HasSubstr("No space left")) << arguments.front();
    }
}

TEST_F(Compare, ClosedPipeEndsTheProgramQuietly) {
    RunSetup closed;
    closed.output_is_closed_pipe = true;
    const auto result = run({"compare", small()}, closed);
    EXPECT_EQ(result.signal, SIGPIPE);
    EXPECT_THAT(result.err, IsEmpty());
}

TEST_F(Compare, RequiredSloDecidesTheStatus) {
    EXPECT_EQ(run({"compare", small(), "--require-slo"}).status, 0);
    const std::string strict = "/slo/0/at_most=1 ms";
    EXPECT_EQ(run({"compare", small(), "--set", strict}).status, 0);  // nobody asked
    const auto result = run({"compare", small(), "--set", strict, "--require-slo"});
    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.err, HasSubstr("no deployment meets every SLO"));
    EXPECT_THAT(result.out, HasSubstr("two"));  // the result is shown all the same
}

TEST_F(Compare, BudgetDecidesTheStatus) {
    EXPECT_EQ(run({"compare", small(), "--budget", "730 USD/month"}).status, 0);
    const auto result = run({"compare", small(), "--budget", "729.99 USD/month"});
    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.err, AllOf(HasSubstr("one"), HasSubstr("730.00 USD/month"), HasSubstr("729.99")));
}

TEST_F(Compare, AnExamplePriceMeetsNoRequirementUnlessTheScenarioAllowsIt) {
    std::vector<std::string> arguments{
        "compare",
        small(),
        "--require-slo",
        "--budget",
        "1000 USD/month",
        "--set",
        R"(/deployments=[{"name": "api", "serving": "api", "pools": [{"offer": "example/global/bert-base-api"}]}])"};
    const auto result = run(arguments);
    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.err, HasSubstr("example price"));
    arguments.insert(arguments.end(), {"--set", "/experiment/examples_compete=true"});
    EXPECT_EQ(run(arguments).status, 0);
}

TEST_F(Compare, AWarmUpThatIsTooShortAndAProfileThatIsCutAreToldWithValuesToSet) {
    const auto saturated = run({"compare", small(), "--set", R"(/workload/traffic/generate/rate="9.5 /s")", "--set",
                                "/experiment/load_curve=[]"});
    EXPECT_THAT(saturated.out, AllOf(HasSubstr("starts empty"), HasSubstr("/experiment/warm_up to")));
    const auto cut = run({"compare", small(), "--set", "/experiment/load_curve=[]", "--set",
                          "/workload/traffic/generate/profile={\"weekly\": [1, 1, 1, 1, 1, 0, 0]}"});
    EXPECT_THAT(cut.out, HasSubstr("/experiment/horizon to 7 d"));
}

TEST_F(Compare, CrossingsAreSimulatedAndHaveAnInterval) {
    const auto result = run(
        {"compare", small(), "--json", "--set", "/experiment/load_curve=[0.25, 1]", "--set",
         R"(/deployments/1={"name": "by use", "serving": "api", "pools": [{"offer": {"request_price": "90 USD/1M requests"}}]})"});
    ASSERT_EQ(result.status, 0) << result.err;
    const auto changes = json::parse(result.out).at("verdict").at("changes");
    ASSERT_EQ(changes.size(), 1U);
    // A machine for 1 USD/h costs as much as 3.086 requests/s by use, 0.617 times the load.
    EXPECT_NEAR(changes[0].at("load").get<double>(), 0.617, 0.03);
    const auto ci = changes[0].at("load_ci95");
    EXPECT_LT(ci[0].get<double>(), 0.62);
    EXPECT_GT(ci[1].get<double>(), 0.61);
}

TEST_F(Compare, BudgetIsHeldAgainstDeploymentsThatMeetTheSlo) {
    // At 15 /s one server of 10 /s cannot keep up; two can, for twice the price.
    const std::vector<std::string> arguments{"compare", small(), "--set", "/workload/load=3", "--budget"};
    auto enough = arguments;
    enough.push_back("1460 USD/month");
    EXPECT_EQ(run(enough).status, 0);
    auto little = arguments;
    little.push_back("800 USD/month");
    const auto result = run(little);
    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.err, HasSubstr("two"));
}

// Which worker draws the traffic and which reads what another has drawn differs with their number.
TEST_F(Compare, RequestLogsAreTheSameForAnyNumberOfJobs) {
    const auto logs = [&](const char* jobs) {
        const auto out = path(std::string("out") + jobs);
        EXPECT_EQ(
            run({"compare", small(), "--requests", "--out", out, "--jobs", jobs, "--set", "/experiment/horizon=6 h"})
                .status,
            0);
        std::string all;
        for (const char* name : {"/requests-one.csv", "/requests-two.csv"}) {
            std::ifstream log(out + name, std::ios::binary);
            all.append(std::istreambuf_iterator<char>(log), {});
        }
        return all;
    };
    const auto alone = logs("1");
    EXPECT_GT(alone.size(), 1'000'000U);
    EXPECT_TRUE(logs("2") == alone);
    EXPECT_TRUE(logs("4") == alone);
}

TEST_F(Compare, ProgressAsJsonIsOneObjectPerLine) {
    const auto result = run({"compare", small(), "--progress=json"});
    ASSERT_EQ(result.status, 0) << result.err;
    std::istringstream lines(result.err);
    std::vector<json> events;
    for (std::string line; std::getline(lines, line);) events.push_back(json::parse(line));
    ASSERT_GE(events.size(), 3U);
    // Two deployments: three replications, and three of the load point at 0.5.
    EXPECT_EQ(events.front(), json({{"event", "start"}, {"of", 12}}));
    EXPECT_EQ(events.back().at("event"), "finished");
    double fraction = 0;
    for (std::size_t i = 1; i + 1 < events.size(); ++i) {
        EXPECT_EQ(events[i].at("event"), "progress");
        EXPECT_GE(events[i].at("fraction").get<double>(), fraction);
        fraction = events[i].at("fraction").get<double>();
        EXPECT_THAT(events[i].at("deployment").get<std::string>(), testing::AnyOf("one", "two"));
        EXPECT_TRUE(events[i].contains("eta_s"));
        const auto& each = events[i].at("deployments");
        EXPECT_EQ(each.size(), 2U);
        for (const auto& deployment : each) EXPECT_LE(deployment.at("fraction").get<double>(), 1);
        EXPECT_LE(events[i].at("done").get<int>(), 12);
    }
    EXPECT_EQ(fraction, 1);
}

TEST_F(Compare, ColourOnlyWhereItIsAskedFor) {
    constexpr const char* kEscape = "\x1b[";
    EXPECT_THAT(run({"compare", small()}).out, Not(HasSubstr(kEscape)));  // no terminal
    EXPECT_THAT(run({"compare", small(), "--color=always"}).out, HasSubstr(kEscape));
    EXPECT_THAT(run({"compare", small(), "--color=never"}).out, Not(HasSubstr(kEscape)));
}

TEST_F(Compare, ColourOnATerminalUnlessNoColorIsSet) {
    constexpr const char* kEscape = "\x1b[";
    const std::vector<std::string> plain{"compare", small(), "--progress=none"};
    const auto shown = [](const std::vector<std::string>& arguments, std::map<std::string, std::string> environment) {
        auto setup = with_environment(std::move(environment));
        setup.on_terminal = true;
        return run(arguments, setup).out;
    };
    EXPECT_THAT(shown(plain, {{"TERM", "xterm"}}), HasSubstr(kEscape));
    EXPECT_THAT(shown(plain, {{"TERM", "xterm"}, {"NO_COLOR", "1"}}), Not(HasSubstr(kEscape)));
    EXPECT_THAT(shown(plain, {{"TERM", "dumb"}}), Not(HasSubstr(kEscape)));
    auto never = plain;
    never.push_back("--color=never");
    EXPECT_THAT(shown(never, {{"TERM", "xterm"}}), Not(HasSubstr(kEscape)));
}

TEST_F(Compare, VerifyComparesRequestsWithTheReference) {
    const auto result = run({"compare", small(), "--verify"});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.err, HasSubstr("verified"));
}

// The work of requests that share a replica ends at fractions of a nanosecond: of those here, three end less than a
// thousandth of one after a whole one, and would be told apart by any rounding that differs.
TEST_F(Compare, VerifyAgreesOnRequestsThatShareReplicas) {
    const auto result = run(
        {"compare", small(), "--verify", "--set", R"(/experiment={"horizon": "10 min", "replications": 1})", "--set",
         R"(/workload/traffic/generate/rate="60 /s")", "--set",
         R"(/deployments=[{"name": "c", "serving": "real-time", "pools": [{"offer": {"price": "0.05 USD/h"}, "replicas": {"min": 8}, "concurrency": 30, "queue": "per-replica"}]}])"});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.err, HasSubstr("verified 35933 requests"));
}

TEST_F(Compare, ExplainListsValuesWithTheirOrigin) {
    const auto result = run({"explain", small(), "--json", "--set", "/experiment/seed=99"});
    ASSERT_EQ(result.status, 0) << result.err;
    std::map<std::string, json> by_pointer;
    const auto explanation = json::parse(result.out);
    for (const auto& a : explanation.at("assumptions")) by_pointer[a.at("pointer").get<std::string>()] = a;
    EXPECT_EQ(by_pointer.at("/experiment/seed").at("origin"), "override");
    EXPECT_EQ(by_pointer.at("/experiment/seed").at("value"), "99");
    EXPECT_EQ(by_pointer.at("/experiment/horizon").at("origin"), "file");
    EXPECT_EQ(by_pointer.at("/experiment/warm_up").at("origin"), "default");
    EXPECT_THAT(run({"explain", small()}).out, HasSubstr("experiment/horizon"));
}

}  // namespace
}  // namespace plimsoll::cli_test
