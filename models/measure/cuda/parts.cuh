// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/cuda/mask.cuh"
#include "models/measure/cuda/values.cuh"

#include <cstddef>

namespace plimsoll::measure::cuda {

/// Attention split along the KV cache (Dao et al. 2023, "Flash-Decoding"): each part of the cache leaves, for each row
/// of queries, the largest score, the sum of the weights relative to it and as many weighted values as a head has, not
/// yet divided by that sum. They lie as fp32 in this order: KV heads x parts x rows x `kPartValues`.
template <int kDepth>
inline constexpr int kPartValues = kDepth + 2;

/// Parts of `per_part` tokens that hold the first `tokens`.
__host__ __device__ constexpr unsigned parts_of(unsigned tokens, unsigned per_part) {
    return (tokens + per_part - 1) / per_part;
}

/// Joins them. Block (b, r) is row r of KV head b; a thread per value of the head. A part of which the row sees nothing
/// is not read, so that nobody need write it.
template <class T, int kDepth>
__global__ void merge_parts(const float* parts, T* result, unsigned span, unsigned per_part, Mask mask) {
    const std::size_t head = blockIdx.x;
    const std::size_t rows = gridDim.y;
    const unsigned row = blockIdx.y;
    const unsigned count = parts_of(mask.seen(row, span), per_part);
    const float* const first = parts + (head * parts_of(span, per_part) * rows + row) * kPartValues<kDepth>;
    const auto part = [&](unsigned i) { return first + i * rows * kPartValues<kDepth>; };
    float highest = -INFINITY;
#pragma unroll 8
    for (unsigned i = 0; i < count; ++i) highest = fmaxf(highest, part(i)[0]);
    float all = 0;
    float sum = 0;
#pragma unroll 8
    for (unsigned i = 0; i < count; ++i) {
        const float keep = __expf(part(i)[0] - highest);
        all += keep * part(i)[1];
        sum += keep * part(i)[2 + threadIdx.x];
    }
    result[(head * rows + row) * kDepth + threadIdx.x] = narrowed<T>(sum / all);
}

}  // namespace plimsoll::measure::cuda
