// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/spec/model.hpp"

#include <array>

namespace plimsoll::models {
namespace {

constexpr std::array<std::string_view, 5> kFamilies = {"encoder", "decoder", "vision-transformer", "convolutional",
                                                       "encoder-decoder"};

struct UntimedPart {
    std::string_view operator()(const Decoder& model) const {
        if (model.latent) return "latent attention";
        if (model.chunked) return "attention in chunks";
        return {};
    }
    std::string_view operator()(const auto& /*architecture*/) const { return {}; }
};

struct UnmeasuredPart {
    std::string_view operator()(const Decoder& model) const {
        if (const auto part = UntimedPart{}(model); !part.empty()) return part;
        return model.experts && model.experts->mxfp4 ? "experts in MXFP4" : std::string_view();
    }
    std::string_view operator()(const auto& /*architecture*/) const { return {}; }
};

struct MaxTokens {
    std::uint32_t operator()(const auto& text) const { return text.max_tokens; }
    std::uint32_t operator()(const VisionTransformer&) const { return 0; }
    std::uint32_t operator()(const Convolutional&) const { return 0; }
};

}  // namespace

std::string_view family_of(const Model& model) { return kFamilies.at(model.architecture.index()); }

std::uint32_t max_tokens_of(const Model& model) { return std::visit(MaxTokens{}, model.architecture); }

std::string_view untimed_part(const Model& model) { return std::visit(UntimedPart{}, model.architecture); }

std::string_view unmeasured_part(const Model& model) { return std::visit(UnmeasuredPart{}, model.architecture); }

bool is_generative(const Model& model) {
    return std::holds_alternative<Decoder>(model.architecture) ||
           std::holds_alternative<EncoderDecoder>(model.architecture);
}

}  // namespace plimsoll::models
