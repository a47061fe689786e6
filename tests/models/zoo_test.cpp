// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/graph/build.hpp"
#include "models/graph/memory.hpp"
#include "models/spec/model_file.hpp"
#include "scenarios/input_error.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace plimsoll::models {
namespace {

const Models& zoo() {
    static const auto all = load_models(std::string(PLIMSOLL_SOURCE_DIR) + "/models/zoo");
    return all;
}

OperatorGraph graph(const std::string& name, const GraphOptions& options = {}) {
    return build_graph(zoo().at(name), options);
}

// The dimensions are those of the released models, so the operators hold the released number of parameters, exactly.
TEST(Zoo, OperatorsHoldThePublishedParameters) {
    EXPECT_EQ(zoo().size(), 35U);
    for (const auto& [name, model] : zoo())
        EXPECT_EQ(parameters_of(build_graph(model)), static_cast<double>(model.parameters)) << name;
}

// What the papers print, which rounds or counts embeddings otherwise.
TEST(Zoo, ParametersAreThoseOfThePapers) {
    const auto millions = [](const std::string& name) { return static_cast<double>(zoo().at(name).parameters) / 1e6; };
    EXPECT_NEAR(millions("bert-base"), 110, 1.1) << "Devlin et al. 2019, section 3";
    EXPECT_NEAR(millions("distilbert"), 66, 0.66) << "Sanh et al. 2019, table 3";
    EXPECT_NEAR(millions("roberta-base"), 125, 1.25) << "fairseq, examples/roberta";
    EXPECT_NEAR(millions("resnet-50"), 25.6, 0.256) << "torchvision, documentation of its weights";
    EXPECT_NEAR(millions("vit-b-16"), 86, 0.86) << "Dosovitskiy et al. 2021, table 1";
    EXPECT_NEAR(millions("whisper-small"), 244, 2.44) << "Radford et al. 2022, table 1";
    EXPECT_NEAR(millions("qwen3-32b"), 32'800, 328) << "Qwen team 2025, table 1";
    EXPECT_NEAR(millions("qwen3-30b-a3b"), 30'500, 305) << "Qwen team 2025, table 2";
}

// BERT-base: 12 layers of 2 (4 h^2 + 2 h i) per token in products and 4 n h in attention, Vaswani et al. 2017,
// section 3; all else is below 1 %. Sun et al. 2020, table 1, counts 22.5 G for BERT-base and 5.7 G for MobileBERT at
// 128 tokens.
TEST(Zoo, EncodersHaveTheOperationsOfTheirArchitecture) {
    const StepSize step{1, 128, 0};
    const double tokens = 128;
    const double expected = 12 * tokens * (2 * (4 * 768.0 * 768 + 2 * 768.0 * 3072) + 4 * tokens * 768);
    EXPECT_NEAR(flops_of(graph("bert-base"), step), expected, 0.01 * expected);
    EXPECT_NEAR(flops_of(graph("distilbert"), step), expected / 2, 0.01 * expected / 2);
    EXPECT_NEAR(flops_of(graph("bert-base"), step), 22.5e9, 0.01 * 22.5e9);
    EXPECT_NEAR(flops_of(graph("mobilebert"), step), 5.7e9, 0.05 * 5.7e9);
    EXPECT_NEAR(flops_of(graph("bert-base"), {8, 128, 0}), 8 * flops_of(graph("bert-base"), step), 1);
}

// Decode: 2 operations per weight that is multiplied (all but the embedding's table) and 4 h per token looked at and
// layer (Kaplan et al. 2020, table 1). Norms and rotary embedding are below 0.1 %.
TEST(Zoo, DecodingATokenTakesTwoOperationsPerWeightAndAttention) {
    const double multiplied = 8'030'261'248.0 - 128'256.0 * 4096;
    const double expected = 2 * multiplied + 32 * 4 * 4096.0 * 1001;
    EXPECT_NEAR(flops_of(graph("llama-3.1-8b"), {1, 1, 1000}), expected, 1e-3 * expected);
}

// Prefill of n tokens: the same per token, but the head only once, and half of the n x n pairs.
TEST(Zoo, PrefillComputesTheHeadOncePerSequence) {
    const double n = 1024;
    const double head = 128'256.0 * 4096;
    const double layers = 8'030'261'248.0 - 2 * head;
    const double pairs = n * (n + 1) / 2;
    const double expected = 3 * (2 * layers * n + 2 * head + 32 * 4 * 4096.0 * pairs);
    EXPECT_NEAR(flops_of(graph("llama-3.1-8b"), {3, n, 0}), expected, 1e-3 * expected);
    const double everywhere = flops_of(graph("llama-3.1-8b", {Precision::bf16, 1, true}), {3, n, 0});
    EXPECT_NEAR(everywhere - flops_of(graph("llama-3.1-8b"), {3, n, 0}), 3 * 2 * head * (n - 1), 1e-6 * everywhere);
}

// He et al. 2016, table 1: 3.8e9 multiply-adds with the stride on the 1x1 convolution; on the 3x3, as in torchvision,
// 4.09e9. Pooling does not count there.
TEST(Zoo, ResNet50HasFourBillionMultiplyAdds) {
    double products = 0;
    const auto resnet = graph("resnet-50");
    for (const auto& kind : resnet.kinds()) {
        const auto work = work_of(resnet.at(kind.first), {1, 1, 0});
        if (std::holds_alternative<Gemm>(work.shape)) products += static_cast<double>(kind.count) * flops_of(work);
    }
    EXPECT_NEAR(products / 2, 4.09e9, 0.005 * 4.09e9);
}

// 17.56e9 multiply-adds (torchvision, documentation of vit_b_16): 12 layers over 197 tokens, patches and classifier.
TEST(Zoo, VisionTransformerHasItsOperationsWhateverTheTokensOfTheStep) {
    const double n = 197;
    const double expected = 12 * n * (2 * (4 * 768.0 * 768 + 2 * 768.0 * 3072) + 4 * n * 768) + 196 * 2 * 768.0 * 768;
    EXPECT_NEAR(flops_of(graph("vit-b-16"), {1, 1, 0}), expected, 0.01 * expected);
    EXPECT_NEAR(flops_of(graph("vit-b-16"), {1, 1, 0}), 2 * 17.56e9, 0.01 * 2 * 17.56e9);
    EXPECT_EQ(flops_of(graph("vit-b-16"), {1, 1, 0}), flops_of(graph("vit-b-16"), {1, 300, 0}));
}

// The encoder sees 1,500 positions once; a decoder's step behind it multiplies its own weights, less the keys and
// values of the cross-attention, and the head.
TEST(Zoo, WhispersEncoderRunsInTheFirstStepOnly) {
    const auto whisper = graph("whisper-small");
    const double n = 1500;
    const double hidden = 768;
    const double layer = 4 * hidden * hidden + 2 * hidden * 3072;
    const double convolutions = 2 * (3000 * 240 * hidden + n * 3 * hidden * hidden);
    const double encoder = 12 * n * (2 * layer + 4 * n * hidden) + convolutions;
    const double cross = 12 * n * 2 * 2 * hidden * hidden;
    const double looks = 4 * hidden * (1 + n);
    const double decoder = 12 * (2 * (layer + 2 * hidden * hidden) + looks) + 2 * hidden * 51'865;
    EXPECT_NEAR(flops_of(whisper, {1, 1, 0}), encoder + cross + decoder, 0.01 * (encoder + cross + decoder));
    const double later = decoder + 12 * 4 * hidden * 100;
    EXPECT_NEAR(flops_of(whisper, {1, 1, 100}), later, 0.01 * later);
}

// 2 x layers x KV heads x head size values for each token.
TEST(Zoo, KeysAndValuesPerToken) {
    const auto bytes = [](const std::string& name, Precision precision) {
        return key_value_bytes(graph(name, {precision})).per_token;
    };
    EXPECT_EQ(bytes("llama-3.1-8b", Precision::bf16), 2 * 32 * 8 * 128 * 2) << "131072";
    EXPECT_EQ(bytes("llama-3.1-8b", Precision::int4), 2 * 32 * 8 * 128 * 2) << "the cache stays in 16 bits";
    EXPECT_EQ(bytes("llama-2-7b", Precision::bf16), 2 * 32 * 32 * 128 * 2);
    EXPECT_EQ(bytes("llama-2-7b", Precision::fp32), 2 * 32 * 32 * 128 * 4);
    EXPECT_EQ(bytes("qwen3-30b-a3b", Precision::bf16), 2 * 48 * 4 * 128 * 2);
    EXPECT_EQ(bytes("bert-base", Precision::fp16), 0);
    EXPECT_EQ(bytes("whisper-small", Precision::fp16), 2 * 12 * 768 * 2);
    EXPECT_EQ(key_value_bytes(graph("whisper-small")).per_sequence, 2.0 * 12 * 1500 * 768 * 2);
}

// AWQ and its kind: 4 bits and a 16-bit scale per 128 weights in the layers; embedding, head and norms in 16 bits.
TEST(Zoo, QuantizedWeightsLeaveEmbeddingAndHeadInSixteenBits) {
    const double plain = 2 * 128'256.0 * 4096 + (32 * 2 + 1) * 4096;
    const double layers = 8'030'261'248.0 - plain;
    EXPECT_EQ(weight_bytes_of(graph("llama-3.1-8b", {Precision::int4})), layers * 0.515625 + plain * 2);
    EXPECT_EQ(weight_bytes_of(graph("llama-3.1-8b", {Precision::fp8})), layers + plain * 2);
    EXPECT_EQ(weight_bytes_of(graph("llama-3.1-8b", {Precision::bf16})), 2 * 8'030'261'248.0);
}

// Mistral 7B looks back at 4,096 tokens: beyond, decoding gets no slower.
TEST(Zoo, AWindowBoundsAttention) {
    const auto mistral = graph("mistral-7b");
    EXPECT_GT(flops_of(mistral, {1, 1, 4095}), flops_of(mistral, {1, 1, 2000}));
    EXPECT_EQ(flops_of(mistral, {1, 1, 4095}), flops_of(mistral, {1, 1, 20'000}));
}

// Of Gemma 2's 26 layers every second looks at all: 13 times 4 x 8 heads x 256 operations for each token further back.
TEST(Zoo, AWindowBoundsItsOwnLayersOnly) {
    const auto gemma = graph("gemma-2-2b");
    EXPECT_EQ(flops_of(gemma, {1, 1, 8000}) - flops_of(gemma, {1, 1, 5000}), 13 * 4 * 8 * 256 * 3000.0);
    EXPECT_EQ(flops_of(gemma, {1, 1, 3000}) - flops_of(gemma, {1, 1, 2000}), 26 * 4 * 8 * 256 * 1000.0);
}

// DeepSeek-AI 2024, table 1: (rank + rotated) x layers values for each token, on every device. A pair of tokens takes
// 2 (rank + rotated) operations for its weight and 2 rank for the value, for each of 16 heads.
TEST(Zoo, LatentAttentionCachesOneVectorForAllHeads) {
    EXPECT_EQ(key_value_bytes(graph("kimi-vl-a3b", {Precision::bf16})).per_token, 27 * (512 + 64) * 2.0);
    EXPECT_EQ(key_value_bytes(graph("kimi-vl-a3b", {Precision::bf16, 2})).per_token, 27 * (512 + 64) * 2.0);
    const auto kimi = graph("kimi-vl-a3b");
    EXPECT_EQ(flops_of(kimi, {1, 1, 1100}) - flops_of(kimi, {1, 1, 100}), 27 * 16 * 2 * (512 + 64 + 512) * 1000.0);
}

// What the publishers say works on a token. Those of the embedding count where they count them; gpt-oss does not.
TEST(Zoo, ExpertsWorkWithTheActiveParameters) {
    const auto active = [](const std::string& name) { return flops_of(graph(name), {1, 1, 0}) / 2; };
    const auto embedding = [](const std::string& name) {
        const auto& decoder = std::get<Decoder>(zoo().at(name).architecture);
        return static_cast<double>(decoder.vocabulary) * decoder.layers.hidden;
    };
    EXPECT_NEAR(active("mixtral-8x7b") + embedding("mixtral-8x7b"), 12.9e9, 0.01 * 12.9e9) << "arXiv:2401.04088";
    EXPECT_NEAR(active("gpt-oss-20b"), 3.61e9, 0.01 * 3.61e9) << "arXiv:2508.10925, table 1";
    EXPECT_NEAR(active("gpt-oss-120b"), 5.13e9, 0.01 * 5.13e9) << "arXiv:2508.10925, table 1";
    EXPECT_NEAR(active("kimi-vl-a3b") + embedding("kimi-vl-a3b"), 2.8e9, 0.05 * 2.8e9) << "arXiv:2504.07491";
    EXPECT_NEAR(active("llama-4-scout") + embedding("llama-4-scout"), 17e9, 0.02 * 17e9) << "model card";
}

// 2 operations per weight that is multiplied, biases and norms aside, also where both parts of a layer stand beside
// each other (Phi-2) or queries have biases (Qwen2.5).
TEST(Zoo, LayersOfOtherShapesComputeWithTheirWeights) {
    for (const char* name : {"phi-2", "qwen2.5-7b", "gemma-7b", "granite-3.1-2b"}) {
        const auto& decoder = std::get<Decoder>(zoo().at(name).architecture);
        const double table = static_cast<double>(decoder.vocabulary) * decoder.layers.hidden;
        const double multiplied =
            static_cast<double>(zoo().at(name).parameters) - (decoder.tied_embeddings ? 0 : table);
        EXPECT_NEAR(flops_of(graph(name), {1, 1, 0}), 2 * multiplied, 2e-3 * 2 * multiplied) << name;
    }
}

TEST(Zoo, MxFp4HoldsExpertsInPaddedMatricesOfFourBits) {
    const auto bytes = [](Precision precision) { return weight_bytes_of(graph("gpt-oss-20b", {precision})); };
    const double experts = 24 * 32 * 3 * 2880.0 * 2880;
    const double padded = 24 * 32 * 3 * 3072.0 * 3072;
    EXPECT_NEAR(bytes(Precision::bf16), 2 * (20'914'757'184.0 - experts) + padded * 17 / 32, 1);
}

// 32 layers in three stages: 11, 11 and 10, as vLLM divides them.
TEST(Zoo, StagesShareTheLayers) {
    double sum = 0;
    std::vector<double> cached;
    for (std::uint32_t stage = 0; stage < 3; ++stage) {
        const auto part = graph("llama-3.1-8b", {Precision::bf16, 1, false, 3, stage});
        sum += parameters_of(part);
        cached.push_back(key_value_bytes(part).per_token / (2 * 8 * 128 * 2));
    }
    EXPECT_EQ(sum, 8'030'261'248.0);
    EXPECT_EQ(cached, (std::vector<double>{11, 11, 10}));
    EXPECT_THROW(graph("llama-3.1-8b", {Precision::bf16, 1, false, 33, 0}), InputError);
    EXPECT_THROW(graph("bert-base", {Precision::bf16, 1, false, 2, 0}), InputError);
}

TEST(Zoo, PartsThatOperatorsTellTheSizeOfOnlyHaveNoTimes) {
    EXPECT_EQ(untimed_part(zoo().at("kimi-vl-a3b")), "latent attention");
    EXPECT_EQ(untimed_part(zoo().at("gpt-oss-20b")), "");
    EXPECT_EQ(unmeasured_part(zoo().at("gpt-oss-20b")), "experts in MXFP4");
    EXPECT_EQ(unmeasured_part(zoo().at("kimi-vl-a3b")), "latent attention");
    EXPECT_EQ(untimed_part(zoo().at("llama-4-scout")), "attention in chunks");
    for (const char* name : {"llama-3.1-8b", "gemma-3-27b", "mixtral-8x7b", "phi-2", "bert-base"}) {
        EXPECT_EQ(untimed_part(zoo().at(name)), "") << name;
        EXPECT_EQ(unmeasured_part(zoo().at(name)), "") << name;
    }
}

// What a token alone reads of experts is 4 of 32, in 4.25 bits, of matrices padded from 2,880 to 3,072 rows and
// columns.
TEST(Zoo, ExpertsInMxfp4ComputeInThePrecisionAndReadFewerBits) {
    const auto model = graph("gpt-oss-20b", {Precision::bf16});
    double weights = 0;
    for (std::size_t i = 0; i < model.size(); ++i) {
        const auto work = work_of(model.at(i), {1, 1, 0});
        const auto* gemm = std::get_if<Gemm>(&work.shape);
        if (gemm != nullptr && gemm->stored_bits > 0)
            weights += gemm->groups * gemm->stored_bits / 8 * gemm->n * gemm->k;
    }
    EXPECT_NEAR(weights, 24 * 4 * 3 * 3072.0 * 3072 * 4.25 / 8, 1);
    const Work bf16{Gemm{4, 1, 5760, 2880}, Precision::bf16};
    const Work mxfp4{Gemm{4, 1, 5760, 2880, 4.25}, Precision::bf16};
    EXPECT_EQ(flops_of(bf16), flops_of(mxfp4));
    EXPECT_EQ(bytes_of(bf16) - bytes_of(mxfp4), 4 * 5760.0 * 2880 * (2 - 4.25 / 8));
}

// Of 30.5 B parameters, 3.3 B work on a token (Qwen team 2025, table 2): those of 8 of 128 experts.
TEST(Zoo, MixtureOfExpertsComputesWithItsActiveParametersAndReadsWhatIsTouched) {
    const auto qwen = graph("qwen3-30b-a3b");
    const double experts = 48 * 3 * 2048.0 * 768;
    const double embedding = 151'936.0 * 2048;
    const double active = 30'532'122'624.0 - 120 * experts - embedding;
    EXPECT_NEAR(active + embedding, 3.3e9, 0.02 * 3.3e9);
    const double flops = flops_of(qwen, {1, 1, 0});
    EXPECT_NEAR(flops, 2 * active, 0.01 * 2 * active);
    // One token reads the weights of 8 experts, 4,096 tokens those of all.
    const double one = bytes_of(qwen, {1, 1, 0});
    EXPECT_NEAR(one, 2 * active, 0.01 * 2 * active);
    EXPECT_GT(bytes_of(qwen, {1, 4096, 0}), 2 * 128 * experts);
}

// E distinct of E experts, k drawn without replacement by each of t tokens: E (1 - (1 - k/E)^t). By hand for E = 4,
// k = 2: 2, 3, 3.5.
TEST(Experts, ExpectedNumberOfDistinctOnes) {
    EXPECT_NEAR(distinct_experts(4, 2, 1), 2, 1e-12);
    EXPECT_NEAR(distinct_experts(4, 2, 2), 3, 1e-12);
    EXPECT_NEAR(distinct_experts(4, 2, 3), 3.5, 1e-12);
    EXPECT_NEAR(distinct_experts(128, 8, 1e6), 128, 1e-9);
    EXPECT_EQ(distinct_experts(8, 8, 1), 8);
}

}  // namespace
}  // namespace plimsoll::models
