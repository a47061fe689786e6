// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/grid.hpp"

#include "models/measure/model_works.hpp"
#include "models/measure/work_text.hpp"
#include "scenarios/input_error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace plimsoll::measure {
namespace {

using models::Precision;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Axis, CoarseAxisIsPowersOfTwoAndTheEnd) {
    EXPECT_THAT(coarse_axis(1, 8), ElementsAre(1, 2, 4, 8));
    EXPECT_THAT(coarse_axis(16, 100), ElementsAre(16, 32, 64, 100));
    EXPECT_THAT(coarse_axis(16, 5), ElementsAre(5));
}

TEST(Axis, MidpointsHalveTheGaps) {
    EXPECT_THAT(midpoints({1, 2, 4, 8}), ElementsAre(3, 6));
    EXPECT_THAT(midpoints({1, 2}), IsEmpty());
}

GridRequest bert() { return {{"bert-base"}, {Precision::fp32}, Precision::bf16, 8, 128, 0}; }

std::set<std::string> texts(const Stage& stage) {
    std::set<std::string> all;
    for (const auto& work : stage) all.insert(text_of(work));
    return all;
}

// 4 batch sizes x 4 token counts (16 to 128): attention has all 16 pairs; products and streams depend on their product
// alone, one of 16, 32, ..., 1024, and those of the pooler on the batch.
TEST(Grid, CoarseStageHoldsEveryStepOfPowersOfTwo) {
    const auto plan = plan_of(bert());
    std::set<double> rows;
    std::size_t attentions = 0;
    for (const auto& work : plan.stages.front()) {
        if (std::holds_alternative<models::Attention>(work.shape)) ++attentions;
        if (const auto* gemm = std::get_if<models::Gemm>(&work.shape)) rows.insert(gemm->m);
    }
    EXPECT_EQ(attentions, 16U);
    EXPECT_THAT(rows, ElementsAre(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024));
    const auto known = texts(plan.stages.front());
    for (const std::uint32_t batch : {1, 2, 4, 8})
        for (const std::uint32_t tokens : {16, 32, 64, 128})
            for (const auto& work : ModelWorks({"bert-base", Precision::fp32}).step(batch, tokens, 0))
                EXPECT_TRUE(known.contains(text_of(work))) << text_of(work);
}

TEST(Grid, NoOperatorStandsTwice) {
    std::set<std::string> all;
    std::size_t count = 0;
    const auto plan = plan_of({{"bert-base", "distilbert", "minilm-l6"}, {Precision::fp32}, Precision::bf16, 8, 64, 0});
    for (const auto& stage : plan.stages) {
        count += stage.size();
        all.merge(texts(stage));
    }
    EXPECT_EQ(all.size(), count);
}

// After stage k the attention's pairs (sequences, tokens) are a full product of two axes, whatever k is.
TEST(Grid, IsWholeAfterEveryStage) {
    std::set<std::pair<double, double>> pairs;
    const auto plan = plan_of(bert());
    for (const auto& stage : plan.stages) {
        for (const auto& work : stage)
            if (const auto* attention = std::get_if<models::Attention>(&work.shape))
                pairs.emplace(attention->sequences, attention->query);
        std::set<double> sequences;
        std::set<double> tokens;
        for (const auto& [x, y] : pairs) {
            sequences.insert(x);
            tokens.insert(y);
        }
        EXPECT_EQ(pairs.size(), sequences.size() * tokens.size());
    }
    EXPECT_TRUE(pairs.contains({3, 16}));
    EXPECT_TRUE(pairs.contains({3, 96}));
    EXPECT_TRUE(pairs.contains({5, 80}));
}

TEST(Grid, GeneratingModelsHavePrefillAndDecode) {
    bool prefill = false;
    bool decode = false;
    const auto plan = plan_of({{"llama-3.1-8b"}, {Precision::bf16}, Precision::bf16, 4, 64, 512});
    for (const auto& work : plan.stages.front()) {
        const auto* attention = std::get_if<models::Attention>(&work.shape);
        if (attention == nullptr) continue;
        EXPECT_EQ(attention->causal, attention->query > 1) << "one new token has nothing to be kept from";
        prefill |= attention->query == 64 && attention->span == 64;
        decode |= attention->query == 1 && attention->sequences == 4 && attention->span == 512;
    }
    EXPECT_TRUE(prefill);
    EXPECT_TRUE(decode);
}

TEST(Grid, WithoutAModelThereAreGeneralSizes) {
    const auto plan = plan_of({{}, {Precision::fp32}, Precision::bf16, 4, 32, 0});
    const auto known = texts(plan.stages.front());
    EXPECT_TRUE(known.contains("gemm fp32 1 32 1024 1024"));
    EXPECT_TRUE(known.contains("stream fp32 norm 8 4096"));
}

TEST(Grid, AnUnknownModelIsRefusedWithAHint) {
    try {
        static_cast<void>(plan_of({{"bert-bsae"}, {Precision::fp32}, Precision::bf16, 8, 64, 0}));
        FAIL();
    } catch (const InputError& error) {
        EXPECT_THAT(error.problems().front().hint, HasSubstr("\"bert-base\""));
    }
}

// Multiply-adds of BERT-base are 85 M per token in its products (12 layers of 4 h^2 + 2 h i, Devlin et al. 2019), and
// 2 n h per layer in attention.
TEST(ModelWorks, BertHasTheOperationsOfItsArchitecture) {
    double flops = 0;
    for (const auto& work : ModelWorks({"bert-base", Precision::fp32}).step(2, 128, 0))
        if (!std::holds_alternative<models::Stream>(work.shape)) flops += models::flops_of(work);
    const double tokens = 2 * 128;
    const double h = 768;
    const double pooler = 2 * 2 * h * h;
    EXPECT_DOUBLE_EQ(flops, 12 * tokens * (2 * (4 * h * h + 2 * h * 4 * h) + 4 * 128 * h) + pooler);
}

TEST(Grid, EveryOperatorOfAWholeStepIsInTheCoarseStage) {
    const auto plan = plan_of({{"bert-base", "llama-3.1-8b"}, {Precision::fp16}, Precision::fp16, 32, 0, 0});
    const auto known = texts(plan.stages.front());
    EXPECT_EQ(plan.steps.size(), 7U + 9U);  // those of at most 32 sequences
    for (const auto& step : plan.steps)
        for (const auto& work : step.works) EXPECT_TRUE(known.contains(text_of(work))) << text_of(work);
}

TEST(Grid, WholeStepsKeepTheLimits) {
    const auto plan = plan_of(bert());
    EXPECT_EQ(plan.steps.size(), 3U);  // 1 x 32, 8 x 64 and 8 x 128
    for (const auto& step : plan.steps) {
        EXPECT_LE(step.sequences, 8U);
        EXPECT_LE(step.tokens, 128U);
    }
}

}  // namespace
}  // namespace plimsoll::measure
