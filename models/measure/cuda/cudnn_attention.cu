// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cuda/attention_data.cuh"
#include "models/measure/cuda/cudnn.cuh"

#include <array>
#include <limits>
#include <list>
#include <utility>

namespace plimsoll::measure::cuda {
namespace {

using cudnn::Attribute;
using cudnn::Data;
using cudnn::Descriptor;
using cudnn::Of;
using cudnn::Pointwise;
using cudnn::Reduction;

/// Names of tensors that memory or a value stands behind; those between operations follow.
enum Name : std::int64_t { kQuery = 1, kKeys, kValues, kResult, kScale, kShift, kFill, kFirstBetween = 100 };

using Four = std::vector<std::int64_t>;

/// Attention as cuDNN is told of it: softmax(scale Q K^T, masked) V on tensors of sequences x heads x tokens x depth.
/// Since 9.13 it knows attention as one operation, since 9.21 with a mask in it; before, it recognizes it in a graph of
/// products, a mask of compared places and a softmax of seven steps.
class AttentionGraph {
public:
    AttentionGraph(const cudnn::Library& library, const AttentionSizes& sizes, Storage storage)
        : library_(library),
          sizes_(sizes),
          type_(storage == Storage::bf16 ? Data::bf16 : Data::fp16),
          sequences_(whole(sizes.sequences)),
          heads_(whole(sizes.kv_heads * sizes.group)),
          query_(whole(sizes.query)),
          span_(whole(sizes.span)) {}

    [[nodiscard]] Descriptor one_operation() {
        const auto& q = stored(kQuery, rows_of(heads_, query_));
        const auto& k = stored(kKeys, rows_of(whole(sizes_.kv_heads), span_));
        const auto& v = stored(kValues, rows_of(whole(sizes_.kv_heads), span_));
        const auto& o = stored(kResult, rows_of(heads_, query_));
        auto& attention = made(Of::attention_operation)
                              .set(Attribute::attention_q, q)
                              .set(Attribute::attention_k, k)
                              .set(Attribute::attention_v, v)
                              .set(Attribute::attention_o, o)
                              .set(Attribute::attention_scale, value(kScale, Data::fp32));
        if (sizes_.causal) add_mask_to(attention);
        attention.finish("attention as one operation");
        return graph_of({&attention});
    }

    [[nodiscard]] Descriptor many_operations() {
        const auto& q = stored(kQuery, rows_of(heads_, query_));
        const auto& k = stored(kKeys, transposed(rows_of(whole(sizes_.kv_heads), span_)));
        const auto& v = stored(kValues, rows_of(whole(sizes_.kv_heads), span_));
        const auto& o = stored(kResult, rows_of(heads_, query_));
        const auto& raw = scores(Data::fp32);
        product(q, k, raw);
        const auto* last = &apply(Pointwise::multiply, raw, &value(kScale, Data::fp32), scores(Data::fp32));
        if (sizes_.causal) last = &masked(*last);
        product(softmax(*last), v, o);
        return graph_of(operations_);
    }

private:
    struct Layout {
        Four dimensions;
        Four strides;
    };

    [[nodiscard]] static std::int64_t whole(std::size_t size) { return static_cast<std::int64_t>(size); }
    [[nodiscard]] Layout rows_of(std::int64_t heads, std::int64_t tokens) const {
        const auto depth = whole(sizes_.depth);
        return {{sequences_, heads, tokens, depth}, {heads * tokens * depth, tokens * depth, depth, 1}};
    }
    [[nodiscard]] static Layout transposed(Layout layout) {
        std::swap(layout.dimensions[2], layout.dimensions[3]);
        std::swap(layout.strides[2], layout.strides[3]);
        return layout;
    }
    Descriptor& made(Of type) { return kept_.emplace_back(library_, type); }
    Descriptor& tensor(std::int64_t name, Data type, const Layout& layout) {
        constexpr std::int64_t kAlignment = 16;
        return made(Of::tensor)
            .set(Attribute::tensor_id, name)
            .set(Attribute::tensor_type, type)
            .set(Attribute::tensor_dimensions, layout.dimensions)
            .set(Attribute::tensor_strides, layout.strides)
            .set(Attribute::tensor_alignment, kAlignment);
    }
    const Descriptor& stored(std::int64_t name, const Layout& layout) {
        return tensor(name, type_, layout).finish("a tensor");
    }
    const Descriptor& value(std::int64_t name, Data type) {
        return tensor(name, type, {{1, 1, 1, 1}, {1, 1, 1, 1}}).set(Attribute::tensor_by_value, true).finish("a value");
    }
    const Descriptor& between(Data type, const Layout& layout) {
        return tensor(next_++, type, layout).set(Attribute::tensor_virtual, true).finish("a tensor between");
    }
    const Descriptor& scores(Data type) {
        return between(type,
                       {{sequences_, heads_, query_, span_}, {heads_ * query_ * span_, query_ * span_, span_, 1}});
    }
    const Descriptor& one_per_row() {
        return between(Data::fp32, {{sequences_, heads_, query_, 1}, {heads_ * query_, query_, 1, 1}});
    }

    void product(const Descriptor& a, const Descriptor& b, const Descriptor& c) {
        const auto& how =
            made(Of::matmul).set(Attribute::matmul_precision, Data::fp32).finish("a product's description");
        operations_.push_back(&made(Of::matmul_operation)
                                   .set(Attribute::matmul_a, a)
                                   .set(Attribute::matmul_b, b)
                                   .set(Attribute::matmul_c, c)
                                   .set(Attribute::matmul_descriptor, how)
                                   .finish("a product"));
    }
    /// y = mode(x, b), in the precision of y unless told otherwise.
    const Descriptor& apply(Pointwise mode, const Descriptor& x, const Descriptor* b, const Descriptor& y,
                            Data precision = Data::fp32, const Descriptor* chosen_by = nullptr,
                            std::int64_t axis = -1) {
        auto& how =
            made(Of::pointwise).set(Attribute::pointwise_mode, mode).set(Attribute::pointwise_precision, precision);
        if (axis >= 0) how.set(Attribute::pointwise_axis, axis);
        how.finish("a pointwise description");
        auto& operation = made(Of::pointwise_operation)
                              .set(Attribute::pointwise_descriptor, how)
                              .set(Attribute::pointwise_x, x)
                              .set(Attribute::pointwise_y, y);
        if (b != nullptr) operation.set(Attribute::pointwise_b, *b);
        if (chosen_by != nullptr) operation.set(Attribute::pointwise_t, *chosen_by);
        operations_.push_back(&operation.finish("a pointwise operation"));
        return y;
    }
    const Descriptor& reduced(Reduction kind, const Descriptor& x) {
        const auto& y = one_per_row();
        const auto& how = made(Of::reduction)
                              .set(Attribute::reduction_operator, kind)
                              .set(Attribute::reduction_precision, Data::fp32)
                              .finish("a reduction's description");
        operations_.push_back(&made(Of::reduction_operation)
                                   .set(Attribute::reduction_descriptor, how)
                                   .set(Attribute::reduction_x, x)
                                   .set(Attribute::reduction_y, y)
                                   .finish("a reduction"));
        return y;
    }
    /// Row i looks at places up to i + span - query.
    const Descriptor& masked(const Descriptor& from) {
        constexpr std::int64_t kRows = 2;
        constexpr std::int64_t kColumns = 3;
        const auto* row = &apply(Pointwise::index, from, nullptr, scores(Data::int32), Data::fp32, nullptr, kRows);
        if (span_ > query_)
            row = &apply(Pointwise::add, *row, &value(kShift, Data::int32), scores(Data::int32), Data::int32);
        const auto& column = apply(Pointwise::index, from, nullptr, scores(Data::int32), Data::fp32, nullptr, kColumns);
        const auto& seen = apply(Pointwise::at_least, *row, &column, scores(Data::boolean), Data::boolean);
        return apply(Pointwise::select, from, &value(kFill, Data::fp32), scores(Data::fp32), Data::fp32, &seen);
    }
    const Descriptor& softmax(const Descriptor& from) {
        constexpr std::size_t kOneSoftmax = 92100;
        if (library_.version() >= kOneSoftmax) {
            const auto& to = scores(type_);
            operations_.push_back(&made(Of::softmax_operation)
                                       .set(Attribute::softmax_x, from)
                                       .set(Attribute::softmax_y, to)
                                       .finish("a softmax"));
            return to;
        }
        const auto& most = reduced(Reduction::most, from);
        const auto& less = apply(Pointwise::subtract, from, &most, scores(Data::fp32));
        const auto& power = apply(Pointwise::exponential, less, nullptr, scores(Data::fp32));
        const auto& sum = reduced(Reduction::add, power);
        // The logarithm of the sum is what training needs; nobody reads it here, but cuDNN knows the softmax by it.
        const auto& logarithm = apply(Pointwise::logarithm, sum, nullptr, one_per_row());
        apply(Pointwise::add, most, &logarithm, one_per_row());
        return apply(Pointwise::divide, power, &sum, scores(type_));
    }
    void add_mask_to(Descriptor& attention) {
        const std::int64_t from = next_;
        const auto& x = scores(Data::fp32);
        const std::int64_t to = next_;
        const auto& y = scores(Data::fp32);
        const auto& mask = made(Of::band_mask_operation)
                               .set(Attribute::mask_x, x)
                               .set(Attribute::mask_shift_right, value(kShift, Data::int32))
                               .set(Attribute::mask_fill, value(kFill, Data::fp32))
                               .set(Attribute::mask_y, y)
                               .set(Attribute::mask_comparison, Pointwise::at_least)
                               .finish("a mask");
        kept_.push_back(graph_of({&mask}));
        attention.set(Attribute::attention_subgraph, kept_.back())
            .set(Attribute::attention_subgraph_input, from)
            .set(Attribute::attention_subgraph_output, to);
    }
    [[nodiscard]] Descriptor graph_of(const std::vector<const Descriptor*>& operations) const {
        Descriptor graph(library_, Of::operation_graph);
        graph.set_handle(Attribute::graph_handle).set(Attribute::graph_operations, operations);
        graph.finish("the graph");
        return graph;
    }

    const cudnn::Library& library_;
    AttentionSizes sizes_;
    Data type_;
    std::int64_t sequences_;
    std::int64_t heads_;
    std::int64_t query_;
    std::int64_t span_;
    std::int64_t next_ = kFirstBetween;
    std::list<Descriptor> kept_;  ///< stay where they are, since descriptions point at each other
    std::vector<const Descriptor*> operations_;
};

/// The first of cuDNN's own ranking that it can build.
Descriptor plan_of(const cudnn::Library& library, const Descriptor& graph) {
    constexpr std::size_t kMost = 8;
    std::string reason = "cuDNN has no engine for it";
    for (const auto mode : {cudnn::Heuristics::best, cudnn::Heuristics::fallback}) {
        try {
            Descriptor ranking(library, Of::engine_heuristics);
            ranking.set(Attribute::heuristics_graph, graph).set(Attribute::heuristics_mode, mode);
            ranking.finish("the ranking of engines");
            for (const auto& config : ranking.several(Attribute::heuristics_results, Of::engine_config, kMost)) {
                try {
                    Descriptor plan(library, Of::execution_plan);
                    plan.set_handle(Attribute::plan_handle).set(Attribute::plan_config, config);
                    plan.finish("a plan");
                    return plan;
                } catch (const Unsupported& error) {
                    reason = error.what();
                }
            }
        } catch (const Unsupported& error) {
            reason = error.what();
        }
    }
    throw Unsupported(reason);
}

class CudnnAttention : public AttentionKernel {
public:
    CudnnAttention(std::shared_ptr<const AttentionData> shared, std::shared_ptr<const cudnn::Library> library)
        : AttentionKernel(std::move(shared)),
          library_(std::move(library)),
          scale_(data().sizes.scale),
          shift_(static_cast<std::int32_t>(data().sizes.span - data().sizes.query)),
          plan_(chosen_plan()),
          workspace_(static_cast<std::size_t>(std::max<std::int64_t>(plan_.whole(Attribute::plan_workspace), 1))) {
        for (std::size_t copy = 0; copy < data().keys.size(); ++copy) packs_.push_back(pack_of(copy));
        data().device.synchronize();
    }

    void launch(cudaStream_t, std::size_t turn) override { plan_.execute(packs_[turn % packs_.size()]); }
    [[nodiscard]] std::string name() const override { return library_->name() + " fused attention" + form_; }

private:
    Descriptor chosen_plan() {
        constexpr std::size_t kOneOperation = 91300;
        constexpr std::size_t kMaskInside = 92100;
        const auto& sizes = data().sizes;
        std::string reason;
        if (library_->version() >= (sizes.causal ? kMaskInside : kOneOperation)) {
            try {
                graph_ = std::make_unique<AttentionGraph>(*library_, sizes, data().storage);
                graph_descriptor_ = std::make_unique<Descriptor>(graph_->one_operation());
                return plan_of(*library_, *graph_descriptor_);
            } catch (const Unsupported& error) {
                reason = std::string(error.what()) + "; ";
            }
        }
        form_ = " (composite)";
        try {
            graph_ = std::make_unique<AttentionGraph>(*library_, sizes, data().storage);
            graph_descriptor_ = std::make_unique<Descriptor>(graph_->many_operations());
            return plan_of(*library_, *graph_descriptor_);
        } catch (const Unsupported& error) {
            throw Unsupported(reason + error.what());
        }
    }
    Descriptor pack_of(std::size_t copy) {
        std::vector<std::int64_t> names = {kQuery, kKeys, kValues, kResult, kScale};
        std::vector<void*> pointers = {data().query.as<void>(), data().keys[copy].as<void>(),
                                       data().values[copy].as<void>(), data().result.as<void>(), &scale_};
        if (data().sizes.causal) {
            names.push_back(kFill);
            pointers.push_back(&fill_);
            if (form_.empty() || shift_ > 0) {
                names.push_back(kShift);
                pointers.push_back(&shift_);
            }
        }
        const auto count = static_cast<std::int64_t>(names.size());
        void* workspace = workspace_.as<void>();
        Descriptor pack(*library_, Of::variant_pack);
        pack.set(Attribute::pack_ids, names)
            .set(Attribute::pack_pointers, cudnn::Type::pointer, count, pointers.data())
            .set(Attribute::pack_workspace, cudnn::Type::pointer, 1, &workspace)
            .finish("the pointers");
        return pack;
    }

    std::shared_ptr<const cudnn::Library> library_;
    float scale_;
    float fill_ = -std::numeric_limits<float>::infinity();
    std::int32_t shift_;
    std::string form_;
    std::unique_ptr<AttentionGraph> graph_;
    std::unique_ptr<Descriptor> graph_descriptor_;
    Descriptor plan_;
    Buffer workspace_;
    std::vector<Descriptor> packs_;
};

}  // namespace

std::unique_ptr<Kernel> make_cudnn_attention(std::shared_ptr<const AttentionData> data) {
    if (data->storage != Storage::fp16 && data->storage != Storage::bf16)
        throw Unsupported("cuDNN's fused attention takes 16-bit values");
    auto library = data->device.cudnn();
    if (!library) throw Unsupported("cuDNN is not installed here");
    return std::make_unique<CudnnAttention>(std::move(data), std::move(library));
}

}  // namespace plimsoll::measure::cuda
