// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/spec/model_file.hpp"

#include "models/spec/fields.hpp"
#include "models/spec/huggingface.hpp"
#include "models/spec/variant_text.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>
#include <vector>

namespace plimsoll::models {
namespace {

/// Heads of one size; `head_dim` is what divides the hidden size among them unless the file says otherwise.
void read_heads(Fields& fields, Layers& layers, std::uint32_t width) {
    layers.heads = fields.count("/heads");
    layers.kv_heads = fields.count_or("/kv_heads", layers.heads);
    layers.head_dim = fields.count_or("/head_dim", std::max(width / layers.heads, 1U));
    if (!fields.has("/head_dim") && width % layers.heads != 0)
        fields.problem("/heads", fmt::format("{} heads do not divide a width of {}", layers.heads, width),
                       "choose a divisor, or say the size of a head (\"head_dim\")");
    if (layers.heads % layers.kv_heads != 0)
        fields.problem("/kv_heads", fmt::format("{} do not divide {} heads", layers.kv_heads, layers.heads));
}

Layers read_layers(Fields& fields) {
    Layers layers;
    layers.count = fields.count("/layers", kMostLayers);
    layers.hidden = fields.count("/hidden");
    read_heads(fields, layers, layers.hidden);
    layers.intermediate = fields.count("/intermediate");
    return layers;
}

Encoder read_encoder(Fields& fields) {
    Encoder model;
    model.layers.count = fields.count("/layers", kMostLayers);
    model.layers.hidden = fields.count("/hidden");
    model.layers.intermediate = fields.count("/intermediate");
    model.vocabulary = fields.count("/vocabulary");
    model.max_tokens = fields.count("/max_tokens");
    model.positions = fields.count_or("/positions", model.max_tokens);
    model.token_types = static_cast<std::uint32_t>(fields.not_negative("/token_types"));
    model.pooler = fields.flag("/pooler");
    if (fields.has("/bottleneck")) {
        Bottleneck narrow;
        narrow.width = fields.count("/bottleneck/width");
        narrow.stacked_ffns = fields.count("/bottleneck/stacked_ffns", kMostParts);
        narrow.embedding = fields.count("/bottleneck/embedding");
        narrow.embedding_window = fields.count("/bottleneck/embedding_window");
        model.bottleneck = narrow;
    }
    read_heads(fields, model.layers, model.bottleneck ? model.bottleneck->width : model.layers.hidden);
    if (model.positions < model.max_tokens)
        fields.problem("/positions", fmt::format("fewer than the {} of max_tokens", model.max_tokens));
    return model;
}

void read_windows(Fields& fields, Decoder& model) {
    if (fields.has("/window")) model.window = fields.count("/window");
    if (fields.has("/window_pattern")) model.window_pattern = fields.count("/window_pattern", kMostLayers);
    model.chunked = fields.flag_or("/chunked", false);
    for (const std::string key : {"/window_pattern", "/chunked"})
        if (fields.has(key) && !fields.has("/window")) fields.problem(key, "there is no \"window\"");
}

Biases read_biases(Fields& fields) {
    const auto name = fields.text("/biases");
    if (const auto found = scenarios::value_named<Biases>(name)) return *found;
    fields.problem("/biases", fmt::format("unknown biases \"{}\"", name),
                   "known are " + scenarios::one_of(scenarios::spelled<Biases>()));
    return Biases::none;
}

LatentAttention read_latent_attention(Fields& fields, const Layers& layers) {
    LatentAttention latent;
    latent.kv_lora_rank = fields.count("/latent_attention/kv_lora_rank");
    latent.qk_nope_head_dim = fields.count("/latent_attention/qk_nope_head_dim");
    latent.qk_rope_head_dim = fields.count("/latent_attention/qk_rope_head_dim");
    latent.v_head_dim = fields.count("/latent_attention/v_head_dim");
    if (layers.head_dim != latent.qk_nope_head_dim + latent.qk_rope_head_dim)
        fields.problem("/head_dim", fmt::format("{} is not the sum of the {} and {} values of a query", layers.head_dim,
                                                latent.qk_nope_head_dim, latent.qk_rope_head_dim));
    return latent;
}

Experts read_experts(Fields& fields, const Layers& layers) {
    Experts experts;
    experts.count = fields.count("/experts/count");
    experts.per_token = fields.count("/experts/per_token");
    experts.intermediate = fields.count("/experts/intermediate");
    experts.shared = fields.count_or("/experts/shared", 0);
    experts.dense_layers = fields.count_or("/experts/dense_layers", 0);
    if (experts.per_token > experts.count)
        fields.problem("/experts/per_token", fmt::format("more than the {} experts there are", experts.count));
    if (experts.dense_layers >= layers.count)
        fields.problem("/experts/dense_layers", fmt::format("none of the {} layers has experts", layers.count));
    if (fields.has("/experts/format")) {
        experts.mxfp4 = fields.text("/experts/format") == "mxfp4";
        if (!experts.mxfp4) fields.problem("/experts/format", "unknown format", "known is mxfp4");
    }
    return experts;
}

Decoder read_decoder(Fields& fields) {
    Decoder model;
    model.layers.count = fields.count("/layers", kMostLayers);
    model.layers.hidden = fields.count("/hidden");
    read_heads(fields, model.layers, model.layers.hidden);
    model.vocabulary = fields.count("/vocabulary");
    model.max_tokens = fields.count("/max_tokens");
    read_windows(fields, model);
    model.qk_norm = fields.flag_or("/qk_norm", false);
    model.post_norms = fields.flag_or("/post_norms", false);
    model.layer_norm = fields.flag_or("/layer_norm", false);
    model.gated = fields.flag_or("/gated", true);
    model.parallel = fields.flag_or("/parallel", false);
    if (model.parallel && model.post_norms) fields.problem("/post_norms", "a layer with one norm has none behind");
    model.attention_sinks = fields.flag_or("/attention_sinks", false);
    if (fields.has("/biases")) model.biases = read_biases(fields);
    model.tied_embeddings = fields.flag_or("/tied_embeddings", false);
    model.rotary_dim = fields.count_or("/rotary_dim", 0);
    model.rotary_positions = fields.count_or("/rotary_positions", 0);
    if (fields.has("/latent_attention")) model.latent = read_latent_attention(fields, model.layers);
    if (fields.has("/experts")) model.experts = read_experts(fields, model.layers);
    if (!model.experts || model.experts->dense_layers > 0) model.layers.intermediate = fields.count("/intermediate");
    if (fields.has("/vision")) {
        Vision vision;
        vision.parameters = fields.whole("/vision/parameters");
        vision.image_tokens = fields.count("/vision/image_tokens");
        vision.image_values = fields.count("/vision/image_values");
        model.vision = vision;
    }
    return model;
}

VisionTransformer read_vision_transformer(Fields& fields) {
    VisionTransformer model;
    model.layers = read_layers(fields);
    model.image = fields.count("/image");
    model.patch = fields.count("/patch");
    model.channels = fields.count("/channels");
    model.classes = fields.count("/classes");
    if (model.image % model.patch != 0)
        fields.problem("/patch", fmt::format("patches of {} do not divide an image of {}", model.patch, model.image));
    return model;
}

Convolutional read_convolutional(Fields& fields) {
    Convolutional model;
    model.image = fields.count("/image");
    model.channels = fields.count("/channels");
    model.stem = fields.count("/stem");
    model.expansion = fields.count("/expansion");
    model.classes = fields.count("/classes");
    for (const auto& stage : fields.elements("/stages"))
        model.stages.push_back({fields.count(stage + "/blocks", kMostLayers), fields.count(stage + "/width")});
    if (model.stages.size() > kMostParts) fields.problem("/stages", fmt::format("there are more than {}", kMostParts));
    return model;
}

EncoderDecoder read_encoder_decoder(Fields& fields) {
    EncoderDecoder model;
    model.encoder.hidden = fields.count("/hidden");
    read_heads(fields, model.encoder, model.encoder.hidden);
    model.encoder.intermediate = fields.count("/intermediate");
    model.decoder = model.encoder;
    model.encoder.count = fields.count("/encoder_layers", kMostLayers);
    model.decoder.count = fields.count("/decoder_layers", kMostLayers);
    model.vocabulary = fields.count("/vocabulary");
    model.max_tokens = fields.count("/max_tokens");
    model.mel_bins = fields.count("/mel_bins");
    model.source_positions = fields.count("/source_positions");
    return model;
}

using Architecture = decltype(Model::architecture);
using Reader = Architecture (*)(Fields&);

const std::vector<std::pair<std::string, Reader>>& readers() {
    static const std::vector<std::pair<std::string, Reader>> all = {
        {"encoder", [](Fields& fields) -> Architecture { return read_encoder(fields); }},
        {"decoder", [](Fields& fields) -> Architecture { return read_decoder(fields); }},
        {"vision-transformer", [](Fields& fields) -> Architecture { return read_vision_transformer(fields); }},
        {"convolutional", [](Fields& fields) -> Architecture { return read_convolutional(fields); }},
        {"encoder-decoder", [](Fields& fields) -> Architecture { return read_encoder_decoder(fields); }},
    };
    return all;
}

/// Reads the dimensions; false where the family is not known, and nothing else can be checked.
bool read_architecture(Fields& fields, Model& model) {
    const auto family = fields.text("/family");
    std::vector<std::string> names;
    for (const auto& [name, reader] : readers()) {
        if (name == family) {
            model.architecture = reader(fields);
            return true;
        }
        names.push_back(name);
    }
    if (!family.empty())
        fields.problem("/family", fmt::format("unknown family \"{}\"", family),
                       "known are " + scenarios::one_of(names));
    return false;
}

std::vector<Quality> read_quality(Fields& fields) {
    std::vector<Quality> all;
    if (!fields.has("/quality")) return all;
    for (const auto& entry : fields.elements("/quality")) {
        Quality quality;
        quality.metric = fields.text(entry + "/metric");
        quality.value = fields.not_negative(entry + "/value");
        if (fields.has(entry + "/variant")) quality.variant = canonical_text(read_variant(fields, entry + "/variant"));
        quality.source = fields.text(entry + "/source");
        quality.date = fields.text(entry + "/date");
        all.push_back(std::move(quality));
    }
    return all;
}

Model read_own_form(Fields& fields, const std::filesystem::path& file) {
    Model model;
    model.name = fields.text("/name");
    if (model.name != file.stem().string())
        fields.problem("/name", "expected the name of the file: " + file.stem().string());
    model.title = fields.text("/title");
    const bool known = read_architecture(fields, model);
    model.parameters = fields.whole("/parameters");
    model.source = fields.text("/source");
    model.date = fields.text("/date");
    if (fields.has("/teacher")) model.teacher = fields.text("/teacher");
    model.quality = read_quality(fields);
    if (known)
        fields.finish();
    else
        fields.finish_known();
    return model;
}

}  // namespace

Model load_model(const std::filesystem::path& file) {
    Fields fields(file);
    if (fields.has("/family")) return read_own_form(fields, file);
    if (fields.has("/model_type")) return read_huggingface(fields, file);
    fields.problem("",
                   "neither a model of Plimsoll (with a \"family\") nor a Hugging Face configuration (with a "
                   "\"model_type\")",
                   "docs/models.md shows both; the shipped models lie in models/zoo");
    fields.finish_known();
    return {};
}

Model find_model(const std::string& name, const std::filesystem::path& zoo) {
    if (name.ends_with(".json") || name.find('/') != std::string::npos) return load_model(name);
    auto models = load_models(zoo);
    if (const auto found = models.find(name); found != models.end()) return std::move(found->second);
    std::vector<std::string> names;
    for (const auto& [known, model] : models) names.push_back(known);
    auto hint = scenarios::did_you_mean(name, names);
    if (hint.empty()) hint = "known are " + scenarios::one_of(names) + "; another one can be given as a file";
    throw InputError(Problem{"", 0, "", fmt::format("there is no model \"{}\"", name), std::move(hint)});
}

Models load_models(const std::filesystem::path& folder) {
    Models models;
    for (const auto& file : json_files(folder)) {
        auto model = load_model(file);
        auto name = model.name;
        models.emplace(std::move(name), std::move(model));
    }
    return models;
}

}  // namespace plimsoll::models
