// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cpu/kernels.hpp"
#include "models/measure/cpu/loops.hpp"

#include <fmt/format.h>

#include <unordered_map>
#include <utility>

namespace plimsoll::measure::cpu {

using dnnl::memory;
using models::Precision;
using models::Stream;
using models::StreamKind;

namespace {

constexpr auto kInference = dnnl::prop_kind::forward_inference;

/// Primitives of the library, one after the other.
class Chain : public Kernel {
public:
    explicit Chain(Context& context) : context_(context) {}

    void then(const dnnl::primitive& primitive, std::unordered_map<int, memory> arguments, std::string name) {
        name_ += (name_.empty() ? "oneDNN " : " + ") + std::move(name);
        links_.emplace_back(primitive, std::move(arguments));
    }
    void reads(const memory& input) { inputs_.push_back(input); }
    void writes(const memory& output) { output_ = output; }

    void run(std::size_t) override {
        for (const auto& [primitive, arguments] : links_) primitive.execute(context_.stream, arguments);
        context_.stream.wait();
    }
    [[nodiscard]] std::string name() const override { return name_; }
    [[nodiscard]] std::vector<std::vector<float>> inputs() const override {
        std::vector<std::vector<float>> values;
        values.reserve(inputs_.size());
        for (const auto& input : inputs_) values.push_back(values_of(input));
        return values;
    }
    [[nodiscard]] std::vector<float> output() const override { return values_of(output_); }

private:
    Context& context_;
    std::vector<std::pair<dnnl::primitive, std::unordered_map<int, memory>>> links_;
    std::vector<memory> inputs_;
    memory output_;
    std::string name_;
};

/// `rows` x `width` values of the type that activations have.
struct Layout {
    Context& context;
    memory::desc desc;

    Layout(Context& all, const Stream& stream, Precision precision)
        : context(all),
          desc({static_cast<memory::dim>(stream.rows), static_cast<memory::dim>(stream.width)},
               activation_type(precision), memory::format_tag::ab) {}
    [[nodiscard]] memory random(int place) const { return context.activations.random(desc, place); }
    [[nodiscard]] memory empty(int place) const { return context.activations.empty(desc, place); }
};

void add_binary(Chain& chain, const Layout& layout, dnnl::algorithm algorithm, const memory& a, const memory& b,
                const memory& to, std::string_view word) {
    const dnnl::binary::primitive_desc how({algorithm, layout.desc, layout.desc, layout.desc}, layout.context.engine);
    chain.then(dnnl::binary(how), {{DNNL_ARG_SRC_0, a}, {DNNL_ARG_SRC_1, b}, {DNNL_ARG_DST, to}},
               fmt::format("{}, {}", word, how.impl_info_str()));
}

void add_eltwise(Chain& chain, const Layout& layout, dnnl::algorithm algorithm, float alpha, const memory& from,
                 const memory& to, std::string_view word) {
    const dnnl::eltwise_forward::primitive_desc how({kInference, algorithm, layout.desc, alpha}, layout.context.engine);
    chain.then(dnnl::eltwise_forward(how), {{DNNL_ARG_SRC, from}, {DNNL_ARG_DST, to}},
               fmt::format("{}, {}", word, how.impl_info_str()));
}

/// y = layer_norm(x + residual), with scale and shift (which are random as well).
std::unique_ptr<Kernel> make_norm(const Layout& layout) {
    auto chain = std::make_unique<Chain>(layout.context);
    const auto& engine = layout.context.engine;
    const memory x = layout.random(0);
    const memory residual = layout.random(1);
    const memory sum = layout.empty(1);
    const memory y = layout.empty(0);
    add_binary(*chain, layout, dnnl::algorithm::binary_add, x, residual, sum, "add");
    constexpr float kEpsilon = 1e-12F;  // BERT's
    const auto flags = dnnl::normalization_flags::use_scale | dnnl::normalization_flags::use_shift;
    const dnnl::layer_normalization_forward::primitive_desc how({kInference, layout.desc, kEpsilon, flags}, engine);
    const memory::desc per_column({layout.desc.dims()[1]}, memory::data_type::f32, memory::format_tag::a);
    const memory scale = random_tensor(per_column, engine);
    const memory shift = random_tensor(per_column, engine);
    chain->then(dnnl::layer_normalization_forward(how),
                {{DNNL_ARG_SRC, sum}, {DNNL_ARG_SCALE, scale}, {DNNL_ARG_SHIFT, shift}, {DNNL_ARG_DST, y}},
                fmt::format("layer normalization, {}", how.impl_info_str()));
    for (const auto& input : {x, residual, scale, shift}) chain->reads(input);
    chain->writes(y);
    return chain;
}

std::unique_ptr<Kernel> make_activation(const Layout& layout) {
    auto chain = std::make_unique<Chain>(layout.context);
    const memory x = layout.random(0);
    const memory y = layout.empty(0);
    add_eltwise(*chain, layout, dnnl::algorithm::eltwise_gelu_erf, 0, x, y, "eltwise GELU");
    chain->reads(x);
    chain->writes(y);
    return chain;
}

/// SiLU(a) x b; SiLU is swish with beta 1.
std::unique_ptr<Kernel> make_gated(const Layout& layout) {
    auto chain = std::make_unique<Chain>(layout.context);
    const memory a = layout.random(0);
    const memory b = layout.random(1);
    const memory y = layout.empty(0);
    add_eltwise(*chain, layout, dnnl::algorithm::eltwise_swish, 1, a, y, "eltwise SiLU");
    add_binary(*chain, layout, dnnl::algorithm::binary_mul, y, b, y, "multiply");
    chain->reads(a);
    chain->reads(b);
    chain->writes(y);
    return chain;
}

std::unique_ptr<Kernel> make_add(const Layout& layout) {
    auto chain = std::make_unique<Chain>(layout.context);
    const memory a = layout.random(0);
    const memory b = layout.random(1);
    const memory y = layout.empty(0);
    add_binary(*chain, layout, dnnl::algorithm::binary_add, a, b, y, "add");
    chain->reads(a);
    chain->reads(b);
    chain->writes(y);
    return chain;
}

std::unique_ptr<Kernel> make_softmax(const Layout& layout) {
    auto chain = std::make_unique<Chain>(layout.context);
    const memory x = layout.random(0);
    const memory y = layout.empty(0);
    const dnnl::softmax_forward::primitive_desc how({kInference, layout.desc, 1}, layout.context.engine);
    chain->then(dnnl::softmax_forward(how), {{DNNL_ARG_SRC, x}, {DNNL_ARG_DST, y}},
                fmt::format("softmax, {}", how.impl_info_str()));
    chain->reads(x);
    chain->writes(y);
    return chain;
}

}  // namespace

std::unique_ptr<Kernel> make_stream(Context& context, const Stream& stream, Precision precision) {
    const Layout layout(context, stream, precision);
    switch (stream.kind) {
        case StreamKind::norm:
            return make_norm(layout);
        case StreamKind::activation:
            return make_activation(layout);
        case StreamKind::gated:
            return make_gated(layout);
        case StreamKind::add:
            return make_add(layout);
        case StreamKind::softmax:
            return make_softmax(layout);
        case StreamKind::rotary:
        case StreamKind::embedding:
        case StreamKind::pooling:
        case StreamKind::copy:
        case StreamKind::host_copy:
            return make_loop(context, stream, precision);
    }
    return nullptr;
}

}  // namespace plimsoll::measure::cpu
