// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/spec/encoder.hpp"

#include "models/spec/fields.hpp"

#include <algorithm>
#include <utility>

namespace plimsoll::models {
namespace {

/// Operations on one normalized value: subtract, square, add, scale, shift, and the residual's addition.
constexpr double kNormFlops = 8;

/// Collects the kernels of a pass over `rows` tokens.
class Pass {
public:
    explicit Pass(double rows) : rows_(rows) {}

    void linear(std::string_view name, double repeat, double in, double out) { linear(name, repeat, rows_, in, out); }
    void linear(std::string_view name, double repeat, double rows, double in, double out) {
        const double weights = in * out + out;  // and bias
        kernels_.push_back({name, repeat, 2 * rows * in * out, weights, rows * (in + out) + weights});
    }
    /// Addition of the residual and normalization, with a scale and a shift per feature.
    void norm(std::string_view name, double repeat, double width) {
        kernels_.push_back({name, repeat, kNormFlops * rows_ * width, 2 * width, 3 * rows_ * width + 2 * width});
    }
    void attention(double repeat, double tokens, double width) {
        kernels_.push_back({"attention", repeat, 4 * rows_ * tokens * width, 0, 4 * rows_ * width});
    }
    /// Gathers one row of each table per token, adds and normalizes: it reads far less than its tables hold.
    void embedding(const EncoderModel& model, double word_width) {
        const double hidden = model.hidden;
        const double tables = model.vocabulary * word_width + (model.max_tokens + model.token_types) * hidden;
        kernels_.push_back({"embedding", 1, kNormFlops * rows_ * hidden, tables + 2 * hidden, 4 * rows_ * hidden});
    }
    [[nodiscard]] std::vector<Kernel> take() { return std::move(kernels_); }

private:
    double rows_;
    std::vector<Kernel> kernels_;
};

void bert_layers(Pass& pass, const EncoderModel& model, double tokens) {
    const double layers = model.layers;
    const double hidden = model.hidden;
    pass.linear("query, key, value", layers, hidden, 3 * hidden);
    pass.attention(layers, tokens, hidden);
    pass.linear("attention output", layers, hidden, hidden);
    pass.norm("attention norm", layers, hidden);
    pass.linear("feed-forward in", layers, hidden, model.intermediate);
    pass.linear("feed-forward out", layers, model.intermediate, hidden);
    pass.norm("feed-forward norm", layers, hidden);
}

/// Sun et al. 2020, figure 1c and table 1: query and key share one bottleneck, the value sees the full width.
void mobilebert_layers(Pass& pass, const EncoderModel& model, const Bottleneck& narrow, double tokens) {
    const double layers = model.layers;
    const double hidden = model.hidden;
    const double width = narrow.width;
    const double ffns = layers * narrow.stacked_ffns;
    pass.linear("input bottleneck", 2 * layers, hidden, width);
    pass.norm("input bottleneck norm", 2 * layers, width);
    pass.linear("query, key", 2 * layers, width, width);
    pass.linear("value", layers, hidden, width);
    pass.attention(layers, tokens, width);
    pass.linear("attention output", layers, width, width);
    pass.norm("attention norm", layers, width);
    pass.linear("feed-forward in", ffns, width, model.intermediate);
    pass.linear("feed-forward out", ffns, model.intermediate, width);
    pass.norm("feed-forward norm", ffns, width);
    pass.linear("output bottleneck", layers, width, hidden);
    pass.norm("output bottleneck norm", layers, hidden);
}

}  // namespace

std::vector<Kernel> forward_pass(const EncoderModel& model, std::uint32_t batch, std::uint32_t tokens) {
    const double sequences = batch;
    const double length = tokens;
    Pass pass(sequences * length);
    if (model.bottleneck) {
        const auto& narrow = *model.bottleneck;
        pass.embedding(model, narrow.embedding);
        pass.linear("embedding map", 1, static_cast<double>(narrow.embedding) * narrow.embedding_window, model.hidden);
        mobilebert_layers(pass, model, narrow, length);
    } else {
        pass.embedding(model, model.hidden);
        bert_layers(pass, model, length);
    }
    if (model.pooler) pass.linear("pooler", 1, sequences, model.hidden, model.hidden);
    return pass.take();
}

double parameter_count(const EncoderModel& model) {
    double sum = 0;
    for (const auto& kernel : forward_pass(model, 1, 1)) sum += kernel.repeat * kernel.parameters;
    return sum;
}

double memory_bytes(const EncoderModel& model, std::uint32_t batch, std::uint32_t tokens, double bytes_per_value) {
    // Alive at once: the residual, a kernel's input and its widest output (query, key and value, or feed-forward).
    const double hidden = model.hidden;
    const double widest = std::max(3 * hidden, static_cast<double>(model.intermediate));
    const double activations = static_cast<double>(batch) * tokens * (2 * hidden + widest);
    return bytes_per_value * (parameter_count(model) + activations);
}

EncoderModel load_encoder(const std::filesystem::path& file) {
    Fields fields(file);
    EncoderModel model;
    model.name = fields.text("/name");
    if (model.name != file.stem().string())
        fields.problem("/name", "expected the name of the file: " + file.stem().string());
    model.title = fields.text("/title");
    model.layers = fields.count("/layers");
    model.hidden = fields.count("/hidden");
    model.heads = fields.count("/heads");
    model.intermediate = fields.count("/intermediate");
    model.vocabulary = fields.count("/vocabulary");
    model.max_tokens = fields.count("/max_tokens");
    model.token_types = static_cast<std::uint32_t>(fields.not_negative("/token_types"));
    model.pooler = fields.flag("/pooler");
    model.parameters = fields.count("/parameters");
    model.source = fields.text("/source");
    model.date = fields.text("/date");
    if (fields.has("/bottleneck")) {
        Bottleneck narrow;
        narrow.width = fields.count("/bottleneck/width");
        narrow.stacked_ffns = fields.count("/bottleneck/stacked_ffns");
        narrow.embedding = fields.count("/bottleneck/embedding");
        narrow.embedding_window = fields.count("/bottleneck/embedding_window");
        model.bottleneck = narrow;
    }
    const std::uint32_t width = model.bottleneck ? model.bottleneck->width : model.hidden;
    if (width % model.heads != 0) fields.problem("/heads", "the heads must divide the width of the attention");
    fields.finish();
    return model;
}

std::map<std::string, EncoderModel, std::less<>> load_encoders(const std::filesystem::path& folder) {
    std::map<std::string, EncoderModel, std::less<>> models;
    for (const auto& file : json_files(folder)) {
        auto model = load_encoder(file);
        auto name = model.name;
        models.emplace(std::move(name), std::move(model));
    }
    return models;
}

}  // namespace plimsoll::models
