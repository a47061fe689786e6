// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cuda/fused_attention.cuh"

#include "models/measure/cuda/attention_data.cuh"

#include <utility>

namespace plimsoll::measure::cuda {
namespace {

template <class T, int kDepth>
class FusedAttention : public AttentionKernel {
public:
    using AttentionKernel::AttentionKernel;

    void launch(cudaStream_t stream, std::size_t turn) override {
        const auto& sizes = data().sizes;
        const FusedSizes counts{static_cast<int>(sizes.batch()), static_cast<int>(sizes.rows()),
                                static_cast<int>(sizes.query), static_cast<int>(sizes.span)};
        const std::size_t copy = turn % data().keys.size();
        launch_fused<T, kDepth>(stream, data().query.as<const T>(), data().keys[copy].as<const T>(),
                                data().values[copy].as<const T>(), data().result.as<T>(), counts, sizes.scale,
                                sizes.causal);
    }
    [[nodiscard]] std::string name() const override { return "fused_attention (of Plimsoll)"; }
};

template <class T>
std::unique_ptr<Kernel> make_of(std::shared_ptr<const AttentionData> data) {
    switch (data->sizes.depth) {
        case 32:
            return std::make_unique<FusedAttention<T, 32>>(std::move(data));
        case 64:
            return std::make_unique<FusedAttention<T, 64>>(std::move(data));
        case 128:
            return std::make_unique<FusedAttention<T, 128>>(std::move(data));
        default:
            throw Unsupported("the fused kernel takes heads of 32, 64 or 128");
    }
}

}  // namespace

std::unique_ptr<Kernel> make_fused_attention(std::shared_ptr<const AttentionData> data) {
    constexpr int kAmpere = 80;
    if (data->device.capability() < kAmpere) throw Unsupported("the fused kernel needs compute capability 8.0");
    if (data->storage == Storage::fp16) return make_of<__half>(std::move(data));
    if (data->storage == Storage::bf16) return make_of<__nv_bfloat16>(std::move(data));
    throw Unsupported("the fused kernel takes 16-bit values");
}

}  // namespace plimsoll::measure::cuda
