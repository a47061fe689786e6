// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/cuda/parts.cuh"
#include "models/measure/cuda/values.cuh"

namespace plimsoll::measure::cuda {

/// Attention of one new token per sequence, split along the KV cache so that all multiprocessors work even for one
/// sequence (Dao et al. 2023, "Flash-Decoding"). Block (s, b) walks through part s of the cache of one KV head b and
/// keeps, for each query head that shares it, the running maximum, sum and weighted values (the online softmax of
/// Milakov and Gimelshein 2018, arXiv:1805.02867); `merge_parts` joins the parts.
constexpr int kDecodeWarps = 4;

template <class T, int kDepth, int kGroup>
__global__ void decode_part(const T* query, const T* keys, const T* values, float* parts, int span, int per_part,
                            float scale) {
    constexpr int kPerLane = kDepth / 32;
    struct alignas(kPerLane * sizeof(T)) Lane {
        T values[kPerLane];
    };
    __shared__ float warp_most[kDecodeWarps][kGroup];
    __shared__ float warp_total[kDecodeWarps][kGroup];
    __shared__ float warp_sums[kDecodeWarps][kGroup][kDepth];

    const int warp = threadIdx.x / 32;
    const int lane = threadIdx.x % 32;
    const std::size_t head = blockIdx.y;
    const auto* const key_lanes = reinterpret_cast<const Lane*>(keys + head * span * kDepth);
    const auto* const value_lanes = reinterpret_cast<const Lane*>(values + head * span * kDepth);

    float q[kGroup][kPerLane];
    float sums[kGroup][kPerLane] = {};
    float most[kGroup];
    float total[kGroup] = {};
    for (int g = 0; g < kGroup; ++g) {
        most[g] = -INFINITY;
        for (int i = 0; i < kPerLane; ++i)
            q[g][i] = scale * widened(query[(head * kGroup + g) * kDepth + lane * kPerLane + i]);
    }
    const int begin = blockIdx.x * per_part;
    const int end = min(span, begin + per_part);
#pragma unroll 4
    for (int token = begin + warp; token < end; token += kDecodeWarps) {
        const Lane k = key_lanes[static_cast<std::size_t>(token) * 32 + lane];
        const Lane v = value_lanes[static_cast<std::size_t>(token) * 32 + lane];
        for (int g = 0; g < kGroup; ++g) {
            float score = 0;
            for (int i = 0; i < kPerLane; ++i) score += q[g][i] * widened(k.values[i]);
            score = warp_reduce(score, Sum{});
            const float higher = fmaxf(most[g], score);
            const float keep = __expf(most[g] - higher);
            const float weight = __expf(score - higher);
            total[g] = total[g] * keep + weight;
            for (int i = 0; i < kPerLane; ++i) sums[g][i] = sums[g][i] * keep + weight * widened(v.values[i]);
            most[g] = higher;
        }
    }
    for (int g = 0; g < kGroup; ++g) {
        if (lane == 0) {
            warp_most[warp][g] = most[g];
            warp_total[warp][g] = total[g];
        }
        for (int i = 0; i < kPerLane; ++i) warp_sums[warp][g][lane * kPerLane + i] = sums[g][i];
    }
    __syncthreads();
    float* const out = parts + (head * gridDim.x + blockIdx.x) * kGroup * kPartValues<kDepth>;
    for (int place = threadIdx.x; place < kGroup * kDepth; place += blockDim.x) {
        const int g = place / kDepth;
        float highest = -INFINITY;
        for (int w = 0; w < kDecodeWarps; ++w) highest = fmaxf(highest, warp_most[w][g]);
        float all = 0;
        float sum = 0;
        for (int w = 0; w < kDecodeWarps; ++w) {
            const float keep = __expf(warp_most[w][g] - highest);
            all += keep * warp_total[w][g];
            sum += keep * warp_sums[w][g][place % kDepth];
        }
        float* const part = out + g * kPartValues<kDepth>;
        part[2 + place % kDepth] = sum;
        if (place % kDepth == 0) {
            part[0] = highest;
            part[1] = all;
        }
    }
}

}  // namespace plimsoll::measure::cuda
