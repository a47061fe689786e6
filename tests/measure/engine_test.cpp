// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/engine.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace plimsoll::measure {
namespace {

using std::chrono::milliseconds;
using testing::AllOf;
using testing::HasSubstr;

/// For engines that say nothing; all others have the time that a busy machine takes.
const EnginePatience kShort{milliseconds(400), milliseconds(400), milliseconds(400)};

std::string failure_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const IoError& error) {
        return error.what();
    }
    return "no failure";
}

std::string failure_to_start(const std::string& command, const EnginePatience& patience = {}) {
    return failure_of([&] { const Engine engine(command, patience); });
}

std::string failure_to_serve(const std::string& command, const Duration& silent = std::chrono::minutes(1)) {
    Engine engine(command, {std::chrono::minutes(1), silent, {}});
    return failure_of([&] {
        (void)engine.serve({{milliseconds(0), 9, 1}, {milliseconds(1), 8, 1}}, Answering::whole);
    });
}

constexpr const char* kAnswersAtOnce =
    "echo ready; while read -r _ id _; do echo step 1 64 0 0.001; echo done $id; done";

// Two traces on one engine: IDs go on, and requests arrive when they are due, never before.
TEST(Engine, ServesOneTraceAfterTheOther) {
    Engine engine(kAnswersAtOnce);
    for (int trace = 0; trace < 2; ++trace) {
        const std::vector<Request> requests{{milliseconds(0), 1}, {milliseconds(1), 1}, {milliseconds(60), 1}};
        const auto run = engine.serve(requests, Answering::whole);
        ASSERT_EQ(run.answers.size(), 3U);
        for (std::size_t i = 0; i < 3; ++i) {
            EXPECT_EQ(run.answers[i].arrival, requests[i].arrival);
            EXPECT_GT(run.answers[i].completion, requests[i].arrival);
        }
        EXPECT_EQ(run.steps.size(), 3U);
    }
    EXPECT_NO_THROW(engine.end());
}

TEST(Engine, DatesFirstTokens) {
    Engine engine("echo ready; while read -r _ id _; do echo first $id; sleep 0.02; echo done $id; done");
    const auto run = engine.serve({{milliseconds(3), 5, 4}}, Answering::token_by_token);
    EXPECT_GT(run.answers[0].first_token, milliseconds(3));
    EXPECT_GE(run.answers[0].completion, run.answers[0].first_token);
    EXPECT_EQ(run.answers[0].tokens, 4U);
    EXPECT_TRUE(run.steps.empty());
}

// More requests than a pipe holds, to an engine that reads none of them for a while.
TEST(Engine, MayReadLate) {
    Engine engine("echo ready; sleep 0.2; while read -r _ id _; do echo done $id; done");
    const std::vector<Request> requests(20'000, Request{milliseconds(0), 1'000'000, 1});
    const auto run = engine.serve(requests, Answering::whole);
    for (const auto& answer : run.answers) ASSERT_GT(answer.completion, milliseconds(0));
}

TEST(Engine, HasToGetReady) {
    EXPECT_THAT(failure_to_start("exit 3"),
                AllOf(HasSubstr("ended with status 3 before it was ready"), HasSubstr("hint")));
    EXPECT_THAT(failure_to_start("no-such-engine 2> /dev/null"), HasSubstr("status 127"));
    EXPECT_THAT(failure_to_start("sleep 100", kShort),
                AllOf(HasSubstr("\"ready\" within 0.4 s"), HasSubstr("flush=True")));
    EXPECT_THAT(failure_to_start("echo loading; sleep 100"), HasSubstr("not of the protocol: \"loading\""));
    EXPECT_THAT(failure_to_start("echo done 1; sleep 100"), HasSubstr("wrote \"done 1\" before it said \"ready\""));
    EXPECT_THAT(failure_to_start("echo error no GPU; sleep 100"), HasSubstr("gave up before it was ready: \"no GPU\""));
}

TEST(Engine, HasToAnswer) {
    EXPECT_THAT(failure_to_serve("echo ready; read -r _; exit 5"),
                HasSubstr("ended with status 5 before request 1 was complete"));
    EXPECT_THAT(failure_to_serve("echo ready; read -r _; read -r _; echo done 1; kill -9 $$"),
                HasSubstr("ended with status 137 before request 2 was complete"));
    EXPECT_THAT(failure_to_serve("echo ready; read -r _; read -r _; echo done 2; exec sleep 100", kShort.silent),
                HasSubstr("said nothing for 0.4 s while request 1 waits"));
    EXPECT_THAT(failure_to_serve("echo ready; exec sleep 100 <&-", kShort.silent),
                HasSubstr("said nothing for 0.4 s while request 1 waits"));
    EXPECT_THAT(failure_to_serve("echo ready; exec sleep 100 >&-"), HasSubstr("closed its output before request 1"));
    EXPECT_THAT(failure_to_serve("echo ready; read -r _; echo done 7; exec sleep 100"), HasSubstr("\"done 7\""));
    EXPECT_THAT(failure_to_serve("echo ready; read -r _; echo error out of memory; exit 1"),
                HasSubstr("gave up: \"out of memory\""));
}

// The writing end of a pipe is held by what the shell started: it closes where all of the group are killed.
TEST(Engine, IsKilledWithAllThatItStarted) {
    const auto pipe = std::filesystem::temp_directory_path() / fmt::format("plimsoll-engine-{}", ::getpid());
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const int end = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
    EXPECT_THAT(
        failure_to_serve(fmt::format("exec 9> {}; sleep 100 & echo ready; sleep 100", pipe.string()), kShort.silent),
        HasSubstr("said nothing"));
    constexpr int kTenSecondsInMs = 10'000;
    pollfd held{end, POLLIN, 0};
    EXPECT_EQ(::poll(&held, 1, kTenSecondsInMs), 1);
    EXPECT_EQ(held.revents, POLLHUP);
    ::close(end);
    std::filesystem::remove(pipe);
}

TEST(Engine, HasToEndWithItsInput) {
    Engine engine("echo ready; exec sleep 100", {std::chrono::minutes(1), {}, kShort.end});
    EXPECT_THAT(failure_of([&] { engine.end(); }), HasSubstr("still ran 0.4 s after the end of its input"));
}

}  // namespace
}  // namespace plimsoll::measure
