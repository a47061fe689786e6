// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/token_server.hpp"

#include "fake_backend.hpp"
#include "models/measure/serving/prepared_steps.hpp"
#include "models/measure/serving/replay.hpp"
#include "models/measure/serving/token_check.hpp"
#include "models/step_time/graph_sizes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace plimsoll::measure {
namespace {

using models::PromptPart;
using models::TokenStep;
using models::TokenStepTime;
using std::chrono::milliseconds;
using testing::ElementsAre;

/// What a step was made of.
struct SeenStep {
    std::uint32_t decodes;
    std::uint64_t context;
    std::vector<PromptPart> prompts;
    std::uint32_t sampled;
    bool operator==(const SeenStep&) const = default;
};

struct Course {
    std::vector<SeenStep> steps;
    std::vector<Answered> answers;
};

/// Every step takes 10 ms.
Course course_of(const std::vector<Request>& requests, const StepRule& rule) {
    Course course;
    ScriptedClock clock;
    course.answers = serve_tokens(requests, rule, clock, [&](const TokenStep& step) {
        course.steps.push_back(
            {step.decodes, step.decode_context, {step.prompts.begin(), step.prompts.end()}, step.sampled});
        clock.pass(milliseconds(10));
    });
    return course;
}

std::vector<int> in_ms(const std::vector<Answered>& answers, Duration Answered::*time) {
    std::vector<int> times;
    for (const auto& answer : answers)
        times.push_back(static_cast<int>(std::chrono::duration_cast<milliseconds>(answer.*time).count()));
    return times;
}

Request asked(int arrival_ms, std::uint32_t prompt, std::uint32_t answer) {
    return {milliseconds(arrival_ms), prompt, answer};
}

// One alone: its prompt in one step, which gives the first token, then two steps for two more.
TEST(TokenServer, OneAnswer) {
    const auto course = course_of({asked(5, 6, 3)}, {4, 16});
    EXPECT_THAT(course.steps, ElementsAre(SeenStep{0, 0, {{6, 0}}, 1}, SeenStep{1, 6, {}, 1}, SeenStep{1, 7, {}, 1}));
    EXPECT_THAT(in_ms(course.answers, &Answered::first_token), ElementsAre(15));
    EXPECT_THAT(in_ms(course.answers, &Answered::completion), ElementsAre(35));
}

// A budget of 4 tokens: the second prompt of 6 is worked off beside the first answer, 3 tokens at a time.
TEST(TokenServer, PromptsGiveWayToAnswers) {
    const auto course = course_of({asked(0, 4, 4), asked(1, 6, 1)}, {4, 4});
    EXPECT_THAT(course.steps, ElementsAre(SeenStep{0, 0, {{4, 0}}, 1}, SeenStep{1, 4, {{3, 0}}, 1},
                                          SeenStep{1, 5, {{3, 3}}, 2}, SeenStep{1, 6, {}, 1}));
    EXPECT_THAT(in_ms(course.answers, &Answered::first_token), ElementsAre(10, 30));
    EXPECT_THAT(in_ms(course.answers, &Answered::completion), ElementsAre(40, 30));
}

// Two seats: the third waits for one.
TEST(TokenServer, SeatsAreLimited) {
    const auto course = course_of({asked(0, 1, 1), asked(0, 1, 3), asked(0, 1, 1)}, {2, 16});
    EXPECT_THAT(in_ms(course.answers, &Answered::completion), ElementsAre(10, 30, 20));
}

// Who comes while a step runs takes part in the next one; who comes to an idle server begins at once.
TEST(TokenServer, ArrivalsAreSeenBetweenSteps) {
    const auto course = course_of({asked(0, 1, 1), asked(3, 1, 1), asked(100, 1, 1)}, {4, 16});
    EXPECT_THAT(in_ms(course.answers, &Answered::completion), ElementsAre(10, 20, 110));
}

TEST(PreparedSteps, SizesOfAttentionHaveThreeBits) {
    const std::vector<PromptPart> prompts{{9, 100}, {5, 0}};
    const auto step = rounded({11, 11 * 300, prompts, 13}, models::captured_graph_sizes(32, 512));
    EXPECT_EQ(step.tokens, 32U);  // 25, padded by 8
    EXPECT_EQ(step.sampled, 14U);
    EXPECT_EQ(step.decodes, 12U);   // 11 is as near to 10 as to 12
    EXPECT_EQ(step.context, 320U);  // of 256, 320, 384
    EXPECT_THAT(step.prompts, ElementsAre(PromptPart{5, 0}, PromptPart{10, 96}));
}

// Steps of decodes take as many milliseconds as there are sequences: what stands in for one that was not made ready is
// the nearest in time.
TEST(PreparedSteps, TheNearestStandsIn) {
    TokenStepTime::Parts parts;
    parts.tokens_s = {{0, 100}, {0, 0.1}};
    parts.head_s = {{0, 1}, {0, 0}};
    parts.decode_attention_s = {{1, 2}, {0, 1}, {0, 0, 0, 0}};
    const TokenStepTime law(parts);
    const auto decodes = [](std::uint32_t n) { return DecoderStep{n, n, n, 8, {}}; };
    FakeBackend backend;
    PreparedSteps steps(backend, ModelWorks({"llama-3.1-8b", models::Precision::bf16}), law,
                        {decodes(1), decodes(4), decodes(10)});
    for (const std::uint32_t n : {1U, 4U, 10U, 2U, 3U, 8U, 60U}) steps.run(decodes(n));
    EXPECT_THAT(backend.ran, ElementsAre(0, 1, 2, 0, 1, 2, 2));
    EXPECT_DOUBLE_EQ(steps.share_replaced(), 4.0 / 7);
}

// In a mixed step products see all tokens, the head those that are sampled, and attention each part by itself.
TEST(ModelWorks, MixedSteps) {
    const ModelWorks works({"llama-3.1-8b", models::Precision::bf16});
    std::vector<std::string> texts;
    for (const auto& work : works.step(DecoderStep{24, 5, 4, 100, {{16, 32}}})) texts.push_back(text_of(work));
    const auto count = [&](const std::string& text) { return std::count(texts.begin(), texts.end(), text); };
    EXPECT_EQ(count("gemm bf16 1 24 6144 4096"), 32);  // queries, keys and values
    EXPECT_EQ(count("gemm bf16 1 5 128256 4096"), 1);
    EXPECT_EQ(count("attention bf16 4 1 101 32 8 128 full"), 32);
    EXPECT_EQ(count("attention bf16 1 16 48 32 8 128 causal"), 32);
    // A step of decodes alone is what whole steps measure.
    std::vector<std::string> alone;
    std::vector<std::string> whole;
    for (const auto& work : works.step(DecoderStep{4, 4, 4, 100, {}})) alone.push_back(text_of(work));
    for (const auto& work : works.step(4, 1, 100)) whole.push_back(text_of(work));
    EXPECT_EQ(alone, whole);
}

// Nearest ranks by hand: of three answers the second in order, and the third for 99 %.
TEST(TokenCheck, Figures) {
    const std::vector<Answered> answers = {{milliseconds(0), milliseconds(10), milliseconds(40), 4},
                                           {milliseconds(0), milliseconds(20), milliseconds(20), 1},
                                           {milliseconds(10), milliseconds(40), milliseconds(80), 3}};
    const auto result = result_of(answers);
    EXPECT_DOUBLE_EQ(result.ttft_p50_s, 0.020);
    EXPECT_DOUBLE_EQ(result.ttft_p99_s, 0.030);
    EXPECT_DOUBLE_EQ(result.tpot_p50_s, 0.010);
    EXPECT_DOUBLE_EQ(result.tpot_p99_s, 0.020);
    EXPECT_DOUBLE_EQ(result.latency_p50_s, 0.040);
    EXPECT_DOUBLE_EQ(result.throughput_per_s, 3 / 0.080);
}

}  // namespace
}  // namespace plimsoll::measure
