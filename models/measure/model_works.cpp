// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/model_works.hpp"

#include "scenarios/input_error.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>

#include <array>

namespace plimsoll::measure {

using models::Attention;
using models::Gemm;
using models::Stream;
using models::StreamKind;
using models::Work;

namespace {

/// Dimensions as the models' papers and released configurations give them.
struct Dimensions {
    const char* name;
    bool decoder;
    std::uint32_t layers;
    std::uint32_t hidden;
    std::uint32_t heads;
    std::uint32_t kv_heads;
    std::uint32_t head_dim;
    std::uint32_t intermediate;
    std::uint32_t vocabulary;
    std::uint32_t max_tokens;
};

constexpr std::array<Dimensions, 6> kModels = {{
    {"bert-base", false, 12, 768, 12, 12, 64, 3072, 30522, 512},        // Devlin et al. 2019
    {"bert-large", false, 24, 1024, 16, 16, 64, 4096, 30522, 512},      // Devlin et al. 2019
    {"distilbert", false, 6, 768, 12, 12, 64, 3072, 30522, 512},        // Sanh et al. 2019
    {"minilm-l6", false, 6, 384, 12, 12, 32, 1536, 30522, 512},         // sentence-transformers/all-MiniLM-L6-v2
    {"llama-3.1-8b", true, 32, 4096, 32, 8, 128, 14336, 128256, 8192},  // meta-llama/Llama-3.1-8B; its limit is 131,072
    {"llama-3.2-1b", true, 16, 2048, 32, 8, 64, 8192, 128256, 8192},    // meta-llama/Llama-3.2-1B; likewise
}};

const Dimensions& dimensions_of(std::string_view model) {
    for (const auto& known : kModels)
        if (known.name == model) return known;
    const auto names = known_models();
    auto hint = scenarios::did_you_mean(model, names);
    if (hint.empty()) hint = "the models are " + scenarios::one_of(names);
    throw InputError(Problem{"--model", 0, "", fmt::format("unknown model \"{}\"", model), std::move(hint)});
}

class Step {
public:
    Step(const Dimensions& model, models::Precision precision, double sequences, double tokens, double context)
        : model_(model),
          precision_(precision),
          sequences_(sequences),
          tokens_(tokens),
          context_(context),
          rows_(sequences * tokens) {}

    std::vector<Work> encoder() {
        stream(StreamKind::embedding, rows_, model_.hidden);
        stream(StreamKind::norm, rows_, model_.hidden);
        for (std::uint32_t layer = 0; layer < model_.layers; ++layer) {
            attention_block(false);
            stream(StreamKind::norm, rows_, model_.hidden);
            product(rows_, model_.intermediate, model_.hidden);
            stream(StreamKind::activation, rows_, model_.intermediate);
            product(rows_, model_.hidden, model_.intermediate);
            stream(StreamKind::norm, rows_, model_.hidden);
        }
        return std::move(works_);
    }

    std::vector<Work> decoder() {
        stream(StreamKind::embedding, rows_, model_.hidden);
        for (std::uint32_t layer = 0; layer < model_.layers; ++layer) {
            stream(StreamKind::norm, rows_, model_.hidden);
            attention_block(true);
            stream(StreamKind::norm, rows_, model_.hidden);
            product(rows_, 2.0 * model_.intermediate, model_.hidden);  // gate and up projection in one
            stream(StreamKind::gated, rows_, model_.intermediate);
            product(rows_, model_.hidden, model_.intermediate);
        }
        stream(StreamKind::norm, rows_, model_.hidden);
        product(sequences_, model_.vocabulary, model_.hidden);  // only the last token of a sequence is sampled
        return std::move(works_);
    }

private:
    void attention_block(bool decoder) {
        const double head = model_.head_dim;
        const double width = model_.heads * head;
        const double kv_width = model_.kv_heads * head;
        product(rows_, width + 2 * kv_width, model_.hidden);
        if (decoder) stream(StreamKind::rotary, rows_ * (model_.heads + model_.kv_heads), head);
        works_.push_back({Attention{sequences_, tokens_, context_ + tokens_, static_cast<double>(model_.heads),
                                    static_cast<double>(model_.kv_heads), head, decoder},
                          precision_});
        product(rows_, model_.hidden, width);
    }
    void product(double m, double n, double k) { works_.push_back({Gemm{1, m, n, k}, precision_}); }
    void stream(StreamKind kind, double rows, double width) {
        works_.push_back({Stream{kind, rows, width}, precision_});
    }

    const Dimensions& model_;
    models::Precision precision_;
    double sequences_;
    double tokens_;
    double context_;
    double rows_;
    std::vector<Work> works_;
};

}  // namespace

std::vector<std::string> known_models() {
    std::vector<std::string> names;
    for (const auto& model : kModels) names.emplace_back(model.name);
    return names;
}

ModelLimits limits_of(std::string_view model) {
    const auto& dimensions = dimensions_of(model);
    return {dimensions.decoder, dimensions.max_tokens};
}

std::vector<Work> works_of(std::string_view model, models::Precision precision, std::uint32_t sequences,
                           std::uint32_t tokens, std::uint32_t context) {
    const auto& dimensions = dimensions_of(model);
    Step step(dimensions, precision, sequences, tokens, context);
    return dimensions.decoder ? step.decoder() : step.encoder();
}

}  // namespace plimsoll::measure
