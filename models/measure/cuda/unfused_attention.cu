// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cuda/attention_data.cuh"
#include "models/measure/cuda/product.cuh"
#include "models/measure/cuda/softmax.cuh"

#include <string>
#include <utility>

namespace plimsoll::measure::cuda {
namespace {

Product product_of(const Device& device, const ProductShape& shape) {
    if (auto product = Product::make(device, shape)) return std::move(*product);
    throw Unsupported("cuBLASLt has no algorithm for the products of this attention");
}

ProductShape shape_of(const AttentionSizes& sizes, Storage storage, bool tensor_float) {
    ProductShape shape;
    shape.batch = static_cast<std::int64_t>(sizes.batch());
    shape.n = static_cast<std::int64_t>(sizes.rows());
    shape.operands = storage;
    shape.result = storage;
    shape.tensor_float = tensor_float;
    return shape;
}

/// Row-major scores = Q K^T is, column by column, S^T = K Q^T with K stored transposed.
ProductShape scores_shape(const AttentionSizes& sizes, Storage storage, bool tensor_float) {
    auto shape = shape_of(sizes, storage, tensor_float);
    shape.m = static_cast<std::int64_t>(sizes.span);
    shape.k = static_cast<std::int64_t>(sizes.depth);
    return shape;
}

/// Likewise O^T = V^T P^T, V^T being how V lies in memory.
ProductShape result_shape(const AttentionSizes& sizes, Storage storage, bool tensor_float) {
    auto shape = shape_of(sizes, storage, tensor_float);
    shape.m = static_cast<std::int64_t>(sizes.depth);
    shape.k = static_cast<std::int64_t>(sizes.span);
    shape.transpose_a = false;
    return shape;
}

/// The scores stand in memory, as they do in a server without a fused kernel.
template <class T>
class UnfusedAttention : public AttentionKernel {
public:
    UnfusedAttention(std::shared_ptr<const AttentionData> shared, bool tensor_float)
        : AttentionKernel(std::move(shared)),
          scores_(data().sizes.batch() * data().sizes.rows() * data().sizes.span * sizeof(T)),
          first_(product_of(data().device, scores_shape(data().sizes, data().storage, tensor_float))),
          second_(product_of(data().device, result_shape(data().sizes, data().storage, tensor_float))) {}

    void launch(cudaStream_t stream, std::size_t turn) override {
        const auto& sizes = data().sizes;
        const std::size_t copy = turn % data().keys.size();
        first_.launch(stream, data().keys[copy].as<void>(), data().query.as<void>(), scores_.as<void>());
        const Mask mask{sizes.causal ? static_cast<unsigned>(sizes.query) : 0};
        launch_softmax(stream, scores_.as<const T>(), scores_.as<T>(), sizes.batch() * sizes.rows(), sizes.span,
                       sizes.scale, mask);
        second_.launch(stream, data().values[copy].as<void>(), scores_.as<void>(), data().result.as<void>());
    }
    [[nodiscard]] std::string name() const override {
        return "unfused: " + first_.name() + " + softmax_rows + " + second_.name();
    }

private:
    Buffer scores_;
    Product first_;
    Product second_;
};

}  // namespace

std::unique_ptr<Kernel> make_unfused_attention(std::shared_ptr<const AttentionData> data, bool tensor_float) {
    if (data->sizes.span > kLongestRow)
        throw Unsupported("the softmax kernel takes at most " + std::to_string(kLongestRow) + " tokens");
    return with_storage(data->storage, [&](auto zero) -> std::unique_ptr<Kernel> {
        return std::make_unique<UnfusedAttention<decltype(zero)>>(data, tensor_float);
    });
}

}  // namespace plimsoll::measure::cuda
