// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/cuda/errors.cuh"
#include "models/measure/cuda/kernels.cuh"
#include "models/measure/cuda/mask.cuh"
#include "models/measure/cuda/values.cuh"

namespace plimsoll::measure::cuda {

/// Values that a row may have: they wait as fp32 in 48 KB of shared memory, less the partial results of two reductions.
inline constexpr std::size_t kLongestRow = (48 * 1024 - 2 * 32 * sizeof(float)) / sizeof(float);

/// to = softmax(scale x from) over rows of `width`, one block each. In place where both are the same.
template <class T>
__global__ void softmax_rows(const T* from, T* to, unsigned width, float scale, Mask mask) {
    extern __shared__ float row[];
    const std::size_t start = static_cast<std::size_t>(blockIdx.x) * width;
    const unsigned seen = mask.seen(blockIdx.x, width);
    float most = -INFINITY;
    for (unsigned i = threadIdx.x; i < seen; i += blockDim.x) {
        row[i] = scale * widened(from[start + i]);
        most = fmaxf(most, row[i]);
    }
    most = block_reduce(most, Max{}, -INFINITY);
    float sum = 0;
    for (unsigned i = threadIdx.x; i < seen; i += blockDim.x) {
        row[i] = __expf(row[i] - most);
        sum += row[i];
    }
    sum = block_reduce(sum, Sum{}, 0.0F);
    const float share = 1 / sum;
    for (unsigned i = threadIdx.x; i < width; i += blockDim.x)
        to[start + i] = narrowed<T>(i < seen ? row[i] * share : 0.0F);
}

template <class T>
void launch_softmax(cudaStream_t stream, const T* from, T* to, std::size_t rows, std::size_t width, float scale,
                    Mask mask) {
    constexpr unsigned kThreads = 256;
    softmax_rows<<<static_cast<unsigned>(rows), kThreads, width * sizeof(float), stream>>>(
        from, to, static_cast<unsigned>(width), scale, mask);
    PLIMSOLL_CUDA(cudaGetLastError());
}

}  // namespace plimsoll::measure::cuda
