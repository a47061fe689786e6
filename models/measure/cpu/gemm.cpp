// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cpu/kernels.hpp"

#include <fmt/format.h>

#include <utility>

namespace plimsoll::measure::cpu {

using dnnl::matmul;
using dnnl::memory;
using models::Gemm;
using models::Precision;

namespace {

memory::dim whole(double size) { return static_cast<memory::dim>(size); }

struct Types {
    memory::data_type source;
    memory::data_type weights;
    memory::data_type result;
};

Types types_of(Precision precision) {
    const auto activation = activation_type(precision);
    if (precision == Precision::int8) return {memory::data_type::u8, memory::data_type::s8, activation};
    return {activation, activation, activation};
}

matmul::primitive_desc describe(const Context& context, const Gemm& gemm, Precision precision) {
    const auto m = whole(gemm.m);
    const auto n = whole(gemm.n);
    const auto k = whole(gemm.k);
    const auto types = types_of(precision);
    const memory::desc source({m, k}, types.source, memory::format_tag::ab);
    // The library chooses the layout of the weights: a server brings them into it once, when it loads the model.
    const memory::desc weights({k, n}, types.weights, memory::format_tag::any);
    const memory::desc result({m, n}, types.result, memory::format_tag::ab);
    return {matmul::desc(source, weights, result), context.engine};
}

class GemmKernel : public Kernel {
public:
    GemmKernel(Context& context, const Gemm& gemm, Precision precision)
        : context_(context),
          groups_(static_cast<std::size_t>(gemm.groups)),
          description_(describe(context, gemm, precision)),
          product_(description_),
          source_(context.activations.random(description_.src_desc(), 0)),
          result_(context.activations.empty(description_.dst_desc(), 0)),
          weights_(context.cold.copies(description_.weights_desc(), context.engine)),
          bytes_(precision == Precision::int8) {}

    void run(std::size_t turn) override {
        for (std::size_t group = 0; group < groups_; ++group) {
            const auto& weights = (*weights_)[(turn * groups_ + group) % weights_->size()];
            product_.execute(context_.stream,
                             {{DNNL_ARG_SRC, source_}, {DNNL_ARG_WEIGHTS, weights}, {DNNL_ARG_DST, result_}});
        }
        context_.stream.wait();
    }
    [[nodiscard]] std::string name() const override {
        return fmt::format("oneDNN matmul{}, {}", bytes_ ? " u8 x s8" : "", description_.impl_info_str());
    }
    [[nodiscard]] std::vector<std::vector<float>> inputs() const override {
        return {values_of(source_), values_of(weights_->front())};
    }
    [[nodiscard]] std::vector<float> output() const override { return values_of(result_); }

private:
    Context& context_;
    std::size_t groups_;
    matmul::primitive_desc description_;
    matmul product_;
    memory source_;
    memory result_;
    std::shared_ptr<const Memories> weights_;
    bool bytes_;
};

}  // namespace

std::unique_ptr<Kernel> make_gemm(Context& context, const Gemm& gemm, Precision precision) {
    return std::make_unique<GemmKernel>(context, gemm, precision);
}

std::unique_ptr<Kernel> make_kernel(Context& context, const models::Work& work) {
    if (!multiplies(work.precision)) return nullptr;
    if (const auto* gemm = std::get_if<Gemm>(&work.shape)) return make_gemm(context, *gemm, work.precision);
    if (const auto* attention = std::get_if<models::Attention>(&work.shape))
        return make_attention(context, *attention, work.precision);
    if (const auto* stream = std::get_if<models::Stream>(&work.shape))
        return make_stream(context, *stream, work.precision);
    return nullptr;
}

}  // namespace plimsoll::measure::cpu
