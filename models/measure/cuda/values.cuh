// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cuda_bf16.h>
#include <cuda_fp16.h>

/// Activations in registers are fp32, whatever memory holds.
namespace plimsoll::measure::cuda {

__device__ inline float widened(float value) { return value; }
__device__ inline float widened(__half value) { return __half2float(value); }
__device__ inline float widened(__nv_bfloat16 value) { return __bfloat162float(value); }

template <class T>
__device__ T narrowed(float value);
template <>
__device__ inline float narrowed<float>(float value) {
    return value;
}
template <>
__device__ inline __half narrowed<__half>(float value) {
    return __float2half(value);
}
template <>
__device__ inline __nv_bfloat16 narrowed<__nv_bfloat16>(float value) {
    return __float2bfloat16(value);
}

/// As many values as one load moves.
template <class T>
struct alignas(16) Pack {
    static constexpr int kCount = 16 / sizeof(T);
    T values[kCount];
};

struct Sum {
    __device__ float operator()(float a, float b) const { return a + b; }
};
struct Max {
    __device__ float operator()(float a, float b) const { return fmaxf(a, b); }
};

template <class Operation>
__device__ float warp_reduce(float value, Operation operation) {
    for (int offset = 16; offset > 0; offset /= 2)
        value = operation(value, __shfl_xor_sync(0xffffffffU, value, offset));
    return value;
}

/// Over all threads of a block, whose number is a multiple of 32; every thread gets the result. `neutral` changes
/// nothing.
template <class Operation>
__device__ float block_reduce(float value, Operation operation, float neutral) {
    __shared__ float parts[32];
    value = warp_reduce(value, operation);
    __syncthreads();  // who called before may still read
    if (threadIdx.x % 32 == 0) parts[threadIdx.x / 32] = value;
    __syncthreads();
    const unsigned lane = threadIdx.x % 32;
    return warp_reduce(lane < blockDim.x / 32 ? parts[lane] : neutral, operation);
}

}  // namespace plimsoll::measure::cuda
