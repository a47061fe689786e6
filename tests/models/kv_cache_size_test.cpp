// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Blocks of the KV cache by hand. tests/validation holds whole sums to recorded start-ups.
#include "models/step_time/kv_cache.hpp"

#include "models/spec/model_file.hpp"

#include <gtest/gtest.h>

#include <string>

namespace plimsoll::models {
namespace {

Model zoo_model(const std::string& name) {
    return load_model(std::string(PLIMSOLL_SOURCE_DIR) + "/models/zoo/" + name + ".json");
}

KvCacheOptions on_an_h100() {
    KvCacheOptions options;
    options.memory_bytes = 79.19 * kGiB;
    options.tokens_per_step = 8192;
    options.max_sequences = 1024;
    options.max_tokens = 8192;
    options.precision = Precision::bf16;
    return options;
}

TEST(KvCacheSize, IsWhatTheSumLeaves) {
    const auto size = kv_cache_size(zoo_model("llama-3.1-8b"), on_an_h100());
    EXPECT_NEAR(size.cache_bytes,
                0.9 * size.memory_bytes - size.weights_bytes - size.activations_bytes - size.other_bytes, 1);
    EXPECT_EQ(size.block_bytes, 16 * 2 * 32 * 8 * 128 * 2);
    EXPECT_EQ(size.blocks, static_cast<std::uint64_t>(size.cache_bytes / size.block_bytes));
    EXPECT_EQ(size.sequence_blocks, 8192U / 16);
}

// 8,030,261,248 weights of 16 bits, and sines and cosines of 131,072 positions for heads of 128.
TEST(KvCacheSize, CountsTheTablesOfPositionsAmongTheWeights) {
    const auto size = kv_cache_size(zoo_model("llama-3.1-8b"), on_an_h100());
    EXPECT_NEAR(size.weights_bytes, 2 * 8'030'261'248.0 + 131'072.0 * 128 * 2, 1);
}

// PyTorch keeps whole pieces of 2 MiB: of Qwen2.5 7B's 28 layers, gate and up take 259 MiB, down 129.5, query, key and
// value 31.5, embedding and head 1,039.5 each; the output's 24.5 leave more than 1 MiB, which others take.
TEST(KvCacheSize, CountsWhatTheAllocatorKeepsForWeights) {
    const auto size = kv_cache_size(zoo_model("qwen2.5-7b"), on_an_h100());
    const double kept = (28 * (1 + 0.5 + 0.5) + 2 * 0.5) * 1024 * 1024;
    EXPECT_NEAR(size.weights_bytes, 2 * 7'615'616'512.0 + kept + 32'768.0 * 128 * 2, 1);
}

TEST(KvCacheSize, KeysAndValuesOfEightBitsAreTwiceAsMany) {
    auto options = on_an_h100();
    const auto sixteen = kv_cache_size(zoo_model("llama-3.1-8b"), options);
    options.fp8_cache = true;
    const auto eight = kv_cache_size(zoo_model("llama-3.1-8b"), options);
    EXPECT_EQ(2 * eight.block_bytes, sixteen.block_bytes);
    EXPECT_NEAR(static_cast<double>(eight.blocks), 2 * static_cast<double>(sixteen.blocks), 1);
}

// Gemma 3 27B: 10 layers look at all, 52 have windows, which fill six groups of 10 with 8 places left over.
TEST(KvCacheSize, LayersWithWindowsFormGroupsOfTheirOwn) {
    const auto size = kv_cache_size(zoo_model("gemma-3-27b"), on_an_h100());
    EXPECT_EQ(size.groups, 7U);
    EXPECT_EQ(size.block_bytes, 16 * 2 * 10 * 16 * 128 * 2);
    EXPECT_EQ(size.tokens(16), size.blocks / 7 * 16);
    EXPECT_EQ(size.sequence_blocks, 512U + 6 * 513) << "a step of 8,192 tokens lies in the window whole";
}

TEST(KvCacheSize, AWindowIsAllThatALongSequenceKeeps) {
    auto options = on_an_h100();
    options.max_tokens = 131'072;
    options.tokens_per_step = 2048;
    const auto size = kv_cache_size(zoo_model("gemma-3-27b"), options);
    EXPECT_EQ(size.sequence_blocks, 131'072U / 16 + 6 * ((1024 + 2048) / 16 + 1));
    EXPECT_EQ(size.least_blocks, size.sequence_blocks + 1);
    EXPECT_GE(size.blocks, size.least_blocks) << "one device is enough";
}

// As the simulation counts: what lies before the windows is there, too, and each group has a block of its own that is
// never given out.
TEST(KvCacheSize, WindowsThatAreKeptTakeTheWholeSequenceInEveryGroup) {
    auto options = on_an_h100();
    options.max_tokens = 131'072;
    options.windows_kept = true;
    const auto size = kv_cache_size(zoo_model("gemma-3-27b"), options);
    EXPECT_EQ(size.sequence_blocks, 7 * 131'072U / 16);
    EXPECT_EQ(size.least_blocks, 7 * (131'072U / 16 + 1));
}

// 5 and 6 layers make one group each, with a place left over; 4 and 5 differ by a quarter, and make three groups of 4.
TEST(KvCacheSize, KindsOfAboutAsManyLayersHaveAGroupEach) {
    auto model = zoo_model("gemma-2-2b");
    auto& layers = std::get<Decoder>(model.architecture).layers;
    layers.count = 11;
    EXPECT_EQ(kv_cache_size(model, on_an_h100()).groups, 2U);
    layers.count = 9;
    EXPECT_EQ(kv_cache_size(model, on_an_h100()).groups, 3U);
}

TEST(KvCacheSize, OfStagesIsThatOfTheOneWithTheFewestBlocks) {
    auto options = on_an_h100();
    const auto whole = kv_cache_size(zoo_model("llama-3.1-8b"), options);
    options.pipeline_parallel = 2;
    const auto half = kv_cache_size(zoo_model("llama-3.1-8b"), options);
    EXPECT_EQ(half.stage, 1U) << "the last one chooses words";
    EXPECT_EQ(2 * half.block_bytes, whole.block_bytes);
    EXPECT_GT(half.blocks, 2 * whole.blocks);
}

TEST(KvCacheSize, OfWhatDoesNotFitIsNone) {
    const auto size = kv_cache_size(zoo_model("llama-3.1-70b"), on_an_h100());
    EXPECT_LT(size.cache_bytes, 0);
    EXPECT_EQ(size.blocks, 0U);
}

}  // namespace
}  // namespace plimsoll::models
