// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cuda/decode.cuh"
#include "models/measure/cuda/kernels.cuh"
#include "models/measure/cuda/product.cuh"
#include "models/measure/cuda/softmax.cuh"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace plimsoll::measure::cuda {

using models::Attention;
using models::Precision;

namespace {

struct Sizes {
    explicit Sizes(const Attention& attention)
        : batch(static_cast<std::size_t>(attention.sequences * attention.kv_heads)),
          group(static_cast<std::size_t>(attention.heads / attention.kv_heads)),
          query(static_cast<std::size_t>(attention.query)),
          span(static_cast<std::size_t>(attention.span)),
          depth(static_cast<std::size_t>(attention.head_dim)),
          causal(attention.causal),
          scale(static_cast<float>(1 / std::sqrt(attention.head_dim))) {}
    [[nodiscard]] std::size_t rows() const { return group * query; }

    std::size_t batch;  ///< sequences x KV heads
    std::size_t group;  ///< query heads that share a KV head
    std::size_t query;
    std::size_t span;
    std::size_t depth;
    bool causal;
    float scale;
};

/// Q, K, V and the result: batch x rows x depth, and batch x span x depth.
struct Data {
    Data(const Device& device, const Sizes& sizes, Storage stored, std::size_t copies)
        : device(device),
          sizes(sizes),
          storage(stored),
          query(random_values(device, stored, sizes.batch * sizes.rows() * sizes.depth, 1)),
          result(sizes.batch * sizes.rows() * sizes.depth * bytes_of(stored)) {
        const std::size_t cached = sizes.batch * sizes.span * sizes.depth;
        for (std::uint32_t i = 0; i < copies; ++i) {
            keys.push_back(random_values(device, stored, cached, 2 + 2 * i));
            values.push_back(random_values(device, stored, cached, 3 + 2 * i));
        }
    }
    [[nodiscard]] std::vector<std::vector<float>> inputs() const {
        const std::size_t cached = sizes.batch * sizes.span * sizes.depth;
        return {download(device, query, storage, sizes.batch * sizes.rows() * sizes.depth),
                download(device, keys.front(), storage, cached), download(device, values.front(), storage, cached)};
    }
    [[nodiscard]] std::vector<float> output() const {
        return download(device, result, storage, sizes.batch * sizes.rows() * sizes.depth);
    }

    const Device& device;
    Sizes sizes;
    Storage storage;
    Buffer query;
    Buffer result;
    std::vector<Buffer> keys;
    std::vector<Buffer> values;
};

Product product_of(const Device& device, const ProductShape& shape) {
    if (auto product = Product::make(device, shape)) return std::move(*product);
    throw Unsupported("cuBLASLt has no algorithm for the products of this attention");
}

ProductShape shape_of(const Sizes& sizes, Storage storage, bool tensor_float) {
    ProductShape shape;
    shape.batch = static_cast<std::int64_t>(sizes.batch);
    shape.n = static_cast<std::int64_t>(sizes.rows());
    shape.operands = storage;
    shape.result = storage;
    shape.tensor_float = tensor_float;
    return shape;
}

/// Row-major scores = Q K^T is, column by column, S^T = K Q^T with K stored transposed.
ProductShape scores_shape(const Sizes& sizes, Storage storage, bool tensor_float) {
    auto shape = shape_of(sizes, storage, tensor_float);
    shape.m = static_cast<std::int64_t>(sizes.span);
    shape.k = static_cast<std::int64_t>(sizes.depth);
    return shape;
}

/// Likewise O^T = V^T P^T, V^T being how V lies in memory.
ProductShape result_shape(const Sizes& sizes, Storage storage, bool tensor_float) {
    auto shape = shape_of(sizes, storage, tensor_float);
    shape.m = static_cast<std::int64_t>(sizes.depth);
    shape.k = static_cast<std::int64_t>(sizes.span);
    shape.transpose_a = false;
    return shape;
}

/// The scores stand in memory, as they do in a server without a fused kernel.
template <class T>
class UnfusedAttention : public Kernel {
public:
    UnfusedAttention(const Device& device, const Sizes& sizes, Storage storage, bool tensor_float)
        : data_(device, sizes, storage, 1),
          scores_(sizes.batch * sizes.rows() * sizes.span * sizeof(T)),
          first_(product_of(device, scores_shape(sizes, storage, tensor_float))),
          second_(product_of(device, result_shape(sizes, storage, tensor_float))) {}

    void launch(cudaStream_t stream, std::size_t) override {
        const auto& sizes = data_.sizes;
        first_.launch(stream, data_.keys.front().as<void>(), data_.query.as<void>(), scores_.as<void>());
        const Mask mask{sizes.causal ? static_cast<unsigned>(sizes.query) : 0};
        launch_softmax(stream, scores_.as<const T>(), scores_.as<T>(), sizes.batch * sizes.rows(), sizes.span,
                       sizes.scale, mask);
        second_.launch(stream, data_.values.front().as<void>(), scores_.as<void>(), data_.result.as<void>());
    }
    [[nodiscard]] std::string name() const override {
        return "unfused: " + first_.name() + " + softmax_rows + " + second_.name();
    }
    [[nodiscard]] std::vector<std::vector<float>> inputs() const override { return data_.inputs(); }
    [[nodiscard]] std::vector<float> output() const override { return data_.output(); }

private:
    Data data_;
    Buffer scores_;
    Product first_;
    Product second_;
};

template <class T, int kDepth, int kGroup>
class DecodeAttention : public Kernel {
public:
    DecodeAttention(const Device& device, const Sizes& sizes, Storage storage)
        : data_(device, sizes, storage, device.cold_copies(2 * sizes.batch * sizes.span * kDepth * sizeof(T))) {
        constexpr std::size_t kLeastTokens = 64;  // of a part, so that merging stays small beside it
        constexpr std::size_t kBlocksPerProcessor = 4;
        const auto blocks = kBlocksPerProcessor * static_cast<std::size_t>(device.properties().multiProcessorCount);
        const std::size_t wanted = std::max<std::size_t>(1, blocks / sizes.batch);
        per_part_ = std::max(kLeastTokens, (sizes.span + wanted - 1) / wanted);
        count_ = (sizes.span + per_part_ - 1) / per_part_;
        parts_ = Buffer(sizes.batch * count_ * kGroup * kPartValues<kDepth> * sizeof(float));
    }

    void launch(cudaStream_t stream, std::size_t turn) override {
        const auto& sizes = data_.sizes;
        const auto batch = static_cast<unsigned>(sizes.batch);
        const std::size_t copy = turn % data_.keys.size();
        decode_part<T, kDepth, kGroup><<<dim3(static_cast<unsigned>(count_), batch), 32 * kDecodeWarps, 0, stream>>>(
            data_.query.as<const T>(), data_.keys[copy].as<const T>(), data_.values[copy].as<const T>(),
            parts_.as<float>(), static_cast<int>(sizes.span), static_cast<int>(per_part_), sizes.scale);
        PLIMSOLL_CUDA(cudaGetLastError());
        decode_merge<T, kDepth, kGroup><<<dim3(batch, kGroup), kDepth, 0, stream>>>(
            parts_.as<const float>(), data_.result.as<T>(), static_cast<int>(count_));
        PLIMSOLL_CUDA(cudaGetLastError());
    }
    [[nodiscard]] std::string name() const override { return "decode_part + decode_merge (split KV, of Plimsoll)"; }
    [[nodiscard]] std::size_t copies() const override { return data_.keys.size(); }
    [[nodiscard]] std::vector<std::vector<float>> inputs() const override { return data_.inputs(); }
    [[nodiscard]] std::vector<float> output() const override { return data_.output(); }

private:
    Data data_;
    std::size_t per_part_ = 1;
    std::size_t count_ = 1;
    Buffer parts_;
};

template <class T, int kDepth>
std::unique_ptr<Kernel> make_decode_of_depth(const Device& device, const Sizes& sizes, Storage storage) {
    switch (sizes.group) {
        case 1:
            return std::make_unique<DecodeAttention<T, kDepth, 1>>(device, sizes, storage);
        case 2:
            return std::make_unique<DecodeAttention<T, kDepth, 2>>(device, sizes, storage);
        case 4:
            return std::make_unique<DecodeAttention<T, kDepth, 4>>(device, sizes, storage);
        case 8:
            return std::make_unique<DecodeAttention<T, kDepth, 8>>(device, sizes, storage);
        default:
            throw Unsupported("the decode kernel takes 1, 2, 4 or 8 query heads per KV head");
    }
}

template <class T>
std::unique_ptr<Kernel> make_decode(const Device& device, const Sizes& sizes, Storage storage) {
    constexpr std::size_t kMostBatch = 65535;  // the grid's second dimension
    if (sizes.batch > kMostBatch) throw Unsupported("the decode kernel takes at most 65535 sequences times KV heads");
    switch (sizes.depth) {
        case 32:
            return make_decode_of_depth<T, 32>(device, sizes, storage);
        case 64:
            return make_decode_of_depth<T, 64>(device, sizes, storage);
        case 128:
            return make_decode_of_depth<T, 128>(device, sizes, storage);
        default:
            throw Unsupported("the decode kernel takes heads of 32, 64 or 128");
    }
}

}  // namespace

std::unique_ptr<Kernel> make_attention(const Device& device, const Attention& attention, Precision precision) {
    const Sizes sizes(attention);
    const auto storage = activation_storage(precision);
    return with_activation(precision, [&](auto zero) -> std::unique_ptr<Kernel> {
        using T = decltype(zero);
        if (sizes.query == 1) return make_decode<T>(device, sizes, storage);
        if (sizes.span > kLongestRow)
            throw Unsupported("the softmax kernel takes at most " + std::to_string(kLongestRow) + " tokens");
        return std::make_unique<UnfusedAttention<T>>(device, sizes, storage, precision == Precision::tf32);
    });
}

}  // namespace plimsoll::measure::cuda
