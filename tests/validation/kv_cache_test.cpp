// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// KV caches of vLLM 0.19 on an H100 as its start-ups logged them, beside the formula, term by term.
#include "models/step_time/kv_cache.hpp"

#include "models/spec/model_file.hpp"
#include "tests/data/tables.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace plimsoll::models {
namespace {

/// Models of the zoo by what a log calls them.
const std::map<std::string, std::string>& zoo_names() {
    static const std::map<std::string, std::string> names = {
        {"codellama/CodeLlama-7b-hf", "codellama-7b"},
        {"RedHatAI/Llama-3.3-70B-Instruct-fp8-dynamic", "llama-3.1-70b"},  // of the same dimensions
        {"google/gemma-2-27b-it", "gemma-2-27b"},
        {"google/gemma-2-2b-it", "gemma-2-2b"},
        {"google/gemma-3-12b-it", "gemma-3-12b"},
        {"google/gemma-3-27b-it", "gemma-3-27b"},
        {"google/gemma-7b", "gemma-7b"},
        {"ibm-granite/granite-3.1-2b-instruct", "granite-3.1-2b"},
        {"ibm-granite/granite-3.3-8b-instruct", "granite-3.3-8b"},
        {"ibm-granite/granite-vision-3.3-2b", "granite-vision-3.3-2b"},
        {"meta-llama/Llama-3.1-8B-Instruct", "llama-3.1-8b"},
        {"RedHatAI/Meta-Llama-3.1-8B-Instruct-quantized.w4a16", "llama-3.1-8b"},
        {"RedHatAI/Meta-Llama-3.1-8B-Instruct-quantized.w8a8", "llama-3.1-8b"},
        {"meta-llama/Llama-4-Scout-17B-16E-Instruct", "llama-4-scout"},
        {"microsoft/phi-2", "phi-2"},
        {"mistralai/Mistral-Small-3.1-24B-Instruct-2503", "mistral-small-3.1-24b"},
        {"RedHatAI/Mistral-Small-3.1-24B-Instruct-2503-quantized.w8a8", "mistral-small-3.1-24b"},
        {"mistralai/Mixtral-8x7B-Instruct-v0.1", "mixtral-8x7b"},
        {"moonshotai/Kimi-VL-A3B-Instruct", "kimi-vl-a3b"},
        {"openai/gpt-oss-20b", "gpt-oss-20b"},
        {"Qwen/Qwen2.5-7B-Instruct", "qwen2.5-7b"},
        {"RedHatAI/Qwen2.5-7B-Instruct-quantized.w8a8", "qwen2.5-7b"},
        {"Qwen/Qwen2.5-72B-Instruct", "qwen2.5-72b"},
        {"Qwen/Qwen3-8B", "qwen3-8b"},
    };
    return names;
}

Precision precision_of(const std::string& dtype, const std::string& quant, const std::string& model) {
    if (quant == "gptq_marlin") return Precision::int4;
    if (quant == "fp8" || model.find("fp8-dynamic") != std::string::npos) return Precision::fp8;
    if (quant == "compressed-tensors") return Precision::int8;
    return dtype == "float32" ? Precision::fp32 : Precision::bf16;  // FP16 takes as much; MXFP4 is the model's own
}

struct StartUp {
    std::string what;   ///< for messages
    std::string model;  ///< of the zoo
    KvCacheOptions options;
    double weights = 0;  ///< here and below GiB
    double activations = 0;
    double other = 0;
    double cache = 0;
    double tokens = 0;
    double blocks = 0;
    double concurrency = 0;
};

std::vector<StartUp> start_ups(const std::filesystem::path& file) {
    scenarios::CsvRows rows(file.string());
    std::vector<std::string_view> fields;
    std::vector<StartUp> all;
    while (rows.next(fields)) {
        const auto text = [&](const char* column) { return std::string(fields[rows.column(column)]); };
        const auto number = [&](const char* column) { return std::stod(text(column)); };
        const auto count = [&](const char* column) { return static_cast<std::uint32_t>(number(column)); };
        StartUp one;
        one.what = fmt::format("{} tp{} pp{} {} {} {} {}", text("model"), text("tp"), text("pp"), text("max_len"),
                               text("dtype"), text("quant"), text("kv_dtype"));
        one.model = zoo_names().at(text("model"));
        one.options.memory_bytes = number("total_gib") * kGiB;
        one.options.utilization = number("util");
        one.options.tokens_per_step = count("batched_tokens");
        one.options.max_sequences = count("max_seqs");
        one.options.max_tokens = count("max_len");
        one.options.precision = precision_of(text("dtype"), text("quant"), text("model"));
        one.options.fp8_cache = text("kv_dtype") == "fp8";
        one.options.tensor_parallel = count("tp");
        one.options.pipeline_parallel = count("pp");
        one.weights = number("weights_gib");
        one.activations = number("activation_gib");
        one.other = number("nontorch_gib");
        one.cache = number("kv_gib");
        one.tokens = number("kv_tokens");
        one.blocks = number("num_gpu_blocks");
        one.concurrency = number("max_concurrency");
        all.push_back(std::move(one));
    }
    return all;
}

class RecordedStartUps : public testing::Test {
protected:
    void SetUp() override {
        const auto file = evidence::recordings() / "measured" / "vllm019_h100_startups.csv";
        PLIMSOLL_NEEDS_RECORDING(file);
        all_ = start_ups(file);
        ASSERT_EQ(all_.size(), 48U);
    }
    static const Model& model(const StartUp& one) {
        static const auto zoo = load_models(PLIMSOLL_SOURCE_DIR "/models/zoo");
        return zoo.at(one.model);
    }
    static KvCacheSize predicted(const StartUp& one) { return kv_cache_size(model(one), one.options); }

    std::vector<StartUp> all_;
};

TEST_F(RecordedStartUps, HaveThePredictedBlocksWithinOnePercent) {
    for (const auto& one : all_) {
        const auto size = predicted(one);
        EXPECT_NEAR(static_cast<double>(size.blocks), one.blocks, 0.01 * one.blocks) << one.what;
        EXPECT_NEAR(static_cast<double>(size.tokens(16)), one.tokens, 0.01 * one.tokens) << one.what;
        EXPECT_NEAR(size.concurrency(), one.concurrency, 0.01 * one.concurrency) << one.what;
        RecordProperty(one.what, fmt::format("{:+.2f} %", 100 * (static_cast<double>(size.blocks) / one.blocks - 1)));
    }
}

// What each term is off by in GiB. Start-ups in stages log the terms of different stages, and are left out.
TEST_F(RecordedStartUps, HaveThePredictedTerms) {
    for (const auto& one : all_) {
        if (one.options.pipeline_parallel > 1) continue;
        const auto size = predicted(one);
        const double weights = size.weights_bytes / kGiB - one.weights;
        const double activations = size.activations_bytes / kGiB - one.activations;
        const double other = size.other_bytes / kGiB - one.other;
        // How vLLM pads matrices in MXFP4 is assumed.
        EXPECT_NEAR(weights, 0, (one.model == "gpt-oss-20b" ? 0.015 : 0.01) * one.weights) << one.what;
        EXPECT_NEAR(activations, 0, 0.065) << one.what;
        EXPECT_NEAR(other, 0, 0.215) << one.what;
        RecordProperty(one.what, fmt::format("{:+.3f} {:+.3f} {:+.3f}", weights, activations, other));
    }
}

/// The means that the buffers are, over start-ups of other models.
ServerBuffers fitted(const std::vector<StartUp>& all, const std::string& left_out) {
    struct Mean {
        double sum = 0;
        double count = 0;
        void add(double value) {
            sum += value;
            ++count;
        }
        [[nodiscard]] double value() const { return sum / count; }
    };
    static const auto zoo = load_models(PLIMSOLL_SOURCE_DIR "/models/zoo");
    std::map<std::uint32_t, Mean> other;
    std::vector<double> in_step;
    for (auto one : all) {
        if (one.model == left_out || one.options.pipeline_parallel > 1) continue;
        other[one.options.tensor_parallel].add(one.other);
        one.options.buffers.in_every_step = 0;
        in_step.push_back(one.activations - kv_cache_size(zoo.at(one.model), one.options).activations_bytes / kGiB);
    }
    std::nth_element(in_step.begin(), in_step.begin() + static_cast<std::ptrdiff_t>(in_step.size() / 2), in_step.end());
    ServerBuffers buffers;
    buffers.libraries = other.at(1).value() * kGiB;
    buffers.per_peer = (other.at(4).value() - other.at(2).value()) / 2 * kGiB;
    buffers.collectives = other.at(2).value() * kGiB - buffers.libraries - buffers.per_peer;
    buffers.in_every_step = in_step[in_step.size() / 2] * kGiB;
    return buffers;
}

// Four figures are fitted to the recordings. Fitted to those of all other models, they predict each model as well.
TEST_F(RecordedStartUps, HaveBlocksThatOtherModelsTell) {
    std::map<std::string, ServerBuffers> buffers;
    for (auto one : all_) {
        const auto [known, is_new] = buffers.try_emplace(one.model);
        if (is_new) known->second = fitted(all_, one.model);
        one.options.buffers = known->second;
        const double error = static_cast<double>(predicted(one).blocks) / one.blocks - 1;
        EXPECT_NEAR(error, 0, 0.01) << one.what;
        RecordProperty(one.what, fmt::format("{:+.2f} %", 100 * error));
    }
    const auto all = fitted(all_, "");
    EXPECT_NEAR(all.libraries / kGiB, ServerBuffers{}.libraries / kGiB, 0.02);
    EXPECT_NEAR(all.collectives / kGiB, ServerBuffers{}.collectives / kGiB, 0.02);
    EXPECT_NEAR(all.per_peer / kGiB, ServerBuffers{}.per_peer / kGiB, 0.005);
    EXPECT_NEAR(all.in_every_step / kGiB, ServerBuffers{}.in_every_step / kGiB, 0.005);
}

// Without its terms: the run of tests/cli/recorded_vllm_test.cpp. 0.32 GiB are taken there that buffers of an H100 do
// not tell, of a cache of 5 GiB.
TEST(KvCacheOfAnotherCard, IsPredictedSixPercentTooLarge) {
    const auto model = load_model(PLIMSOLL_SOURCE_DIR "/models/zoo/llama-3.1-8b.json");
    KvCacheOptions options;
    options.memory_bytes = 25250627584.0;
    options.tokens_per_step = 2048;
    options.max_sequences = 256;
    options.max_tokens = 32768;
    options.precision = Precision::bf16;
    const auto size = kv_cache_size(model, options);
    EXPECT_NEAR(static_cast<double>(size.blocks) / 2588, 1.063, 0.005);
}

}  // namespace
}  // namespace plimsoll::models
