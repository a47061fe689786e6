// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <ostream>
#include <utility>

namespace plimsoll::cli_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

/// What becomes of the program when workers die or the user has enough.
class Workers : public ProgramTest {
protected:
    /// The small scenario, for some hundred million requests in all.
    [[nodiscard]] std::vector<std::string> endless() const {
        return {"compare",
                small(),
                "--progress=json",
                "--jobs",
                "2",
                "--out",
                path("out"),
                "--requests",
                "--set",
                "/experiment/horizon=100 d",
                "--set",
                "/experiment/bucket=1 d",
                "--set",
                "/experiment/load_curve=[]"};
    }
};

/// Processes whose parent is `pid`, from /proc.
std::vector<pid_t> children_of(pid_t pid) {
    std::ifstream list("/proc/" + std::to_string(pid) + "/task/" + std::to_string(pid) + "/children");
    std::vector<pid_t> children;
    for (pid_t child = 0; list >> child;) children.push_back(child);
    return children;
}

bool alive(pid_t pid) { return ::kill(pid, 0) == 0; }

struct Ending {
    int signal;
    int status;
};

void PrintTo(const Ending& ending, std::ostream* to) { *to << "signal " << ending.signal; }

class EndedBySignal : public Workers, public testing::WithParamInterface<Ending> {};

TEST_P(EndedBySignal, WorkersAreGoneNoFileIsHalfAndTheStatusSaysWhy) {
    std::vector<pid_t> workers;
    RunSetup setup;
    setup.meanwhile = [&](pid_t pid, const Outcome&) {
        // Both workers run and write: now is the worst time.
        if (!workers.empty() || !std::filesystem::exists(path("out"))) return;
        const auto children = children_of(pid);
        std::size_t growing = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(path("out")))
            growing += entry.is_regular_file() && entry.file_size() > 0 ? 1U : 0U;
        if (children.size() != 2 || growing == 0) return;
        workers = children;
        ::kill(pid, GetParam().signal);
    };
    const auto result = run(endless(), setup);
    EXPECT_EQ(result.status, GetParam().status) << result.err;
    EXPECT_THAT(result.out, IsEmpty());
    EXPECT_THAT(result.err, HasSubstr("{\"event\":\"error\""));
    EXPECT_THAT(result.err,
                HasSubstr(GetParam().signal == SIGINT ? "\"message\":\"interrupted" : "\"message\":\"terminated"));
    ASSERT_EQ(workers.size(), 2U);
    for (const pid_t worker : workers) EXPECT_FALSE(alive(worker));
    EXPECT_TRUE(std::filesystem::is_empty(path("out")));
}

INSTANTIATE_TEST_SUITE_P(Signals, EndedBySignal,
                         testing::Values(Ending{SIGINT, 130}, Ending{SIGTERM, 143}, Ending{SIGHUP, 129}));

TEST_F(Workers, BarWithTimeLeftIsShownOnATerminalAndErased) {
    auto arguments = endless();
    std::replace(arguments.begin(), arguments.end(), std::string("--progress=json"), std::string("--progress=auto"));
    bool sent = false;
    RunSetup setup = with_environment({{"TERM", "xterm"}});
    setup.on_terminal = true;
    setup.meanwhile = [&](pid_t pid, const Outcome& so_far) {
        if (!std::exchange(sent, sent || so_far.out.find(" left") != std::string::npos) && sent) ::kill(pid, SIGINT);
    };
    const auto result = run(arguments, setup);
    EXPECT_EQ(result.status, 130);
    EXPECT_THAT(result.out, AllOf(HasSubstr("%  0 of 6 simulations, "), HasSubstr("\r\x1b[Kplimsoll: interrupted")));
}

TEST_F(Workers, DieWithTheirParent) {
    std::vector<pid_t> workers;
    RunSetup setup;
    setup.meanwhile = [&](pid_t pid, const Outcome&) {
        if (!workers.empty() || children_of(pid).size() != 2) return;
        workers = children_of(pid);
        ::kill(pid, SIGKILL);
    };
    // Standard error stays open until the last worker is gone: that this returns is the test.
    EXPECT_EQ(run(endless(), setup).signal, SIGKILL);
    EXPECT_EQ(workers.size(), 2U);
}

TEST_F(Workers, CrashIsReportedWithItsPointAndLosesNothingElse) {
    const auto result = run({"compare", small(), "--json"}, with_environment({{"PLIMSOLL_TEST_CRASH", "one:2"}}));
    EXPECT_EQ(result.status, 5);
    EXPECT_THAT(result.err,
                AllOf(HasSubstr("1 simulation was lost"), HasSubstr("one, replication 2 of 3"), HasSubstr("SIGSEGV")));
    const auto comparison = nlohmann::json::parse(result.out);
    const auto whole = nlohmann::json::parse(run({"compare", small(), "--json"}).out);
    EXPECT_EQ(comparison.at("deployments").at(1).at("latency_s"), whole.at("deployments").at(1).at("latency_s"));
    EXPECT_NE(comparison.at("deployments").at(0).at("latency_s"), whole.at("deployments").at(0).at("latency_s"));
}

TEST_F(Workers, WhatWasLostIsSaidInTheResultItself) {
    const auto crash = with_environment({{"PLIMSOLL_TEST_CRASH", "one:2"}});
    const auto json = nlohmann::json::parse(run({"compare", small(), "--json"}, crash).out);
    ASSERT_EQ(json.at("lost").size(), 1U);
    EXPECT_EQ(json.at("lost").at(0).at("simulation"), "one, replication 2 of 3");
    EXPECT_THAT(json.at("lost").at(0).at("reason").get<std::string>(), HasSubstr("SIGSEGV"));
    EXPECT_EQ(json.at("deployments").at(0).at("replications"), 2);
    EXPECT_EQ(json.at("deployments").at(0).at("replications_lost"), 1);
    EXPECT_EQ(json.at("warnings").at(0).at("code"), "lost-simulations");
    const auto table = run({"compare", small()}, crash).out;
    EXPECT_THAT(table,
                HasSubstr("! 1 simulation was lost, and every figure is of the others: one, replication 2 of 3"));
    EXPECT_THAT(table, Not(HasSubstr("set /experiment/replications")));
    EXPECT_FALSE(nlohmann::json::parse(run({"compare", small(), "--json"}).out).contains("lost"));
}

TEST_F(Workers, CrashesDoNotDependOnTheNumberOfJobs) {
    const auto crash = with_environment({{"PLIMSOLL_TEST_CRASH", "*:2"}});
    const auto one = run({"compare", small(), "--json", "--jobs", "1"}, crash);
    const auto four = run({"compare", small(), "--json", "--jobs", "4"}, crash);
    EXPECT_EQ(one.status, 5);
    EXPECT_EQ(one.out, four.out);
    EXPECT_EQ(one.err, four.err);
}

TEST_F(Workers, WhereEverythingIsLostThereIsNoResult) {
    const auto result =
        run({"compare", small(), "--set", "/experiment/replications=1", "--set", "/experiment/load_curve=[]"},
            with_environment({{"PLIMSOLL_TEST_CRASH", "*:1"}}));
    EXPECT_EQ(result.status, 5);
    EXPECT_THAT(result.out, IsEmpty());
    EXPECT_THAT(result.err, HasSubstr("2 simulations were lost"));
}

}  // namespace
}  // namespace plimsoll::cli_test
