// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/spec/huggingface.hpp"

#include "scenarios/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace plimsoll::models {
namespace {

using Architecture = decltype(Model::architecture);

/// Heads that share the hidden size evenly.
void share_among_heads(Fields& fields, Layers& layers, const std::string& pointer, std::uint32_t width) {
    layers.kv_heads = layers.heads;
    layers.head_dim = std::max(width / layers.heads, 1U);
    if (width % layers.heads != 0)
        fields.problem(pointer, fmt::format("{} heads do not divide a width of {}", layers.heads, width));
}

Layers read_layers_of_config(Fields& fields) {
    Layers layers;
    layers.count = fields.count("/num_hidden_layers", kMostLayers);
    layers.hidden = fields.count("/hidden_size");
    layers.heads = fields.count("/num_attention_heads");
    layers.intermediate = fields.count("/intermediate_size");
    return layers;
}

Encoder read_text_encoder(Fields& fields) {
    Encoder model;
    model.layers = read_layers_of_config(fields);
    share_among_heads(fields, model.layers, "/num_attention_heads", model.layers.hidden);
    model.vocabulary = fields.count("/vocab_size");
    model.positions = fields.count("/max_position_embeddings");
    model.max_tokens = model.positions;
    model.token_types = fields.count_or("/type_vocab_size", 2);
    model.pooler = true;
    return model;
}

Architecture read_bert(Fields& fields) { return read_text_encoder(fields); }

/// Positions are numbered from behind the padding token's number, 1, so that two rows of the table stay unused.
Architecture read_roberta(Fields& fields) {
    auto model = read_text_encoder(fields);
    model.max_tokens = std::max(model.positions, 3U) - 2;
    return model;
}

Architecture read_distilbert(Fields& fields) {
    Encoder model;
    model.layers.count = fields.count("/n_layers", kMostLayers);
    model.layers.hidden = fields.count("/dim");
    model.layers.heads = fields.count("/n_heads");
    model.layers.intermediate = fields.count("/hidden_dim");
    share_among_heads(fields, model.layers, "/n_heads", model.layers.hidden);
    model.vocabulary = fields.count("/vocab_size");
    model.positions = fields.count("/max_position_embeddings");
    model.max_tokens = model.positions;
    return model;
}

Architecture read_mobilebert(Fields& fields) {
    auto model = read_text_encoder(fields);
    Bottleneck narrow;
    narrow.width = fields.count_or("/true_hidden_size", 128);
    narrow.stacked_ffns =
        fields.has("/num_feedforward_networks") ? fields.count("/num_feedforward_networks", kMostParts) : 4;
    narrow.embedding = fields.count_or("/embedding_size", 128);
    narrow.embedding_window = fields.flag_or("/trigram_input", true) ? 3 : 1;
    for (const std::string key : {"/use_bottleneck", "/key_query_shared_bottleneck"})
        if (!fields.flag_or(key, true)) fields.problem(key, "false is not supported");
    share_among_heads(fields, model.layers, "/num_attention_heads", narrow.width);
    model.pooler = fields.flag_or("/classifier_activation", false);
    model.bottleneck = narrow;
    return model;
}

Decoder read_decoder_common(Fields& fields) {
    Decoder model;
    auto& layers = model.layers;
    layers.count = fields.count("/num_hidden_layers", kMostLayers);
    layers.hidden = fields.count("/hidden_size");
    layers.heads = fields.count("/num_attention_heads");
    layers.kv_heads = fields.count_or("/num_key_value_heads", layers.heads);
    layers.head_dim = fields.count_or("/head_dim", std::max(layers.hidden / layers.heads, 1U));
    if (layers.heads % layers.kv_heads != 0)
        fields.problem("/num_key_value_heads", fmt::format("{} do not divide {} heads", layers.kv_heads, layers.heads));
    model.vocabulary = fields.count("/vocab_size");
    model.max_tokens = fields.count("/max_position_embeddings");
    model.tied_embeddings = fields.flag_or("/tie_word_embeddings", false);
    for (const std::string key : {"/attention_bias", "/mlp_bias"})
        if (fields.flag_or(key, false)) fields.problem(key, "biases in a decoder are not supported");
    return model;
}

Architecture read_llama(Fields& fields) {
    auto model = read_decoder_common(fields);
    model.layers.intermediate = fields.count("/intermediate_size");
    return model;
}

Architecture read_mistral(Fields& fields) {
    auto model = read_decoder_common(fields);
    model.layers.intermediate = fields.count("/intermediate_size");
    model.window = fields.count_or("/sliding_window", 0);
    return model;
}

Architecture read_qwen3(Fields& fields) {
    auto model = read_decoder_common(fields);
    model.layers.intermediate = fields.count("/intermediate_size");
    if (fields.flag_or("/use_sliding_window", false))
        fields.problem("/use_sliding_window", "layers with different windows are not supported");
    model.qk_norm = true;
    return model;
}

Architecture read_qwen3_moe(Fields& fields) {
    auto model = read_decoder_common(fields);
    model.qk_norm = true;
    Experts experts;
    experts.count = fields.count("/num_experts");
    experts.per_token = fields.count("/num_experts_per_tok");
    experts.intermediate = fields.count("/moe_intermediate_size");
    if (experts.per_token > experts.count)
        fields.problem("/num_experts_per_tok", fmt::format("more than the {} experts there are", experts.count));
    if (fields.count_or("/decoder_sparse_step", 1) != 1 || fields.array_size("/mlp_only_layers") > 0)
        fields.problem("/decoder_sparse_step", "layers with and without experts in one model are not supported");
    model.experts = experts;
    return model;
}

/// A classifier's labels; 0 where the configuration names none.
std::uint32_t classes_of(Fields& fields) {
    return fields.has("/id2label") ? static_cast<std::uint32_t>(fields.names("/id2label").size()) : 0;
}

Architecture read_vit(Fields& fields) {
    VisionTransformer model;
    model.layers = read_layers_of_config(fields);
    share_among_heads(fields, model.layers, "/num_attention_heads", model.layers.hidden);
    model.image = fields.count("/image_size");
    model.patch = fields.count("/patch_size");
    model.channels = fields.count_or("/num_channels", 3);
    model.classes = classes_of(fields);
    if (model.image % model.patch != 0)
        fields.problem("/patch_size",
                       fmt::format("patches of {} do not divide an image of {}", model.patch, model.image));
    return model;
}

Architecture read_whisper(Fields& fields) {
    EncoderDecoder model;
    const auto read = [&](const std::string& part) {
        Layers layers;
        layers.count = fields.count("/" + part + "_layers", kMostLayers);
        layers.hidden = fields.count("/d_model");
        layers.heads = fields.count("/" + part + "_attention_heads");
        layers.intermediate = fields.count("/" + part + "_ffn_dim");
        share_among_heads(fields, layers, "/" + part + "_attention_heads", layers.hidden);
        return layers;
    };
    model.encoder = read("encoder");
    model.decoder = read("decoder");
    model.vocabulary = fields.count("/vocab_size");
    model.max_tokens = fields.count("/max_target_positions");
    model.mel_bins = fields.count("/num_mel_bins");
    model.source_positions = fields.count("/max_source_positions");
    return model;
}

Architecture read_resnet(Fields& fields) {
    Convolutional model;
    model.image = fields.count_or("/image_size", 224);  // the usual configuration does not say; preprocessing does
    model.channels = fields.count_or("/num_channels", 3);
    model.stem = fields.count("/embedding_size");
    model.classes = classes_of(fields);
    if (fields.text("/layer_type") != "bottleneck") fields.problem("/layer_type", "only \"bottleneck\" is supported");
    for (const std::string key : {"/downsample_in_first_stage", "/downsample_in_bottleneck"})
        if (fields.flag_or(key, false)) fields.problem(key, "true is not supported");
    const auto depths = fields.elements("/depths");
    const auto widths = fields.elements("/hidden_sizes");
    if (depths.size() != widths.size()) fields.problem("/hidden_sizes", "expected as many as \"depths\"");
    if (depths.size() > kMostParts) fields.problem("/depths", fmt::format("there are more than {}", kMostParts));
    for (std::size_t i = 0; i < std::min(depths.size(), widths.size()); ++i) {
        const auto outside = fields.count(widths[i]);
        if (outside % model.expansion != 0) fields.problem(widths[i], "expected a multiple of 4");
        model.stages.push_back({fields.count(depths[i], kMostLayers), std::max(outside / model.expansion, 1U)});
    }
    return model;
}

struct Type {
    const char* name;
    Architecture (*read)(Fields&);
};

constexpr Type kTypes[] = {
    {"bert", read_bert},   {"roberta", read_roberta}, {"distilbert", read_distilbert}, {"mobilebert", read_mobilebert},
    {"llama", read_llama}, {"mistral", read_mistral}, {"qwen3", read_qwen3},           {"qwen3_moe", read_qwen3_moe},
    {"vit", read_vit},     {"whisper", read_whisper}, {"resnet", read_resnet},
};

/// "org/name" -> "name"; the folder's name where the configuration has none.
std::string name_of(Fields& fields, const std::filesystem::path& file) {
    std::string name;
    if (fields.has("/_name_or_path")) name = fields.text_or_empty("/_name_or_path");
    if (name.empty()) name = std::filesystem::absolute(file).parent_path().filename().string();
    return name.substr(name.find_last_of('/') + 1);
}

}  // namespace

Model read_huggingface(Fields& fields, const std::filesystem::path& file) {
    const auto type = fields.text("/model_type");
    const auto* const found =
        std::find_if(std::begin(kTypes), std::end(kTypes), [&](const Type& known) { return known.name == type; });
    Model model;
    if (found == std::end(kTypes)) {
        std::vector<std::string> names;
        for (const auto& known : kTypes) names.emplace_back(known.name);
        fields.problem("/model_type", fmt::format("unknown model type \"{}\"", type),
                       "known are " + scenarios::one_of(names) +
                           "; other models can be written in Plimsoll's own form (docs/models.md)");
    } else {
        model.architecture = found->read(fields);
    }
    model.name = name_of(fields, file);
    model.title = model.name;
    model.source = "Hugging Face configuration " + file.string();
    fields.finish_known();
    return model;
}

}  // namespace plimsoll::models
