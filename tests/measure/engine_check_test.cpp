// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/engine_check.hpp"

#include "models/measure/serving/replay.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace plimsoll::measure {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

std::string toy_engine(const std::string& options) {
    return fmt::format("exec python3 '{}/tests/measure/toy_engine.py' {}", PLIMSOLL_SOURCE_DIR, options);
}

ServeCheck small_batches() {
    ServeCheck check;
    check.model.model = "minilm-l6";
    check.lengths = {64, 0, 64};
    check.pad_to = 64;
    check.rule = {2, milliseconds(0)};
    check.loads = {0.1, 0.2};
    check.runs = 2;
    check.requests = 10;
    return check;
}

EngineCheckResult served(Engine& engine, const ServeCheck& check, const models::ServiceTime& law, std::size_t& told) {
    return run_engine_check(
        engine, check, law, 0.0005,
        [&](const std::vector<Request>& requests) { return result_of(replay(requests, check.rule, law)); },
        [&] { ++told; });
}

// Every batch should take 2 ms, 0.5 of that the host's; the engine says 4 of the device and 1 of the host.
TEST(EngineCheck, ExplainsByTheStepsOfTheEngine) {
    Engine engine(toy_engine("--max-batch 2 --device-ms 4 --host-ms 1"));
    std::size_t told = 0;
    const auto result = served(engine, small_batches(), models::ServiceTime::constant(milliseconds(2)), told);
    EXPECT_NO_THROW(engine.end());
    EXPECT_EQ(told, 4U);
    ASSERT_EQ(result.gaps.size(), 2U);
    ASSERT_EQ(result.validation.points.size(), 2U);
    EXPECT_EQ(result.validation.model, "minilm-l6");
    EXPECT_EQ(result.validation.tokens, "64");
    EXPECT_NEAR(result.validation.points[0].rate_per_s, 0.1 * 2 / 0.002, 1e-6);
    for (std::size_t i = 0; i < 2; ++i) {
        const auto& gaps = result.gaps[i];
        const auto& point = result.validation.points[i];
        EXPECT_NEAR(gaps.device_ratio.value().median, 4.5 / 2, 1e-9);
        EXPECT_NEAR(gaps.wall_ratio.value().median, 5.0 / 2, 1e-9);
        EXPECT_NEAR(point.batch_time_ratio.median, 5.0 / 2, 1e-9);
        ASSERT_EQ(gaps.gaps.size(), 1U);
        const auto& stages = gaps.gaps[0].stages;
        EXPECT_NEAR(stages.simulated_s, point.simulated_p50_s.median, 1e-12);
        EXPECT_NEAR(stages.with_host_s, point.rescaled_p50_s.median, 1e-12);
        EXPECT_EQ(stages.measured_s, point.measured_p50_s.median);
        EXPECT_GE(stages.simulated_s, 0.002);
        EXPECT_GE(stages.with_device_s, 0.0045);
        EXPECT_GE(stages.with_host_s, 0.005);
        EXPECT_GE(stages.measured_s, 0.005) << "it slept so long";
        EXPECT_NEAR(parts_of(stages).total_s(), stages.measured_s - stages.simulated_s, 1e-12);
    }
}

TEST(EngineCheck, KnowsOnlyTheSumOfAnEngineThatTellsNoSteps) {
    Engine engine(toy_engine("--silent"));
    std::size_t told = 0;
    const auto result = served(engine, small_batches(), models::ServiceTime::constant(milliseconds(2)), told);
    EXPECT_FALSE(result.gaps[0].wall_ratio.has_value());
    EXPECT_EQ(result.validation.points[0].batch_time_ratio.median, 0) << "not known";
    EXPECT_THAT(text_of(result.gaps), HasSubstr("only the sum is known"));
}

TEST(EngineCheck, RefusesStepsThatBreakTheRule) {
    Engine engine("echo ready; while read -r _ id _; do echo step 3 192 0 0.001; echo done $id; done");
    std::size_t told = 0;
    try {
        (void)served(engine, small_batches(), models::ServiceTime::constant(milliseconds(2)), told);
        FAIL();
    } catch (const IoError& error) {
        EXPECT_THAT(error.what(), HasSubstr("a step of 3 requests, but --max-batch says 2 at most"));
    }
}

// Batches of the times of their size and length: of 1 with 64 tokens in 10 ms, of 2 with 128 in 40 ms.
TEST(EngineCheck, LooksStepsUpByTheTokensOfARequest) {
    const auto law =
        models::ServiceTime::grid(2, 64, {milliseconds(10), milliseconds(20), milliseconds(20), milliseconds(40)});
    Engine engine(
        "echo ready; while read -r _ id _; do "
        "echo step 1 64 0 0.01; echo step 2 256 0 0.04; echo step 1 65 0 0.02; echo done $id; done");
    auto check = small_batches();
    check.loads = {1.0};
    check.requests = 3;
    const auto result = run_engine_check(
        engine, check, law, 0,
        [](const std::vector<Request>& /*requests*/) {
            return RunResult{1, 1, 1};
        },
        [] {});
    EXPECT_NEAR(result.gaps[0].device_ratio.value().median, 1, 1e-9);
}

/// A token of a prompt takes a tenth of a millisecond, and each sequence one more.
models::TokenStepTime small_law() {
    models::TokenStepTime::Parts parts;
    parts.tokens_s = {{0, 100}, {0, 0.01}};
    parts.head_s = {{0, 1}, {0, 0.001}};
    parts.decode_attention_s = {{1, 2}, {0, 1}, {0, 0, 0, 0}};
    parts.prompt_attention_s = {{1, 2}, {0, 1}, {0, 0, 0, 0}};
    return models::TokenStepTime(parts);
}

TEST(EngineCheck, ExplainsAnswersTokenByToken) {
    TokenCheck check;
    check.model = {"llama-3.1-8b", models::Precision::bf16};
    check.prompts = {8, 0, 8};
    check.answers = {3, 0, 3};
    check.rule = {2, 16};
    check.loads = {0.2};
    check.runs = 2;
    check.requests = 8;
    const auto law = small_law();
    Engine engine(toy_engine("--max-batch 2 --device-ms 4 --host-ms 2"));
    const auto result = run_engine_check(
        engine, check, law, 0,
        [&](const std::vector<Request>& requests) { return result_of(replay(requests, check.rule, law)); }, [] {});
    EXPECT_NO_THROW(engine.end());
    const auto& point = result.validation.points.at(0);
    EXPECT_GT(point.measured_ttft_p50_s.median, 0.006) << "it slept so long";
    EXPECT_GT(point.measured_tpot_p50_s.median, 0);
    ASSERT_EQ(result.gaps[0].gaps.size(), 3U);
    EXPECT_EQ(result.gaps[0].gaps.back().figure, "latency p50");
    EXPECT_NEAR(result.gaps[0].wall_ratio.value().median / result.gaps[0].device_ratio.value().median, 1.5, 1e-9);
    for (const auto& gap : result.gaps[0].gaps)
        EXPECT_NEAR(parts_of(gap.stages).total_s(), gap.stages.measured_s - gap.stages.simulated_s, 1e-12);
    EXPECT_THAT(text_of(result.gaps), HasSubstr("each further token p50"));
}

}  // namespace
}  // namespace plimsoll::measure
