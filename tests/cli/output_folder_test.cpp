// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <set>

namespace plimsoll::cli_test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// What `--out` does to the folder and what is there already.
class OutFolder : public ProgramTest {
protected:
    [[nodiscard]] Outcome written(std::vector<std::string> more = {}, const RunSetup& setup = {}) const {
        std::vector<std::string> arguments{"compare",   small(),
                                           "--json",    "--out",
                                           path("out"), "--requests",
                                           "--set",     "/experiment/replications=1",
                                           "--set",     "/experiment/load_curve=[]"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments, setup);
    }
    [[nodiscard]] std::set<std::string> names() const {
        std::set<std::string> all;
        for (const auto& entry : fs::directory_iterator(path("out"))) all.insert(entry.path().filename().string());
        return all;
    }
    [[nodiscard]] std::string content(const std::string& name) const {
        std::ifstream file(path(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
};

TEST_F(OutFolder, BelongsToOneRunAtATime) {
    Outcome second;
    RunSetup setup;
    setup.meanwhile = [&](pid_t pid, const Outcome&) {
        if (second.status != -1 || !fs::exists(path("out")) || fs::is_empty(path("out"))) return;
        second = written();
        ::kill(pid, SIGINT);
    };
    EXPECT_EQ(written({"--set", "/experiment/horizon=100 d", "--set", "/experiment/bucket=1 d"}, setup).status, 130);
    EXPECT_EQ(second.status, 4);
    EXPECT_THAT(second.err, AllOf(HasSubstr("out is in use"), HasSubstr("--out")));
    EXPECT_THAT(second.out, IsEmpty());
    EXPECT_TRUE(fs::is_empty(path("out")));
    EXPECT_EQ(written().status, 0) << "a run that has ended owns nothing";
}

TEST_F(OutFolder, LinksInItAreReplacedAndTheirTargetsLeftAlone) {
    file("precious", "precious");
    fs::create_directory(path("out"));
    for (const char* name : {"comparison.json", "requests-one.csv", ".requests-one.csv.tmp", ".comparison.json.tmp"})
        fs::create_symlink(path("precious"), fs::path(path("out")) / name);
    const auto result = written();
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(content("precious"), "precious");
    EXPECT_EQ(content("out/comparison.json"), result.out);
    EXPECT_FALSE(fs::is_symlink(path("out/requests-one.csv")));
}

TEST_F(OutFolder, HoldsTheFilesOfOneRunOnlyAndThoseOfOthers) {
    EXPECT_EQ(written().status, 0);
    EXPECT_THAT(names(), AllOf(Contains("series-one.csv"), Contains("requests-one.csv")));
    file("out/requests-mine.csv", "mine");
    file("out/series-mine.csv", "mine");
    EXPECT_EQ(run({"compare", small(), "--out", path("out"), "--set", "/deployments/0/name=other"}).status, 0);
    EXPECT_EQ(names(),
              (std::set<std::string>{"comparison.json", "cost_lines.csv", "load_curve.csv", "requests-mine.csv",
                                     "series-mine.csv", "series-other.csv", "series-two.csv", "summary.csv"}));
}

TEST_F(OutFolder, WhatAKilledRunLeftIsTidiedUp) {
    RunSetup setup;
    bool killed = false;
    setup.meanwhile = [&](pid_t pid, const Outcome&) {
        if (killed || !fs::exists(path("out")) || fs::is_empty(path("out"))) return;
        killed = true;
        ::kill(pid, SIGKILL);
    };
    EXPECT_EQ(written({"--set", "/experiment/horizon=100 d", "--set", "/experiment/bucket=1 d"}, setup).signal,
              SIGKILL);
    EXPECT_FALSE(fs::is_empty(path("out")));
    EXPECT_EQ(written().status, 0);
    for (const auto& name : names()) EXPECT_NE(name.front(), '.') << name;
}

TEST_F(OutFolder, ThatFailsDoesNotCostTheResult) {
    fs::create_directories(path("out/comparison.json/in the way"));
    const auto result = written();
    EXPECT_EQ(result.status, 4);
    EXPECT_THAT(result.err, HasSubstr("comparison.json: Is a directory"));
    EXPECT_EQ(result.out, run({"compare", small(), "--json", "--set", "/experiment/replications=1", "--set",
                               "/experiment/load_curve=[]"})
                              .out);
}

TEST_F(OutFolder, FilesThatBecomeTooLargeEndWithStatus4) {
    RunSetup setup;
    setup.limits[RLIMIT_FSIZE] = 1000;
    const auto result = run({"compare", small(), "--json", "--out", path("out")}, setup);
    EXPECT_EQ(result.status, 4) << result.signal;
    EXPECT_THAT(result.err, HasSubstr("File too large"));
    EXPECT_THAT(result.out, HasSubstr("plimsoll.comparison/1"));
    EXPECT_TRUE(fs::is_empty(path("out")));
}

// 24 h of 1 request/s are 86,400 lines of some 70 bytes.
TEST_F(OutFolder, ARequestLogThatBecomesTooLargeCostsNothingElse) {
    RunSetup setup;
    setup.limits[RLIMIT_FSIZE] = 2'000'000;
    const std::vector<std::string> asked = {"compare",
                                            small(),
                                            "--json",
                                            "--set",
                                            "/workload/traffic/generate/rate=1 /s",
                                            "--set",
                                            "/experiment/horizon=24 h"};
    auto logged = asked;
    logged.insert(logged.end(), {"--requests", "--out", path("out")});
    const auto result = run(logged, setup);
    EXPECT_EQ(result.status, 4) << result.signal;
    EXPECT_THAT(result.err, HasSubstr("cannot write requests-one.csv"));
    EXPECT_EQ(result.out, run(asked).out);
    EXPECT_EQ(content_of(path("out/comparison.json")), result.out);
    EXPECT_FALSE(fs::exists(path("out/requests-one.csv")));
}

class Shortage : public ProgramTest {};

TEST_F(Shortage, OfDescriptorsRunsFewerJobsAtATime) {
    RunSetup setup;
    setup.limits[RLIMIT_NOFILE] = 12;
    const auto result = run({"compare", small(), "--json", "--jobs", "8"}, setup);
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.out, run({"compare", small(), "--json"}).out);
}

// Beside its three streams the program opens one file at a time; a worker takes a pipe, of two descriptors, too.
TEST_F(Shortage, OfDescriptorsForAnyJobEndsWithStatus4) {
    for (rlim_t most = 4; most < 10; ++most) {
        RunSetup setup;
        setup.limits[RLIMIT_NOFILE] = most;
        const auto result = run({"compare", small(), "--json", "--jobs", "8"}, setup);
        EXPECT_EQ(result.status, most < 6 ? 4 : 0) << most << result.err;
        EXPECT_EQ(result.signal, 0) << most;
        if (most < 6) {
            EXPECT_THAT(result.err, HasSubstr("Too many open files")) << most;
        }
    }
}

TEST_F(Shortage, EmptyValuesOfOptionsAreWrongUsage) {
    for (const char* option : {"--budget", "--out", "--cache"}) {
        const auto result = run({"compare", small(), option, ""});
        EXPECT_EQ(result.status, 2) << option;
        EXPECT_THAT(result.err, HasSubstr(option)) << option;
    }
}

class Names : public ProgramTest {};

TEST_F(Names, ThatAreNotUtf8AreShownAsFarAsTheyCanBe) {
    const auto odd = file("caf\xe9\n.json", kSmall);
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{"compare", odd, "--json"},
                                                      {"compare", odd},
                                                      {"explain", odd},
                                                      {"explain", odd, "--json"},
                                                      {"check", odd},
                                                      {"check", odd, "--json"}}) {
        const auto result = run(arguments);
        EXPECT_EQ(result.status, 0) << arguments.front() << result.err;
        EXPECT_THAT(result.out, Not(HasSubstr("\xe9"))) << arguments.front();
    }
    const auto missing = run({"check", path("caf\xe9\x1b[2J.json")});
    EXPECT_EQ(missing.status, 4);
    EXPECT_THAT(missing.err, HasSubstr("caf??[2J.json"));
}

TEST_F(Names, CannotSendCommandsToTheTerminal) {
    const std::vector<std::string> sets{"--set", R"(/name="\u001b[2J")", "--set",
                                        R"(/deployments/0/name="\u001b]0;x\u0007\u202e")"};
    for (const char* command : {"compare", "explain"}) {
        std::vector<std::string> arguments{command, small()};
        arguments.insert(arguments.end(), sets.begin(), sets.end());
        const auto result = run(arguments);
        EXPECT_EQ(result.status, 0) << result.err;
        EXPECT_THAT(result.out, AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\u202e")), HasSubstr("?]0;x??")))
            << command;
    }
    const auto bad = run({"check", small(), "--set", R"(/slo/0/metric="\u001b[31m")"});
    EXPECT_EQ(bad.status, 3);
    EXPECT_THAT(bad.err, AllOf(Not(HasSubstr("\x1b")), HasSubstr("?[31m")));
}

TEST_F(Names, OfModelsCannotEither) {
    std::ifstream bert(PLIMSOLL_SOURCE_DIR "/models/zoo/bert-base.json");
    std::string text(std::istreambuf_iterator<char>(bert), {});
    text = replaced(text, R"("title": "BERT)", R"("title": "\u001b[2J\u0007\u202e)");
    const auto shown = run({"model", "show", file("bert-base.json", text)});
    EXPECT_EQ(shown.status, 0) << shown.err;
    EXPECT_THAT(shown.out, AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\u202e")),
                                 HasSubstr("?[2J?"
                                           "?-base")));
}

}  // namespace
}  // namespace plimsoll::cli_test
