// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/engine_answers.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace plimsoll::measure {
namespace {

using std::chrono::milliseconds;
using testing::AllOf;
using testing::HasSubstr;

TEST(EngineLine, IsReadWordByWord) {
    EXPECT_TRUE(std::holds_alternative<EngineReady>(parse_engine_line("ready")));
    EXPECT_EQ(std::get<EngineFirst>(parse_engine_line("first 17")).id, 17U);
    EXPECT_EQ(std::get<EngineDone>(parse_engine_line("  done\t18 \r")).id, 18U);
    EXPECT_EQ(std::get<EngineError>(parse_engine_line("error out of memory")).text, "out of memory");
    const auto step = std::get<EngineStep>(parse_engine_line("step 3 192 2e-5 0.0125"));
    EXPECT_EQ(step.requests, 3U);
    EXPECT_EQ(step.tokens, 192U);
    EXPECT_DOUBLE_EQ(step.host_s, 2e-5);
    EXPECT_DOUBLE_EQ(step.device_s, 0.0125);
    EXPECT_EQ(request_line(7, 128, 0), "request 7 128 0");
}

class StrangeEngineLine : public testing::TestWithParam<const char*> {};

TEST_P(StrangeEngineLine, IsShownWithWhatIsKnown) {
    try {
        (void)parse_engine_line(GetParam());
        FAIL();
    } catch (const IoError& error) {
        EXPECT_THAT(error.what(), AllOf(HasSubstr(fmt::format("\"{}\"", GetParam())), HasSubstr("hint: an engine says"),
                                        HasSubstr("standard error")));
    }
}

INSTANTIATE_TEST_SUITE_P(Lines, StrangeEngineLine,
                         testing::Values("", "Loading weights", "ready now", "done", "done x", "done 3 4", "done -1",
                                         "first 1.5", "step 1 2 3", "step 0 1 0 0", "step 1 0 0 0", "step 1 64 -1 0",
                                         "step 1 64 0 nan", "step 1 64 0 1 2"));

TEST(EngineLine, IsQuotedShortAndPrintable) {
    EXPECT_EQ(quoted_line("a\x1b[31m"), "\"a?[31m\"");
    EXPECT_EQ(quoted_line(std::string(300, 'x')), "\"" + std::string(200, 'x') + "...\"");
}

const std::vector<Request> kThree = {{milliseconds(0), 9, 2}, {milliseconds(5), 8, 1}, {milliseconds(9), 7, 3}};

TEST(EngineAnswers, DateWhatTheEngineSays) {
    EngineAnswers answers(kThree, 1, Answering::token_by_token);
    EXPECT_EQ(answers.next_due(), milliseconds(0));
    EXPECT_EQ(answers.send_next(), "request 1 9 2");
    EXPECT_EQ(answers.send_next(), "request 2 8 1");
    EXPECT_EQ(answers.next_due(), milliseconds(9));
    answers.take("first 2", milliseconds(6));
    answers.take("step 2 17 0.001 0.002", milliseconds(6));
    answers.take("done 2", milliseconds(7));
    EXPECT_EQ(answers.oldest_waiting(milliseconds(7)).value().id, 1U);
    answers.take("first 1", milliseconds(8));
    answers.take("done 1", milliseconds(8));
    EXPECT_FALSE(answers.oldest_waiting(milliseconds(8)).has_value()) << "the third is not due";
    EXPECT_EQ(answers.oldest_waiting(milliseconds(9)).value().since, milliseconds(9));
    EXPECT_EQ(answers.send_next(), "request 3 7 3");
    EXPECT_FALSE(answers.next_due().has_value());
    answers.take("first 3", milliseconds(20));
    EXPECT_FALSE(answers.all_complete());
    answers.take("done 3", milliseconds(30));
    ASSERT_TRUE(answers.all_complete());
    const auto run = std::move(answers).run();
    ASSERT_EQ(run.answers.size(), 3U);
    EXPECT_EQ(run.answers[1].arrival, milliseconds(5));
    EXPECT_EQ(run.answers[1].first_token, milliseconds(6));
    EXPECT_EQ(run.answers[1].completion, milliseconds(7));
    EXPECT_EQ(run.answers[2].tokens, 3U);
    ASSERT_EQ(run.steps.size(), 1U);
    EXPECT_EQ(run.steps[0].tokens, 17U);
}

TEST(EngineAnswers, AskForNoTokensWhereAnswersAreWhole) {
    EngineAnswers answers(kThree, 11, Answering::whole);
    EXPECT_EQ(answers.send_next(), "request 11 9 0");
    answers.take("done 11", milliseconds(4));
    EXPECT_FALSE(answers.all_complete());
}

struct BrokenProtocol {
    Answering answering;
    std::vector<std::string> lines;
    std::string expected;  ///< of the last line
};

void PrintTo(const BrokenProtocol& broken, std::ostream* to) { *to << testing::PrintToString(broken.lines); }

class EngineProtocol : public testing::TestWithParam<BrokenProtocol> {};

// The requests 11 and 12 are sent, 13 is not.
TEST_P(EngineProtocol, IsHeldTo) {
    EngineAnswers answers(kThree, 11, GetParam().answering);
    (void)answers.send_next();
    (void)answers.send_next();
    auto lines = GetParam().lines;
    const auto last = lines.back();
    lines.pop_back();
    for (const auto& line : lines) answers.take(line, milliseconds(1));
    try {
        answers.take(last, milliseconds(1));
        FAIL();
    } catch (const IoError& error) {
        EXPECT_THAT(error.what(), HasSubstr(GetParam().expected));
    }
}

constexpr auto kWhole = Answering::whole;
constexpr auto kTokens = Answering::token_by_token;
INSTANTIATE_TEST_SUITE_P(
    Lines, EngineProtocol,
    testing::Values(BrokenProtocol{kWhole, {"done 13"}, "\"done 13\", but no request 13 was sent"},
                    BrokenProtocol{kWhole, {"done 0"}, "no request 0 was sent"},
                    BrokenProtocol{kWhole, {"done 18446744073709551615"}, "no request 18446744073709551615 was sent"},
                    BrokenProtocol{kWhole, {"done 11", "done 11"}, "had said before that request 11 is complete"},
                    BrokenProtocol{kWhole, {"done 10"}, "had said before that request 10 is complete"},
                    BrokenProtocol{kWhole, {"first 12"}, "\"first 12\", but request 12 asks for no tokens"},
                    BrokenProtocol{kTokens, {"done 12"}, "\"done 12\" without \"first 12\" before it"},
                    BrokenProtocol{kTokens, {"first 12", "first 12"}, "\"first 12\" twice"},
                    BrokenProtocol{kTokens, {"first 12", "done 12", "first 12"}, "request 12 is complete"},
                    BrokenProtocol{kTokens, {"ready"}, "said \"ready\" again"},
                    BrokenProtocol{kTokens, {"error no room for 8 tokens"}, "gave up: \"no room for 8 tokens\""},
                    BrokenProtocol{kTokens, {"INFO 12 done"}, "not of the protocol: \"INFO 12 done\""}));

}  // namespace
}  // namespace plimsoll::measure
