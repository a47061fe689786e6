// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cpu/kernels.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <unordered_map>

namespace plimsoll::measure::cpu {

using dnnl::matmul;
using dnnl::memory;
using dnnl::softmax_forward;
using models::Attention;
using models::Precision;

namespace {

/// Sizes of the batched products.
struct Sizes {
    explicit Sizes(const Attention& attention)
        : batch(static_cast<memory::dim>(attention.sequences * attention.kv_heads)),
          rows(static_cast<memory::dim>(attention.heads / attention.kv_heads * attention.query)),
          span(static_cast<memory::dim>(attention.span)),
          depth(static_cast<memory::dim>(attention.head_dim)) {}
    memory::dim batch;
    memory::dim rows;
    memory::dim span;
    memory::dim depth;
};

/// 0 where a row's token may look, far below every score elsewhere. Added to the scores, for all batches the same.
memory causal_mask(const Attention& attention, const Sizes& sizes, const dnnl::engine& engine) {
    memory mask({{1, sizes.rows, sizes.span}, memory::data_type::f32, memory::format_tag::abc}, engine);
    auto* value = static_cast<float*>(mask.get_data_handle());
    const auto query = static_cast<memory::dim>(attention.query);
    for (memory::dim row = 0; row < sizes.rows; ++row)
        for (memory::dim token = 0; token < sizes.span; ++token)
            *value++ = token <= sizes.span - query + row % query ? 0.0F : -1e30F;
    return mask;
}

class AttentionKernel : public Kernel {
public:
    AttentionKernel(Context& context, const Attention& attention, Precision precision)
        : context_(context), sizes_(attention) {
        const auto type = activation_type(precision);
        const auto& [batch, rows, span, depth] = sizes_;
        const memory::desc query({batch, rows, depth}, type, memory::format_tag::abc);
        const memory::desc keys({batch, depth, span}, type, memory::format_tag::acb);
        const memory::desc scores({batch, rows, span}, type, memory::format_tag::abc);
        const memory::desc values({batch, span, depth}, type, memory::format_tag::abc);

        dnnl::post_ops scale_and_mask;
        scale_and_mask.append_eltwise(1, dnnl::algorithm::eltwise_linear,
                                      static_cast<float>(1 / std::sqrt(attention.head_dim)), 0);
        if (attention.causal && attention.query > 1) {
            mask_ = causal_mask(attention, sizes_, context.engine);
            scale_and_mask.append_binary(dnnl::algorithm::binary_add, mask_->get_desc());
        }
        dnnl::primitive_attr attributes;
        attributes.set_post_ops(scale_and_mask);
        const matmul::primitive_desc first({query, keys, scores}, attributes, context.engine);
        const softmax_forward::primitive_desc middle({dnnl::prop_kind::forward_inference, scores, 2}, context.engine);
        const matmul::primitive_desc second({scores, values, query}, context.engine);
        products_ = {matmul(first), matmul(second)};
        softmax_ = softmax_forward(middle);
        name_ = fmt::format("oneDNN matmul, {} + softmax, {} + matmul, {}", first.impl_info_str(),
                            middle.impl_info_str(), second.impl_info_str());

        auto& activations = context.activations;
        query_ = activations.random(query, 0);
        result_ = activations.empty(query, 0);
        scores_ = activations.empty(scores, 1);
        // What decode reads was written many steps ago; what prefill reads, by the operator before.
        if (attention.query > 1) {
            keys_ = std::make_shared<const Memories>(Memories{activations.random(keys, 1)});
            values_ = std::make_shared<const Memories>(Memories{activations.random(values, 2)});
        } else {
            keys_ = context.cold.copies(keys, context.engine);
            values_ = context.cold.copies(values, context.engine);
        }
    }

    void run(std::size_t turn) override {
        std::unordered_map<int, memory> first{
            {DNNL_ARG_SRC, query_}, {DNNL_ARG_WEIGHTS, (*keys_)[turn % keys_->size()]}, {DNNL_ARG_DST, scores_}};
        constexpr int kMaskPlace = 1;  // among the post-ops
        if (mask_) first[DNNL_ARG_ATTR_MULTIPLE_POST_OP(kMaskPlace) | DNNL_ARG_SRC_1] = *mask_;
        products_[0].execute(context_.stream, first);
        softmax_.execute(context_.stream, {{DNNL_ARG_SRC, scores_}, {DNNL_ARG_DST, scores_}});
        products_[1].execute(
            context_.stream,
            {{DNNL_ARG_SRC, scores_}, {DNNL_ARG_WEIGHTS, (*values_)[turn % values_->size()]}, {DNNL_ARG_DST, result_}});
        context_.stream.wait();
    }
    [[nodiscard]] std::string name() const override { return name_; }
    [[nodiscard]] std::vector<std::vector<float>> inputs() const override {
        return {values_of(query_), values_of(keys_->front()), values_of(values_->front())};
    }
    [[nodiscard]] std::vector<float> output() const override { return values_of(result_); }

private:
    Context& context_;
    Sizes sizes_;
    std::vector<matmul> products_;
    softmax_forward softmax_;
    std::string name_;
    std::optional<memory> mask_;
    memory query_;
    memory scores_;
    memory result_;
    std::shared_ptr<const Memories> keys_;    ///< batch x depth x span, each key contiguous
    std::shared_ptr<const Memories> values_;  ///< batch x span x depth
};

}  // namespace

std::unique_ptr<Kernel> make_attention(Context& context, const Attention& attention, Precision precision) {
    return std::make_unique<AttentionKernel>(context, attention, precision);
}

}  // namespace plimsoll::measure::cpu
