// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/cuda/values.cuh"

#include <cstddef>
#include <cstdint>

/// Operators that memory bounds: fp32 in registers, 16 bytes per load, enough blocks to fill the device.
namespace plimsoll::measure::cuda {

struct Gelu {
    template <class T>
    __device__ T operator()(T x, T) const {
        const float v = widened(x);
        return narrowed<T>(0.5F * v * (1 + erff(v * 0.70710678F)));
    }
};
struct Gated {
    template <class T>
    __device__ T operator()(T a, T b) const {
        const float v = widened(a);
        return narrowed<T>(v / (1 + __expf(-v)) * widened(b));
    }
};
struct Add {
    template <class T>
    __device__ T operator()(T a, T b) const {
        return narrowed<T>(widened(a) + widened(b));
    }
};

/// to[i] = operation(a[i], b[i]); `b` is not read where `kOperands` is 1.
template <class T, class Operation, int kOperands>
__global__ void for_each_value(const T* a, const T* b, T* to, std::size_t count, Operation operation) {
    constexpr std::size_t kPack = Pack<T>::kCount;
    const std::size_t first = static_cast<std::size_t>(blockIdx.x) * blockDim.x + threadIdx.x;
    const std::size_t step = static_cast<std::size_t>(gridDim.x) * blockDim.x;
    const auto* const a_packs = reinterpret_cast<const Pack<T>*>(a);
    const auto* const b_packs = reinterpret_cast<const Pack<T>*>(b);
    auto* const to_packs = reinterpret_cast<Pack<T>*>(to);
    for (std::size_t i = first; i < count / kPack; i += step) {
        const Pack<T> x = a_packs[i];
        Pack<T> y = x;
        if constexpr (kOperands == 2) y = b_packs[i];
        Pack<T> z;
        for (std::size_t j = 0; j < kPack; ++j) z.values[j] = operation(x.values[j], y.values[j]);
        to_packs[i] = z;
    }
    for (std::size_t i = count / kPack * kPack + first; i < count; i += step)
        to[i] = operation(a[i], kOperands == 2 ? b[i] : a[i]);
}

/// y = (x + residual - mean) / sqrt(variance + epsilon) x scale + shift, a block per row.
template <class T>
__global__ void layer_norm_rows(const T* x, const T* residual, const T* scale, const T* shift, T* y, unsigned width) {
    extern __shared__ float row[];
    const std::size_t start = static_cast<std::size_t>(blockIdx.x) * width;
    float sum = 0;
    for (unsigned i = threadIdx.x; i < width; i += blockDim.x) {
        row[i] = widened(x[start + i]) + widened(residual[start + i]);
        sum += row[i];
    }
    const float mean = block_reduce(sum, Sum{}, 0.0F) / static_cast<float>(width);
    float squares = 0;
    for (unsigned i = threadIdx.x; i < width; i += blockDim.x) squares += (row[i] - mean) * (row[i] - mean);
    constexpr float kEpsilon = 1e-12F;
    const float inverse = rsqrtf(block_reduce(squares, Sum{}, 0.0F) / static_cast<float>(width) + kEpsilon);
    for (unsigned i = threadIdx.x; i < width; i += blockDim.x)
        y[start + i] = narrowed<T>((row[i] - mean) * inverse * widened(scale[i]) + widened(shift[i]));
}

/// Rotates pairs (x_i, x_{i + w/2}) by 10000^(-2i/w) (Su et al. 2021, arXiv:2104.09864, in the halves layout).
template <class T>
__global__ void rotary_rows(const T* x, T* y, unsigned width) {
    const std::size_t start = static_cast<std::size_t>(blockIdx.x) * width;
    const unsigned half = width / 2;
    for (unsigned i = threadIdx.x; i < half; i += blockDim.x) {
        float sine = 0;
        float cosine = 0;
        __sincosf(__powf(10000.0F, -2.0F * static_cast<float>(i) / static_cast<float>(width)), &sine, &cosine);
        const float a = widened(x[start + i]);
        const float b = widened(x[start + i + half]);
        y[start + i] = narrowed<T>(a * cosine - b * sine);
        y[start + i + half] = narrowed<T>(a * sine + b * cosine);
    }
    if (width % 2 != 0 && threadIdx.x == 0) y[start + width - 1] = x[start + width - 1];
}

/// Token t of a turn reads row (t + turn x rows) x 2654435761 mod table: places that jump about (Knuth's multiplicative
/// hash).
template <class T>
__global__ void gather_rows(const T* table, T* y, unsigned width, std::size_t table_rows, std::size_t turn) {
    const std::size_t token = blockIdx.x;
    const std::size_t place = (token + turn * gridDim.x) * 2654435761U % table_rows;
    for (unsigned i = threadIdx.x; i < width; i += blockDim.x) y[token * width + i] = table[place * width + i];
}

template <class T>
__global__ void mean_rows(const T* x, T* y, unsigned width) {
    const std::size_t start = static_cast<std::size_t>(blockIdx.x) * width;
    float sum = 0;
    for (unsigned i = threadIdx.x; i < width; i += blockDim.x) sum += widened(x[start + i]);
    sum = block_reduce(sum, Sum{}, 0.0F);
    if (threadIdx.x == 0) y[blockIdx.x] = narrowed<T>(sum / static_cast<float>(width));
}

}  // namespace plimsoll::measure::cuda
