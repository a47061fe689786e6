// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/spec/variant.hpp"

#include "models/graph/build.hpp"
#include "models/graph/memory.hpp"
#include "models/spec/model_file.hpp"
#include "models/spec/variant_text.hpp"
#include "scenarios/input_error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace plimsoll::models {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

Model zoo_model(const std::string& name) {
    return load_model(std::string(PLIMSOLL_SOURCE_DIR) + "/models/zoo/" + name + ".json");
}

double parameters_of(const Model& model, const Variant& variant) {
    return models::parameters_of(build_graph(apply(model, variant), {variant.precision}));
}

Variant pruned(std::uint32_t layers, double heads, double ffn) {
    Variant variant;
    variant.prune = {layers, heads, ffn};
    return variant;
}

// A layer of BERT-base has 4 (h^2 + h) + 2 h i + h + i + 4 h = 7,087,872 parameters.
TEST(Pruning, ALayerTakesItsParametersAlong) {
    EXPECT_EQ(parameters_of(zoo_model("bert-base"), pruned(6, 0, 0)), 109'482'240.0 - 6 * 7'087'872.0);
}

// A head of 64 features has 4 h 64 weights and 3 x 64 biases; the output's bias stays.
TEST(Pruning, AQuarterOfTheHeads) {
    const double heads = 12 * 3 * (4 * 768.0 * 64 + 3 * 64);
    EXPECT_EQ(parameters_of(zoo_model("bert-base"), pruned(0, 0.25, 0)), 109'482'240.0 - heads);
}

// A feature has 2 h weights and a bias.
TEST(Pruning, HalfOfTheFeedForwardFeatures) {
    const double features = 12 * 1536 * (2 * 768.0 + 1);
    EXPECT_EQ(parameters_of(zoo_model("bert-base"), pruned(0, 0, 0.5)), 109'482'240.0 - features);
}

// Llama 3.1 8B has groups of 4 heads on 8 KV heads: half of them leaves 16 on 4.
TEST(Pruning, HeadsGoInGroupsThatShareAKvHead) {
    const auto model = apply(zoo_model("llama-3.1-8b"), pruned(0, 0.5, 0));
    const auto& layers = std::get<Decoder>(model.architecture).layers;
    EXPECT_EQ(layers.heads, 16U);
    EXPECT_EQ(layers.kv_heads, 4U);
    EXPECT_EQ(layers.head_dim, 128U);
}

TEST(Pruning, OfAnEncoderDecoderTakesDecoderLayers) {
    const auto model = apply(zoo_model("whisper-small"), pruned(10, 0, 0));
    EXPECT_EQ(std::get<EncoderDecoder>(model.architecture).encoder.count, 12U);
    EXPECT_EQ(std::get<EncoderDecoder>(model.architecture).decoder.count, 2U);
}

TEST(Pruning, NamesEverythingThatCannotBePruned) {
    const auto problems = [](const std::string& name, const Variant& variant) {
        try {
            (void)apply(zoo_model(name), variant);
        } catch (const InputError& error) {
            return error.problems();
        }
        return std::vector<Problem>{};
    };
    const auto found = problems("bert-base", pruned(12, 0.99, 1));
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].pointer, "/prune/layers");
    EXPECT_EQ(found[1].pointer, "/prune/heads");
    EXPECT_EQ(found[2].pointer, "/prune/ffn");
    EXPECT_EQ(problems("resnet-50", pruned(1, 0, 0)).size(), 1U);
    Variant student;
    student.student = Student{4, 312, 12, 1200};
    EXPECT_EQ(problems("llama-3.1-8b", student).size(), 1U);
    EXPECT_EQ(problems("mobilebert", student).size(), 1U);
}

// TinyBERT4: (30,522 + 514) h in tables, per layer 4 (h^2 + h) + 2 h i + h + i + 4 h, a norm and the pooler. The paper
// prints 14.5 M (Jiao et al. 2020, table 1).
TEST(Student, HasItsOwnDimensions) {
    Variant tiny;
    tiny.student = Student{4, 312, 12, 1200};
    const double h = 312;
    const double i = 1200;
    const double layer = 4 * (h * h + h) + 2 * h * i + h + i + 4 * h;
    EXPECT_EQ(parameters_of(zoo_model("bert-base"), tiny), 31'036 * h + 2 * h + 4 * layer + h * h + h);
}

TEST(Quality, IsWhatWasPublishedForJustThisVariant) {
    const auto bert = zoo_model("bert-base");
    const auto value = [&](const Variant& variant, const std::string& metric) {
        for (const auto& quality : apply(bert, variant).quality)
            if (quality.metric == metric) return quality.value;
        return 0.0;
    };
    EXPECT_EQ(value({}, "GLUE average without WNLI, test"), 79.6) << "Devlin et al. 2019, table 1";
    Variant half;
    half.precision = Precision::bf16;
    EXPECT_EQ(value(half, "GLUE average without WNLI, test"), 79.6) << "16 bits are the model itself";
    Variant quantized;
    quantized.precision = Precision::int8;
    EXPECT_EQ(value(quantized, "SST-2 accuracy, dev, %"), 92.24) << "Zafrir et al. 2019, table 1";
    EXPECT_EQ(value(quantized, "GLUE average without WNLI, test"), 0) << "not published for int8";
    Variant tiny;
    tiny.student = Student{4, 312, 12, 1200};
    EXPECT_EQ(value(tiny, "GLUE average without WNLI, test"), 77.0) << "Jiao et al. 2020, table 1";
    EXPECT_THAT(apply(bert, pruned(3, 0, 0)).quality, IsEmpty()) << "unknown, and not invented";
}

TEST(VariantText, IsCanonical) {
    EXPECT_EQ(canonical_text({}), "{}");
    Variant variant;
    variant.name = "bert-base";
    variant.precision = Precision::int8;
    variant.prune = {6, 0.25, 0.5};
    EXPECT_EQ(canonical_text(variant),
              R"({"name":"bert-base","precision":"int8","prune":{"layers":6,"heads":0.25,"ffn":0.5}})");
    Variant tiny;
    tiny.student = Student{4, 312, 12, 1200};
    EXPECT_EQ(canonical_text(tiny), R"({"student":{"layers":4,"hidden":312,"heads":12,"intermediate":1200}})");
}

}  // namespace
}  // namespace plimsoll::models
