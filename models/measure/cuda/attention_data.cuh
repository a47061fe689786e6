// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/cuda/kernels.cuh"

#include <cmath>

namespace plimsoll::measure::cuda {

/// Sizes of an attention, as its kernels count them.
struct AttentionSizes {
    explicit AttentionSizes(const models::Attention& attention)
        : sequences(static_cast<std::size_t>(attention.sequences)),
          kv_heads(static_cast<std::size_t>(attention.kv_heads)),
          group(static_cast<std::size_t>(attention.heads / attention.kv_heads)),
          query(static_cast<std::size_t>(attention.query)),
          span(static_cast<std::size_t>(attention.span)),
          depth(static_cast<std::size_t>(attention.head_dim)),
          causal(attention.causal && attention.query > 1),
          scale(static_cast<float>(1 / std::sqrt(attention.head_dim))) {}
    [[nodiscard]] std::size_t batch() const { return sequences * kv_heads; }
    [[nodiscard]] std::size_t rows() const { return group * query; }
    [[nodiscard]] std::size_t cached() const { return batch() * span * depth; }
    [[nodiscard]] std::size_t asked() const { return batch() * rows() * depth; }

    std::size_t sequences;
    std::size_t kv_heads;
    std::size_t group;  ///< query heads that share a KV head
    std::size_t query;  ///< new tokens of a sequence
    std::size_t span;   ///< tokens that they look at, themselves included
    std::size_t depth;
    bool causal;
    float scale;
};

/// Q and the result: batch x rows x depth; K and V: batch x span x depth. A cache that is only read (one new token) is
/// cold: as many copies as Device::cold_copies says. Kernels that compete for one attention share it.
struct AttentionData {
    AttentionData(const Device& device, const AttentionSizes& sizes, Storage storage);
    [[nodiscard]] std::vector<std::vector<float>> inputs() const;
    [[nodiscard]] std::vector<float> output() const;

    const Device& device;
    AttentionSizes sizes;
    Storage storage;
    Buffer query;
    Buffer result;
    std::vector<Buffer> keys;
    std::vector<Buffer> values;
};

/// What every kernel of attention has in common.
class AttentionKernel : public Kernel {
public:
    explicit AttentionKernel(std::shared_ptr<const AttentionData> data) : data_(std::move(data)) {}
    [[nodiscard]] std::size_t copies() const override { return data_->keys.size(); }
    [[nodiscard]] std::vector<std::vector<float>> inputs() const override { return data_->inputs(); }
    [[nodiscard]] std::vector<float> output() const override { return data_->output(); }

protected:
    [[nodiscard]] const AttentionData& data() const { return *data_; }

private:
    std::shared_ptr<const AttentionData> data_;
};

/// Fused, by cuDNN. \throws Unsupported where cuDNN is not installed, or has no engine for it
[[nodiscard]] std::unique_ptr<Kernel> make_cudnn_attention(std::shared_ptr<const AttentionData> data);
/// Fused, of ours: more than one new token, 16 bits, heads of 32, 64 or 128. \throws Unsupported
[[nodiscard]] std::unique_ptr<Kernel> make_fused_attention(std::shared_ptr<const AttentionData> data);
/// The same, split along the KV cache: few rows behind a long one. \throws Unsupported, also where a split gains
/// nothing
[[nodiscard]] std::unique_ptr<Kernel> make_split_attention(std::shared_ptr<const AttentionData> data);
/// Split along the KV cache, of ours: one new token. \throws Unsupported
[[nodiscard]] std::unique_ptr<Kernel> make_decode_attention(std::shared_ptr<const AttentionData> data);
/// Two products and a softmax, the scores in memory: what works everywhere. \throws Unsupported
[[nodiscard]] std::unique_ptr<Kernel> make_unfused_attention(std::shared_ptr<const AttentionData> data,
                                                             bool tensor_float);

}  // namespace plimsoll::measure::cuda
