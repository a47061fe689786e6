// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cuda_bf16.h>
#include <cuda_fp16.h>

#include <type_traits>

/// Instructions of PTX that C++ has no word for; all 32 lanes of a warp execute them together, except the copies. They
/// need compute capability 8.0, and trap where the code is compiled for less.
namespace plimsoll::measure::cuda {

#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ < 800
#define PLIMSOLL_AMPERE(...) __trap()
#else
#define PLIMSOLL_AMPERE(...) asm volatile(__VA_ARGS__)
#endif

/// Where PTX finds what `pointer` points to.
__device__ __forceinline__ unsigned shared_address(const void* pointer) {
    return static_cast<unsigned>(__cvta_generic_to_shared(pointer));
}

/// Four 8 x 8 matrices of 16-bit values from shared memory: lane 8 m + r says where row r (16 bytes) of matrix m lies;
/// lane l gets values 2 (l % 4) and 2 (l % 4) + 1 of row l / 4 of each.
__device__ __forceinline__ void load_matrices(unsigned (&to)[4], unsigned address) {
    PLIMSOLL_AMPERE("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0, %1, %2, %3}, [%4];"
                    : "=r"(to[0]), "=r"(to[1]), "=r"(to[2]), "=r"(to[3])
                    : "r"(address)
                    : "memory");
}

/// Each matrix transposed: lane l gets the values of rows 2 (l % 4) and 2 (l % 4) + 1 in column l / 4.
__device__ __forceinline__ void load_transposed(unsigned (&to)[4], unsigned address) {
    PLIMSOLL_AMPERE("ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {%0, %1, %2, %3}, [%4];"
                    : "=r"(to[0]), "=r"(to[1]), "=r"(to[2]), "=r"(to[3])
                    : "r"(address)
                    : "memory");
}

/// sum (16 x 8, fp32) += a (16 x 16) b (16 x 8).
template <class T>
__device__ __forceinline__ void multiply_add(float (&sum)[4], const unsigned (&a)[4], unsigned b0, unsigned b1) {
    if constexpr (std::is_same_v<T, __half>) {
        PLIMSOLL_AMPERE(
            "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, "
            "{%0, %1, %2, %3};"
            : "+f"(sum[0]), "+f"(sum[1]), "+f"(sum[2]), "+f"(sum[3])
            : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b0), "r"(b1));
    } else {
        static_assert(std::is_same_v<T, __nv_bfloat16>);
        PLIMSOLL_AMPERE(
            "mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, "
            "{%0, %1, %2, %3};"
            : "+f"(sum[0]), "+f"(sum[1]), "+f"(sum[2]), "+f"(sum[3])
            : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b0), "r"(b1));
    }
}

/// 16 bytes from global to shared memory, past the registers and the L1 cache; zeros where `there` is false.
__device__ __forceinline__ void copy_async(unsigned to, const void* from, bool there) {
    PLIMSOLL_AMPERE("cp.async.cg.shared.global [%0], [%1], 16, %2;" ::"r"(to), "l"(__cvta_generic_to_global(from)),
                    "r"(there ? 16 : 0)
                    : "memory");
}

/// This thread's copies since the last call form a group.
__device__ __forceinline__ void commit_copies() { PLIMSOLL_AMPERE("cp.async.commit_group;" ::: "memory"); }

/// Until all of this thread's groups have arrived but the last `kPending`.
template <int kPending>
__device__ __forceinline__ void wait_for_copies() {
    PLIMSOLL_AMPERE("cp.async.wait_group %0;" ::"n"(kPending) : "memory");
}

/// 2^x, 0 for what would be denormal.
__device__ __forceinline__ float power_of_two(float x) {
    float power;
    asm("ex2.approx.ftz.f32 %0, %1;" : "=f"(power) : "f"(x));
    return power;
}

/// `value`; what follows from it is not computed before and kept in registers, even where a loop computes it each time.
__device__ __forceinline__ unsigned computed_here(unsigned value) {
    asm volatile("" : "+r"(value));
    return value;
}

/// Two values as an operand holds them.
template <class T>
__device__ __forceinline__ unsigned packed(float low, float high) {
    if constexpr (std::is_same_v<T, __half>) {
        const __half2 pair = __floats2half2_rn(low, high);
        return reinterpret_cast<const unsigned&>(pair);
    } else {
        static_assert(std::is_same_v<T, __nv_bfloat16>);
        const __nv_bfloat162 pair = __floats2bfloat162_rn(low, high);
        return reinterpret_cast<const unsigned&>(pair);
    }
}

#undef PLIMSOLL_AMPERE

}  // namespace plimsoll::measure::cuda
