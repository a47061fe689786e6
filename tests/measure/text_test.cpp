// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/plan_text.hpp"
#include "models/measure/progress_lines.hpp"
#include "models/measure/work_text.hpp"
#include "scenarios/input_error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plimsoll::measure {
namespace {

using models::Precision;
using models::Work;
using testing::HasSubstr;

const std::vector<std::pair<std::string, Work>>& lines() {
    static const std::vector<std::pair<std::string, Work>> all = {
        {"gemm fp16 1 512 768 3072", {models::Gemm{1, 512, 768, 3072}, Precision::fp16}},
        {"gemm int8 8 1 14336 4096", {models::Gemm{8, 1, 14336, 4096}, Precision::int8}},
        {"attention bf16 8 1 4096 32 8 128 causal", {models::Attention{8, 1, 4096, 32, 8, 128, true}, Precision::bf16}},
        {"attention fp32 4 64 64 12 12 64 full", {models::Attention{4, 64, 64, 12, 12, 64, false}, Precision::fp32}},
        {"stream tf32 host_copy 1 1048576",
         {models::Stream{models::StreamKind::host_copy, 1, 1048576}, Precision::tf32}},
        {"all-reduce fp16 4 8388608", {models::AllReduce{4, 8388608}, Precision::fp16}},
    };
    return all;
}

TEST(WorkText, EveryOperatorIsReadBackAsItWasWritten) {
    for (const auto& [text, work] : lines()) {
        EXPECT_EQ(text_of(work), text);
        const auto parsed = parse_work(text);
        ASSERT_TRUE(parsed.work) << text << ": " << parsed.message;
        EXPECT_EQ(*parsed.work, work);
    }
}

TEST(WorkText, BadLinesSayWhatIsWrong) {
    const std::vector<std::pair<std::string, std::string>> bad = {
        {"gem fp16 1 512 768 768", "unknown operator \"gem\""},
        {"gemm fp17 1 512 768 768", "unknown precision \"fp17\""},
        {"gemm fp16 512 768 768", "takes 5 words, found 4"},
        {"gemm fp16 1 0 768 768", "\"0\" is not a whole number"},
        {"gemm fp16 1 -3 768 768", "\"-3\""},
        {"gemm fp16 1 1.5 768 768", "\"1.5\""},
        {"attention fp16 8 128 64 12 12 64 full", "span"},
        {"attention fp16 8 64 64 12 5 64 full", "multiple of the KV heads"},
        {"attention fp16 8 64 64 12 12 64 halfway", "causal or full"},
        {"stream fp16 nrom 8 8", "unknown kind of stream"},
        {"all-reduce fp16 1 8", "at least 2 devices"},
    };
    for (const auto& [line, message] : bad) {
        const auto parsed = parse_work(line);
        EXPECT_FALSE(parsed.work) << line;
        EXPECT_THAT(parsed.message, HasSubstr(message));
        EXPECT_FALSE(parsed.hint.empty());
    }
}

TEST(PlanText, PlanIsReadBackWithItsCoarsePart) {
    Plan plan;
    plan.stages.push_back({lines()[0].second, lines()[1].second});
    plan.stages.push_back({lines()[2].second});
    plan.stages.push_back({lines()[3].second});
    const auto read = parse_plan(plan_text(plan, 300), "plan.txt");
    ASSERT_EQ(read.stages.size(), 2U);
    EXPECT_EQ(read.stages[0], plan.stages[0]);
    EXPECT_EQ(read.stages[1], (Stage{lines()[2].second, lines()[3].second}));
}

TEST(PlanText, EveryBadLineIsReportedWithItsNumber) {
    try {
        static_cast<void>(parse_plan("# a remark\n@budgte 3\ngemm fp16 1 1 1 1\r\n\ngemm fp16 1 x 1 1\n", "plan.txt"));
        FAIL();
    } catch (const InputError& error) {
        ASSERT_EQ(error.problems().size(), 2U);
        EXPECT_EQ(error.problems()[0].line, 2);
        EXPECT_EQ(error.problems()[1].line, 5);
        EXPECT_EQ(error.problems()[1].file, "plan.txt");
    }
}

constexpr const char* kResults =
    "@device nvidia-t4\n@title Tesla T4, compute capability 7.5\n@driver 580, CUDA 13.0\n@toolkit CUDA 13.0\n"
    "@library cuBLASLt 13.0.0\n@clocks \n@step_overhead_s 6.5e-06\n"
    "1.25e-05 0.01 40 cuBLASLt algorithm 21, tile 20\n- the device has no such precision\n";

Plan planned() {
    Plan plan;
    plan.stages.push_back({lines()[0].second, lines()[1].second});
    plan.stages.push_back({lines()[2].second});
    return plan;
}

TEST(Assemble, ResultsAndPlanMakeAProfile) {
    const auto profile = assemble({{planned(), parse_results(kResults, "results.txt"), "results.txt"}});
    EXPECT_EQ(profile.device, "nvidia-t4");
    EXPECT_EQ(profile.library, "cuBLASLt 13.0.0");
    EXPECT_DOUBLE_EQ(*profile.step_overhead_s, 6.5e-6);
    EXPECT_TRUE(profile.complete);  // what the device cannot run is not missing
    ASSERT_EQ(profile.tables.size(), 1U);
    EXPECT_EQ(profile.tables[0].kernel, "cuBLASLt algorithm 21, tile 20");
    EXPECT_EQ(profile.tables[0].samples[0].work, lines()[0].second);
    EXPECT_DOUBLE_EQ(profile.tables[0].samples[0].seconds, 1.25e-5);
    EXPECT_DOUBLE_EQ(profile.tables[0].samples[0].spread, 0.01);
}

TEST(Assemble, NamesWhatScattersTooMuchInsteadOfKeepingIt) {
    std::string text = kResults;
    text.replace(text.find("0.01 40"), 7, "11.4 40");
    const auto profile = assemble({{planned(), parse_results(text, "r"), "r"}});
    EXPECT_TRUE(profile.tables.empty());
    EXPECT_EQ(profile.unsteady, std::vector<std::string>{text_of(lines()[0].second)});
}

TEST(Assemble, ResultsThatEndInTheCoarseGridAreNotComplete) {
    std::string text = kResults;
    text.erase(text.rfind("- the"));
    EXPECT_FALSE(assemble({{planned(), parse_results(text, "r"), "r"}}).complete);
}

TEST(Assemble, MoreResultsThanPlannedAreRefused) {
    const std::string text = std::string(kResults) + "- x\n- y\n";
    EXPECT_THROW(static_cast<void>(assemble({{planned(), parse_results(text, "r"), "r"}})), InputError);
}

TEST(Results, BadLinesAreRefusedWithTheirNumbers) {
    try {
        static_cast<void>(
            parse_results("@title T4\n@colour green\n0 0 5 k\n1e-5 nan 5 k\n1e-5 0.1 5\n1,5 0 5 k\n", "r"));
        FAIL();
    } catch (const InputError& error) {
        std::vector<int> numbers;
        for (const auto& problem : error.problems()) numbers.push_back(problem.line);
        EXPECT_EQ(numbers, (std::vector<int>{2, 3, 4, 5, 6}));
    }
}

TEST(ProgressLines, BarShowsShareCountsAndTimeLeft) {
    const Progress progress{124, 371, 0.319, 81.2, "gemm fp32 1 512 768 768"};
    EXPECT_EQ(bar_text(progress, 100),
              "[######--------------]  31 %  124 of 371 kernels, 82 s left  gemm fp32 1 512 768 768");
    EXPECT_EQ(bar_text(progress, 30), "[######--------------]  31 %  ");
    EXPECT_EQ(bar_text({0, 10, 0, -1, ""}, 100), "[--------------------]   0 %  0 of 10 kernels");
    EXPECT_EQ(bar_text({10, 10, 1, 0, ""}, 100), "[####################] 100 %  10 of 10 kernels, 0 s left");
    EXPECT_THAT(bar_text({1, 10, 0.1, 121, ""}, 100), HasSubstr("3 min left"));
}

TEST(ProgressLines, JsonLineHoldsTheSame) {
    EXPECT_EQ(json_line({1, 4, 0.25, 3, "gemm fp32 1 1 1 1"}),
              R"({"event":"progress","done":1,"of":4,"fraction":0.25,"left_s":3.0,"work":"gemm fp32 1 1 1 1"})");
    EXPECT_THAT(json_line({0, 4, 0, -1, ""}), HasSubstr(R"("left_s":null)"));
}

/// Two products and a step of three operators, the second one twice.
constexpr const char* kStepPlan =
    "@coarse 2\n@budget 60\ngemm fp16 1 512 768 3072\nstream fp16 norm 512 768\n@step fp16 8 64 0 bert-base = 0 1 1\n";

Plan step_plan() { return parse_plan(kStepPlan, "plan.txt"); }

TEST(WholeSteps, PlanIsReadBackAsItWasWritten) {
    const auto plan = step_plan();
    ASSERT_EQ(plan.steps.size(), 1U);
    EXPECT_EQ(plan.steps[0].model, "bert-base");
    EXPECT_EQ(plan.steps[0].precision, Precision::fp16);
    EXPECT_EQ(plan.steps[0].sequences, 8U);
    EXPECT_EQ(plan.steps[0].tokens, 64U);
    EXPECT_EQ(plan.steps[0].context, 0U);
    ASSERT_EQ(plan.steps[0].works.size(), 3U);
    EXPECT_EQ(plan.steps[0].works[2], plan.stages[0][1]);
    EXPECT_EQ(plan_text(plan, 60), kStepPlan);
}

TEST(WholeSteps, BadLinesAreRefusedWithTheirNumbers) {
    for (const std::string line : {"@step fp16 8 64 0 bert-base = 0 2", "@step fp16 8 64 0 bert-base",
                                   "@step fp17 8 64 0 m = 0", "@step fp16 8 64 m = 0", "@step fp16 8 64 0 m = 0 x"}) {
        try {
            static_cast<void>(parse_plan("gemm fp16 1 512 768 3072\n" + line + "\n", "plan.txt"));
            ADD_FAILURE() << line;
        } catch (const InputError& error) {
            ASSERT_EQ(error.problems().size(), 1U) << line;
            EXPECT_EQ(error.problems()[0].line, 2) << line;
        }
    }
}

// A product of 2 x 512 x 768 x 3072 FLOPs in 100 us is the fastest that is known, so it takes all of its time at best.
TEST(WholeSteps, ProfileKeepsAStepBesideItsOperators) {
    const auto profile = assemble(
        {{step_plan(), parse_results("@title T4\n1e-4 0.01 9 a\n1e-5 0.01 9 b\n@step_s 1.5e-4 0.02 9\n", "r"), "r"}});
    ASSERT_EQ(profile.steps.size(), 1U);
    const auto& step = profile.steps[0];
    EXPECT_EQ(step.operators, 3U);
    EXPECT_DOUBLE_EQ(step.operators_s, 1.2e-4);
    EXPECT_DOUBLE_EQ(step.best_s, 1e-4);
    EXPECT_DOUBLE_EQ(step.seconds, 1.5e-4);
    EXPECT_DOUBLE_EQ(step.spread, 0.02);
}

TEST(WholeSteps, StepWithoutAResultOrAnOperatorIsLeftOut) {
    const auto none =
        assemble({{step_plan(), parse_results("@title T4\n1e-4 0 9 a\n1e-5 0 9 b\n@step_s - no memory\n", "r"), "r"}});
    EXPECT_TRUE(none.steps.empty());
    const auto half =
        assemble({{step_plan(), parse_results("@title T4\n1e-4 0 9 a\n- no\n@step_s 1e-4 0 9\n", "r"), "r"}});
    EXPECT_TRUE(half.steps.empty());
}

TEST(Assemble, WhatAnEarlierRunTimedALaterOneDoesNotChange) {
    const std::string first = "@title T4\n1e-4 0.5 9 a\n- no\n";
    const std::string second = "@title T4\n9e-4 0 9 c\n2e-5 0 9 b\n";
    const auto profile =
        assemble({{step_plan(), parse_results(first, "r"), "r"}, {step_plan(), parse_results(second, "r"), "r"}});
    ASSERT_EQ(profile.tables.size(), 2U);
    EXPECT_DOUBLE_EQ(profile.tables[0].samples[0].seconds, 1e-4);
    EXPECT_EQ(profile.tables[0].kernel, "a");
    EXPECT_DOUBLE_EQ(profile.tables[1].samples[0].seconds, 2e-5);
}

TEST(Assemble, AWholeStepIsKeptOnce) {
    const std::string first = "@title T4\n1e-4 0 9 a\n2e-5 0 9 b\n@step_s 2e-4 0 9\n";
    const std::string second = "@title T4\n1e-4 0 9 a\n2e-5 0 9 b\n@step_s 3e-4 0 9\n";
    const auto profile =
        assemble({{step_plan(), parse_results(first, "r"), "r"}, {step_plan(), parse_results(second, "r"), "r"}});
    ASSERT_EQ(profile.steps.size(), 1U);
    EXPECT_DOUBLE_EQ(profile.steps[0].seconds, 2e-4);
}

TEST(Assemble, RunsOfTwoDevicesDoNotMix) {
    EXPECT_THROW(static_cast<void>(assemble({{step_plan(), parse_results("@title T4\n1e-4 0 9 a\n", "r"), "r"},
                                             {step_plan(), parse_results("@title L4\n1e-4 0 9 a\n", "r"), "r"}})),
                 InputError);
}

TEST(Assemble, ManyKernelsOfATableAreCounted) {
    std::string plan = "@coarse 6\n@budget 1\n";
    std::string results = "@title T4\n";
    for (const std::string name : {"a", "b", "c", "d", "e", "f"}) {
        plan += "gemm fp16 1 " + std::to_string(name[0]) + " 8 8\n";
        results += "1e-4 0 9 " + name + "\n";
    }
    EXPECT_EQ(assemble({{parse_plan(plan, "p"), parse_results(results, "r"), "r"}}).tables[0].kernel,
              "a; and 5 others");
}

}  // namespace
}  // namespace plimsoll::measure
