// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/spec/model_file.hpp"

#include "scenarios/input_error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace plimsoll::models {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Field;
using testing::HasSubstr;

class ModelFiles : public testing::Test {
protected:
    ModelFiles()
        : folder_(std::filesystem::temp_directory_path() /
                  (std::string("plimsoll-model-") + testing::UnitTest::GetInstance()->current_test_info()->name())) {
        std::filesystem::create_directories(folder_);
    }
    ~ModelFiles() override { std::filesystem::remove_all(folder_); }

    Model load(const std::string& text, const std::string& name = "config.json") const {
        std::ofstream(folder_ / name) << text;
        return load_model(folder_ / name);
    }
    std::vector<Problem> problems(const std::string& text, const std::string& name = "config.json") const {
        try {
            (void)load(text, name);
        } catch (const InputError& error) {
            return error.problems();
        }
        return {};
    }
    static Model shipped(const std::string& name) { return load_model(path_of(name)); }
    static std::string text_of(const std::string& name) {
        std::ifstream stream(path_of(name));
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    static std::string path_of(const std::string& name) {
        return std::string(PLIMSOLL_SOURCE_DIR) + "/models/zoo/" + name + ".json";
    }

    std::filesystem::path folder_;
};

// Configurations as the released models have them, less the keys that change no size; each describes the architecture
// of the zoo's file.
TEST_F(ModelFiles, AHuggingFaceConfigurationIsTheArchitectureOfTheZoo) {
    const auto expect_same = [&](const std::string& text, const std::string& name) {
        EXPECT_TRUE(load(text).architecture == shipped(name).architecture) << name;
    };
    expect_same(R"({"model_type": "bert", "hidden_size": 768, "num_hidden_layers": 12, "num_attention_heads": 12,
        "intermediate_size": 3072, "vocab_size": 30522, "max_position_embeddings": 512, "type_vocab_size": 2,
        "hidden_act": "gelu", "architectures": ["BertForMaskedLM"]})",
                "bert-base");
    expect_same(R"({"model_type": "roberta", "hidden_size": 768, "num_hidden_layers": 12, "num_attention_heads": 12,
        "intermediate_size": 3072, "vocab_size": 50265, "max_position_embeddings": 514, "type_vocab_size": 1})",
                "roberta-base");
    expect_same(R"({"model_type": "distilbert", "dim": 768, "n_layers": 6, "n_heads": 12, "hidden_dim": 3072,
        "vocab_size": 30522, "max_position_embeddings": 512})",
                "distilbert");
    expect_same(R"({"model_type": "mobilebert", "hidden_size": 512, "num_hidden_layers": 24, "num_attention_heads": 4,
        "intermediate_size": 512, "vocab_size": 30522, "max_position_embeddings": 512, "type_vocab_size": 2,
        "true_hidden_size": 128, "num_feedforward_networks": 4, "embedding_size": 128, "trigram_input": true,
        "use_bottleneck": true, "key_query_shared_bottleneck": true, "classifier_activation": false})",
                "mobilebert");
    expect_same(R"({"model_type": "llama", "hidden_size": 4096, "num_hidden_layers": 32, "num_attention_heads": 32,
        "num_key_value_heads": 8, "intermediate_size": 14336, "vocab_size": 128256, "attention_bias": false,
        "max_position_embeddings": 131072, "tie_word_embeddings": false, "rope_theta": 500000.0})",
                "llama-3.1-8b");
    expect_same(R"({"model_type": "llama", "hidden_size": 4096, "num_hidden_layers": 32, "num_attention_heads": 32,
        "intermediate_size": 11008, "vocab_size": 32000, "max_position_embeddings": 4096})",
                "llama-2-7b");
    expect_same(R"({"model_type": "mistral", "hidden_size": 4096, "num_hidden_layers": 32, "num_attention_heads": 32,
        "num_key_value_heads": 8, "intermediate_size": 14336, "vocab_size": 32000, "sliding_window": 4096,
        "max_position_embeddings": 32768})",
                "mistral-7b");
    expect_same(R"({"model_type": "qwen3", "hidden_size": 5120, "num_hidden_layers": 64, "num_attention_heads": 64,
        "num_key_value_heads": 8, "head_dim": 128, "intermediate_size": 25600, "vocab_size": 151936,
        "max_position_embeddings": 40960, "use_sliding_window": false, "sliding_window": null})",
                "qwen3-32b");
    expect_same(R"({"model_type": "qwen3_moe", "hidden_size": 2048, "num_hidden_layers": 48, "num_attention_heads": 32,
        "num_key_value_heads": 4, "head_dim": 128, "moe_intermediate_size": 768, "num_experts": 128,
        "num_experts_per_tok": 8, "intermediate_size": 6144, "vocab_size": 151936, "decoder_sparse_step": 1,
        "mlp_only_layers": [], "max_position_embeddings": 40960})",
                "qwen3-30b-a3b");
    expect_same(R"({"model_type": "whisper", "d_model": 768, "encoder_layers": 12, "decoder_layers": 12,
        "encoder_attention_heads": 12, "decoder_attention_heads": 12, "encoder_ffn_dim": 3072, "decoder_ffn_dim": 3072,
        "vocab_size": 51865, "num_mel_bins": 80, "max_source_positions": 1500, "max_target_positions": 448})",
                "whisper-small");
}

TEST_F(ModelFiles, ImageConfigurationsTakeTheirClassesFromTheLabels) {
    const auto vit = load(R"({"model_type": "vit", "hidden_size": 768, "num_hidden_layers": 12,
        "num_attention_heads": 12, "intermediate_size": 3072, "image_size": 224, "patch_size": 16,
        "id2label": {"0": "cat", "1": "dog", "2": "cow"}})");
    EXPECT_EQ(std::get<VisionTransformer>(vit.architecture).classes, 3U);
    const auto resnet = load(R"({"model_type": "resnet", "embedding_size": 64, "hidden_sizes": [256, 512, 1024, 2048],
        "depths": [3, 4, 6, 3], "layer_type": "bottleneck"})");
    auto expected = std::get<Convolutional>(shipped("resnet-50").architecture);
    expected.classes = 0;
    EXPECT_TRUE(std::get<Convolutional>(resnet.architecture) == expected);
}

TEST_F(ModelFiles, AConfigurationIsNamedByItselfOrItsFolder) {
    const std::string dims = R"("dim": 8, "n_layers": 1, "n_heads": 2, "hidden_dim": 16, "vocab_size": 10,
        "max_position_embeddings": 16, "model_type": "distilbert")";
    EXPECT_EQ(load("{" + dims + R"(, "_name_or_path": "org/my-model"})").name, "my-model");
    EXPECT_EQ(load("{" + dims + "}").name, folder_.filename().string());
    EXPECT_EQ(load("{" + dims + "}").parameters, 0U) << "nobody says";
}

TEST_F(ModelFiles, AnUnknownModelTypeNamesTheKnownOnes) {
    const auto found = problems(R"({"model_type": "t5", "d_model": 512})");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].pointer, "/model_type");
    EXPECT_THAT(found[0].message, HasSubstr("\"t5\""));
    for (const std::string known : {"bert", "llama", "qwen3_moe", "whisper", "resnet"})
        EXPECT_THAT(found[0].hint, HasSubstr("\"" + known + "\""));
}

TEST_F(ModelFiles, EveryMissingDimensionOfAConfigurationIsNamedAtOnce) {
    const auto found = problems("{\"model_type\": \"llama\",\n \"hidden_size\": \"big\",\n \"attention_bias\": true}");
    EXPECT_THAT(found, Contains(Field(&Problem::pointer, "/num_hidden_layers")));
    EXPECT_THAT(found, Contains(Field(&Problem::pointer, "/vocab_size")));
    EXPECT_THAT(found, Contains(AllOf(Field(&Problem::pointer, "/hidden_size"), Field(&Problem::line, 2))));
    EXPECT_THAT(found, Contains(AllOf(Field(&Problem::pointer, "/attention_bias"), Field(&Problem::line, 3))));
}

TEST_F(ModelFiles, NeitherFormIsRefused) {
    EXPECT_THAT(problems(R"({"layers": 3})"), Contains(Field(&Problem::message, HasSubstr("\"family\""))));
}

TEST_F(ModelFiles, AnUnknownFamilyNamesTheKnownOnes) {
    auto text = text_of("bert-base");
    text.replace(text.find("\"encoder\""), 9, "\"encodes\"");
    const auto found = problems(text, "bert-base.json");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].hint, AllOf(HasSubstr("\"encoder\""), HasSubstr("\"vision-transformer\"")));
}

TEST_F(ModelFiles, AnUnknownKeyOfTheOwnFormIsAnError) {
    auto text = text_of("llama-3.1-8b");
    text.replace(text.find("\"kv_heads\""), 10, "\"kw_heads\"");
    EXPECT_THAT(problems(text, "llama-3.1-8b.json"),
                Contains(AllOf(Field(&Problem::pointer, "/kw_heads"), Field(&Problem::message, HasSubstr("unknown")))));
}

TEST_F(ModelFiles, DimensionsThatDoNotFitAreNamedAtOnce) {
    auto text = text_of("vit-b-16");
    text.replace(text.find("\"patch\": 16"), 11, "\"patch\": 15");
    text.replace(text.find("\"heads\": 12"), 11, "\"heads\": 11");
    const auto found = problems(text, "vit-b-16.json");
    EXPECT_THAT(found, Contains(Field(&Problem::pointer, "/patch")));
    EXPECT_THAT(found, Contains(Field(&Problem::pointer, "/heads")));
}

TEST_F(ModelFiles, QualityNeedsASource) {
    auto text = text_of("bert-base");
    const auto at = text.find("\"source\"", text.find("\"quality\""));
    text.replace(at, 8, "\"sauce\"");
    const auto found = problems(text, "bert-base.json");
    EXPECT_THAT(found, Contains(Field(&Problem::pointer, "/quality/0/source")));
    EXPECT_THAT(found, Contains(Field(&Problem::pointer, "/quality/0/sauce")));
}

}  // namespace
}  // namespace plimsoll::models
