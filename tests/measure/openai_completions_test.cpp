// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// models/measure/engines/openai_completions.py between an Engine and a server of the test's.
#include "models/measure/serving/engine.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace plimsoll::measure {
namespace {

using std::chrono::milliseconds;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

class OpenAiCompletions : public testing::Test {
protected:
    [[nodiscard]] std::string engine_of(const std::string& model) const {
        return fmt::format(
            "exec python3 '{}/models/measure/engines/openai_completions.py' --url http://127.0.0.1:{}/v1/completions "
            "--model {}",
            PLIMSOLL_SOURCE_DIR, port_, model);
    }
    [[nodiscard]] std::string failure_of(const std::string& model) const {
        try {
            Engine engine(engine_of(model));
            (void)engine.serve({{milliseconds(0), 4, 3}}, Answering::token_by_token);
        } catch (const IoError& error) {
            return error.what();
        }
        return "no failure";
    }
    std::string question() { return server_.read_line().value(); }

private:
    ChildProcess server_ =
        ChildProcess::shell(fmt::format("exec python3 '{}/tests/measure/toy_completions.py'", PLIMSOLL_SOURCE_DIR));
    std::string port_ = server_.read_line().value();
};

TEST_F(OpenAiCompletions, AreStreamedForEveryRequest) {
    Engine engine(engine_of("toy"));
    EXPECT_THAT(question(), StartsWith("/v1/completions 1 ")) << "a first one shows whether the server answers";
    const auto run = engine.serve({{milliseconds(0), 4, 3}, {milliseconds(1), 4, 1}, {milliseconds(2), 4, 3}},
                                  Answering::token_by_token);
    EXPECT_NO_THROW(engine.end());
    for (const auto& answer : run.answers) {
        EXPECT_GT(answer.first_token, answer.arrival);
        EXPECT_GE(answer.completion, answer.first_token);
    }
    EXPECT_TRUE(run.steps.empty());
    std::set<std::string> prompts;
    int of_three = 0;
    for (int i = 0; i < 3; ++i) {
        const auto asked = question();
        EXPECT_THAT(asked, AllOf(StartsWith("/v1/completions 4 "), HasSubstr("\"ignore_eos\": true"),
                                 HasSubstr("\"stream\": true"), HasSubstr("\"model\": \"toy\"")));
        prompts.insert(asked.substr(asked.find("[["), asked.find(']') - asked.find("[[")));
        of_three += asked.find("\"max_tokens\": 3, \"min_tokens\": 3") != std::string::npos ? 1 : 0;
    }
    EXPECT_EQ(prompts.size(), 3U) << "no prefix cache finds one again";
    EXPECT_EQ(of_three, 2);
}

TEST_F(OpenAiCompletions, EndWithWhatTheServerSays) {
    EXPECT_THAT(failure_of("unknown"),
                AllOf(HasSubstr("gave up before it was ready"), HasSubstr("status 404"), HasSubstr("does not exist")));
    EXPECT_THAT(failure_of("breaks-off"), HasSubstr("request 1: the server ended the stream before it was done"));
    EXPECT_THAT(failure_of("fails"), AllOf(HasSubstr("request 1: the server answered"), HasSubstr("out of memory")));
}

}  // namespace
}  // namespace plimsoll::measure
