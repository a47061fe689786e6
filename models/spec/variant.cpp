// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/spec/variant.hpp"

#include "models/spec/variant_text.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace plimsoll::models {
namespace {

bool quantizes(Precision precision) {
    return precision == Precision::int8 || precision == Precision::fp8 || precision == Precision::int4;
}

/// Rewrites the dimensions of each family, and notes what cannot be done.
class Rewrite {
public:
    Rewrite(const Model& model, const Variant& variant) : model_(model), variant_(variant) {}

    void operator()(Encoder& model) {
        if (variant_.student && model.bottleneck)
            problem("/student", "has bottleneck layers, which a student of given dimensions cannot replace");
        else if (variant_.student)
            replace(model.layers, *variant_.student);
        prune(model.layers);
        prune_features(model.layers.intermediate);
    }
    void operator()(Decoder& model) {
        refuse_student();
        prune(model.layers);
        if (!model.experts) return prune_features(model.layers.intermediate);
        prune_features(model.experts->intermediate);
        if (model.experts->shared > 0) prune_features(model.experts->shared);
        if (model.experts->dense_layers > 0) prune_features(model.layers.intermediate);
    }
    void operator()(VisionTransformer& model) {
        refuse_student();
        prune(model.layers);
        prune_features(model.layers.intermediate);
    }
    void operator()(Convolutional&) {
        refuse_student();
        if (variant_.prune != Pruning{}) problem("/prune", "is convolutional: it has no layers of attention to prune");
    }
    void operator()(EncoderDecoder& model) {
        refuse_student();
        prune(model.decoder);
        prune_heads(model.encoder);
        prune_features(model.encoder.intermediate);
        prune_features(model.decoder.intermediate);
    }

    void finish() {
        if (!problems_.empty()) throw InputError(std::move(problems_));
    }

private:
    void problem(std::string pointer, std::string_view message, std::string hint = {}) {
        problems_.push_back({"", 0, std::move(pointer), fmt::format("{} {}", model_.name, message), std::move(hint)});
    }
    void refuse_student() {
        if (variant_.student) problem("/student", "is not an encoder of texts; students of given dimensions are");
    }
    void replace(Layers& layers, const Student& student) {
        if (student.layers > kMostLayers)
            return problem("/student/layers",
                           fmt::format("cannot have {} layers in a student: at most {}", student.layers, kMostLayers));
        if (student.hidden % student.heads != 0)
            return problem("/student/heads",
                           fmt::format("cannot have {} heads in a student of width {}", student.heads, student.hidden));
        layers = {student.layers,      student.hidden, student.heads, student.heads, student.hidden / student.heads,
                  student.intermediate};
    }
    void prune(Layers& layers) {
        if (variant_.prune.layers >= layers.count)
            problem("/prune/layers", fmt::format("has {} layers", layers.count), "at least one must stay");
        else
            layers.count -= variant_.prune.layers;
        prune_heads(layers);
    }
    void prune_heads(Layers& layers) {
        const auto group = layers.heads / layers.kv_heads;
        const auto left = kept(layers.kv_heads, variant_.prune.heads, "/prune/heads");
        layers.kv_heads = left;
        layers.heads = left * group;
    }
    void prune_features(std::uint32_t& features) { features = kept(features, variant_.prune.ffn, "/prune/ffn"); }

    std::uint32_t kept(std::uint32_t count, double pruned, const char* pointer) {
        const auto left = static_cast<std::uint32_t>(std::lround(count * (1 - pruned)));
        if (pruned >= 0 && pruned < 1 && left > 0) return left;
        problem(pointer, fmt::format("would have none of its {} left", count), "give a fraction from 0 to below 1");
        return count;
    }

    const Model& model_;
    const Variant& variant_;
    std::vector<Problem> problems_;
};

}  // namespace

Model apply(const Model& model, const Variant& variant) {
    auto result = model;
    Rewrite rewrite(model, variant);
    std::visit(rewrite, result.architecture);
    rewrite.finish();
    result.quality = quality_of(model, variant);
    if (result.architecture != model.architecture) result.parameters = 0;
    return result;
}

std::vector<Quality> quality_of(const Model& model, const Variant& variant) {
    auto key = variant;
    key.name.clear();
    if (!quantizes(key.precision)) key.precision = Precision::fp16;
    const auto text = canonical_text(key);
    std::vector<Quality> result;
    for (const auto& quality : model.quality)
        if (quality.variant == text || (quality.variant.empty() && key == Variant{})) result.push_back(quality);
    return result;
}

}  // namespace plimsoll::models
