// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cuda/fused_attention.cuh"

#include "models/measure/cuda/attention_data.cuh"

#include <string>
#include <utility>

namespace plimsoll::measure::cuda {
namespace {

FusedSizes fused_sizes(const AttentionSizes& sizes) {
    return {static_cast<int>(sizes.batch()), static_cast<int>(sizes.rows()), static_cast<int>(sizes.query),
            static_cast<int>(sizes.span)};
}

template <class T, int kDepth>
class FusedAttention : public AttentionKernel {
public:
    using AttentionKernel::AttentionKernel;

    void launch(cudaStream_t stream, std::size_t turn) override {
        const auto& sizes = data().sizes;
        const std::size_t copy = turn % data().keys.size();
        launch_fused<T, kDepth>(stream, data().query.as<const T>(), data().keys[copy].as<const T>(),
                                data().values[copy].as<const T>(), data().result.as<T>(), fused_sizes(sizes),
                                sizes.scale, sizes.causal);
    }
    [[nodiscard]] std::string name() const override { return "fused_attention (of Plimsoll)"; }
};

template <class T, int kDepth>
class SplitAttention : public AttentionKernel {
public:
    explicit SplitAttention(std::shared_ptr<const AttentionData> shared) : AttentionKernel(std::move(shared)) {
        const auto& sizes = data().sizes;
        const auto processors = static_cast<std::size_t>(data().device.properties().multiProcessorCount);
        per_part_ = part_tokens<kDepth>(fused_sizes(sizes), processors);
        count_ = parts_of(static_cast<unsigned>(sizes.span), static_cast<unsigned>(per_part_));
        if (count_ < 2) throw Unsupported("the cache is too short, or the blocks too many, for a split");
        parts_ = Buffer(sizes.batch() * count_ * sizes.rows() * kPartValues<kDepth> * sizeof(float));
    }

    void launch(cudaStream_t stream, std::size_t turn) override {
        const auto& sizes = data().sizes;
        const std::size_t copy = turn % data().keys.size();
        launch_split<T, kDepth>(stream, data().query.as<const T>(), data().keys[copy].as<const T>(),
                                data().values[copy].as<const T>(), parts_.as<float>(), data().result.as<T>(),
                                fused_sizes(sizes), per_part_, sizes.scale, sizes.causal);
    }
    [[nodiscard]] std::string name() const override {
        return "fused_attention in " + std::to_string(count_) + " parts + merge_parts (split KV, of Plimsoll)";
    }

private:
    int per_part_ = 0;  ///< tokens
    std::size_t count_ = 0;
    Buffer parts_;
};

template <template <class, int> class Attention, class T>
std::unique_ptr<Kernel> make_of_values(std::shared_ptr<const AttentionData> data) {
    switch (data->sizes.depth) {
        case 32:
            return std::make_unique<Attention<T, 32>>(std::move(data));
        case 64:
            return std::make_unique<Attention<T, 64>>(std::move(data));
        case 128:
            return std::make_unique<Attention<T, 128>>(std::move(data));
        default:
            throw Unsupported("the fused kernel takes heads of 32, 64 or 128");
    }
}

template <template <class, int> class Attention>
std::unique_ptr<Kernel> make(std::shared_ptr<const AttentionData> data) {
    constexpr int kAmpere = 80;
    if (data->device.capability() < kAmpere) throw Unsupported("the fused kernel needs compute capability 8.0");
    if (data->storage == Storage::fp16) return make_of_values<Attention, __half>(std::move(data));
    if (data->storage == Storage::bf16) return make_of_values<Attention, __nv_bfloat16>(std::move(data));
    throw Unsupported("the fused kernel takes 16-bit values");
}

}  // namespace

std::unique_ptr<Kernel> make_fused_attention(std::shared_ptr<const AttentionData> data) {
    return make<FusedAttention>(std::move(data));
}

std::unique_ptr<Kernel> make_split_attention(std::shared_ptr<const AttentionData> data) {
    if (data->sizes.query == 1) throw Unsupported("one new token has a kernel of its own that splits the cache");
    return make<SplitAttention>(std::move(data));
}

}  // namespace plimsoll::measure::cuda
