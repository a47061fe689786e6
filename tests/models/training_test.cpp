// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/training.hpp"

#include "models/graph/build.hpp"
#include "models/graph/memory.hpp"
#include "models/spec/model_file.hpp"
#include "models/step_time/datasheet_times.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace plimsoll::models {
namespace {

OperatorGraph graph(const std::string& name, Precision precision) {
    const auto model = load_model(std::string(PLIMSOLL_SOURCE_DIR) + "/models/zoo/" + name + ".json");
    return build_graph(model, {precision, 1, true});
}

/// No overheads, endlessly fast memory: time is operations, attention as fast as products.
Device arithmetic() {
    Device device;
    device.rates[Precision::bf16] = {1e12, 1};
    device.rates[Precision::fp32] = {1e12, 1};
    device.bandwidth_bytes_per_s = 1e30;
    return device;
}

// Backward does twice the products of forward, so a step has three times its operations (Kaplan et al. 2020, section
// 2.1: 6 N instead of 2 N per token). Attention has 3.5 times its own: 1 + 2.5.
TEST(Training, AStepTakesThreeTimesTheOperationsOfAForwardPass) {
    const DatasheetTimes times(arithmetic());
    const auto bert = graph("bert-large", Precision::bf16);
    const StepSize step{8, 128, 0};
    const double forward = step_time(bert, step, times).seconds;
    const double training = training_step_time(bert, step, times, Optimizer::sgd).seconds;
    EXPECT_NEAR(training / forward, 3, 0.03);

    const double tokens = 8 * 128;
    const double products = 24 * tokens * 2 * (4 * 1024.0 * 1024 + 2 * 1024.0 * 4096) + 8 * 2 * 1024.0 * 1024;
    const double attention = 24 * tokens * 4 * 128 * 1024.0;
    const double expected = (3 * products + 3.5 * attention) / 1e12;
    EXPECT_NEAR(training, expected, 0.005 * expected) << "norms are the rest";
}

// Adam reads a 2-byte gradient, reads and writes 4-byte weights and two moments, and writes 2-byte weights: 28 bytes
// per parameter; in 32 bits the same. Gradient descent: 12.
TEST(Training, TheOptimizerMovesItsStateOnce) {
    auto device = arithmetic();
    device.rates[Precision::bf16] = {1e30, 1};
    device.rates[Precision::fp32] = {1e30, 1};
    device.bandwidth_bytes_per_s = 1e9;
    const DatasheetTimes times(device);
    const StepSize step{1, 16, 0};
    for (const auto precision : {Precision::bf16, Precision::fp32}) {
        const auto bert = graph("bert-base", precision);
        const double adam = training_step_time(bert, step, times, Optimizer::adam).seconds;
        const double sgd = training_step_time(bert, step, times, Optimizer::sgd).seconds;
        EXPECT_NEAR(adam - sgd, 16 * 109'482'240.0 / 1e9, 1e-6);
    }
}

// Rajbhandari et al. 2020, section 3.1: 2 + 2 + 12 bytes per parameter with Adam in mixed precision.
TEST(Training, MemoryIsSixteenBytesPerParameterAndTheActivations) {
    const auto bert = graph("bert-base", Precision::bf16);
    const StepSize step{4, 128, 0};
    const auto memory = training_memory(bert, step, Optimizer::adam);
    EXPECT_EQ(memory.total() - memory.activation_bytes, 16 * 109'482'240.0);
    const auto plain = training_memory(graph("bert-base", Precision::fp32), step, Optimizer::adam);
    EXPECT_EQ(plain.total() - plain.activation_bytes, 16 * 109'482'240.0);
    // Kept of a layer, per token: q, k, v 3 h; attention h; its output h; norm h; inside i; output h; norm h.
    const double layer = 8 * 768 + 3072;
    EXPECT_NEAR(memory.activation_bytes, 4 * 128 * (12 * layer + 768) * 2, 4 * 768 * 2) << "and the pooler's";
}

TEST(Training, NobodyTrainsInFourBits) {
    const DatasheetTimes times(arithmetic());
    EXPECT_THROW((void)training_step_time(graph("bert-base", Precision::int4), {}, times, Optimizer::adam),
                 std::invalid_argument);
}

// Devlin et al. 2019: fine-tuning on MNLI is 392,702 examples x 3 epochs in batches of 32; pre-training is 1,000,000
// steps of 256 sequences.
TEST(Training, APlanCountsSteps) {
    const DatasheetTimes times(arithmetic());
    const auto bert = graph("bert-base", Precision::bf16);
    const auto tuning = training_plan(bert, {32, 128, 0}, times, Optimizer::adam, {392'702, 3});
    EXPECT_EQ(tuning.steps, 36'816U);
    EXPECT_NEAR(tuning.seconds, 36'816 * tuning.step.seconds, 1e-6);
    const auto scratch = training_plan(bert, {256, 128, 0}, times, Optimizer::adam, {256'000'000, 1});
    EXPECT_EQ(scratch.steps, 1'000'000U);
    EXPECT_NEAR(scratch.seconds / tuning.seconds, 256e6 / (3 * 392'702), 0.01 * 217) << "as many times the examples";
}

}  // namespace
}  // namespace plimsoll::models
