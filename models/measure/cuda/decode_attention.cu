// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cuda/attention_data.cuh"
#include "models/measure/cuda/decode.cuh"

#include <algorithm>
#include <string>
#include <utility>

namespace plimsoll::measure::cuda {
namespace {

template <class T, int kDepth, int kGroup>
class DecodeAttention : public AttentionKernel {
public:
    explicit DecodeAttention(std::shared_ptr<const AttentionData> shared) : AttentionKernel(std::move(shared)) {
        constexpr std::size_t kLeastTokens = 64;  // of a part, so that merging stays small beside it
        constexpr std::size_t kBlocksPerProcessor = 4;
        const auto& sizes = data().sizes;
        const auto processors = static_cast<std::size_t>(data().device.properties().multiProcessorCount);
        const std::size_t wanted = std::max<std::size_t>(1, kBlocksPerProcessor * processors / sizes.batch());
        per_part_ = std::max(kLeastTokens, (sizes.span + wanted - 1) / wanted);
        count_ = (sizes.span + per_part_ - 1) / per_part_;
        parts_ = Buffer(sizes.batch() * count_ * kGroup * kPartValues<kDepth> * sizeof(float));
    }

    void launch(cudaStream_t stream, std::size_t turn) override {
        const auto& sizes = data().sizes;
        const auto batch = static_cast<unsigned>(sizes.batch());
        const std::size_t copy = turn % data().keys.size();
        decode_part<T, kDepth, kGroup><<<dim3(static_cast<unsigned>(count_), batch), 32 * kDecodeWarps, 0, stream>>>(
            data().query.as<const T>(), data().keys[copy].as<const T>(), data().values[copy].as<const T>(),
            parts_.as<float>(), static_cast<int>(sizes.span), static_cast<int>(per_part_), sizes.scale);
        PLIMSOLL_CUDA(cudaGetLastError());
        merge_parts<T, kDepth><<<dim3(batch, kGroup), kDepth, 0, stream>>>(
            parts_.as<const float>(), data().result.as<T>(), static_cast<unsigned>(sizes.span),
            static_cast<unsigned>(per_part_), Mask{});
        PLIMSOLL_CUDA(cudaGetLastError());
    }
    [[nodiscard]] std::string name() const override { return "decode_part + merge_parts (split KV, of Plimsoll)"; }

private:
    std::size_t per_part_ = 1;
    std::size_t count_ = 1;
    Buffer parts_;
};

template <class T, int kDepth>
std::unique_ptr<Kernel> make_of_depth(std::shared_ptr<const AttentionData> data) {
    switch (data->sizes.group) {
        case 1:
            return std::make_unique<DecodeAttention<T, kDepth, 1>>(std::move(data));
        case 2:
            return std::make_unique<DecodeAttention<T, kDepth, 2>>(std::move(data));
        case 4:
            return std::make_unique<DecodeAttention<T, kDepth, 4>>(std::move(data));
        case 8:
            return std::make_unique<DecodeAttention<T, kDepth, 8>>(std::move(data));
        default:
            throw Unsupported("the decode kernel takes 1, 2, 4 or 8 query heads per KV head");
    }
}

}  // namespace

std::unique_ptr<Kernel> make_decode_attention(std::shared_ptr<const AttentionData> data) {
    constexpr std::size_t kMostBatch = 65535;  // the grid's second dimension
    if (data->sizes.batch() > kMostBatch)
        throw Unsupported("the decode kernel takes at most 65535 sequences times KV heads");
    return with_storage(data->storage, [&](auto zero) -> std::unique_ptr<Kernel> {
        using T = decltype(zero);
        switch (data->sizes.depth) {
            case 32:
                return make_of_depth<T, 32>(data);
            case 64:
                return make_of_depth<T, 64>(data);
            case 128:
                return make_of_depth<T, 128>(data);
            default:
                throw Unsupported("the decode kernel takes heads of 32, 64 or 128");
        }
    });
}

}  // namespace plimsoll::measure::cuda
