// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/cuda/parts.cuh"
#include "models/measure/cuda/tensor_core.cuh"

#include <cstddef>

namespace plimsoll::measure::cuda {

/// Sizes of an attention, as the fused kernel counts them.
struct FusedSizes {
    int batch;  ///< sequences x KV heads
    int rows;   ///< of a KV head: its query heads x `query`
    int query;  ///< new tokens; row r belongs to token r % query
    int span;   ///< tokens of the cache, the new ones included
};

template <int kDepth>
struct FusedShape {
    static constexpr int kWarps = 4;
    static constexpr int kThreads = 32 * kWarps;
    static constexpr int kRows = 128;
    static constexpr int kWarpRows = kRows / kWarps;
    static constexpr int kKeys = 64;            ///< of a tile
    static constexpr int kChunks = kDepth / 8;  ///< 16 bytes each, of a row
    static constexpr int kRowBytes = 2 * kDepth;
    static constexpr int kTileBytes = kKeys * kRowBytes;
    static constexpr int kBytes = kRows * kRowBytes + 3 * kTileBytes;  ///< of shared memory
    static constexpr bool kKeepQuery = kDepth <= 64;                   ///< in registers
    static constexpr int kBlocks = 2;                                  ///< at least, on a multiprocessor
};

/// Where a chunk of a row lies in a tile: moved within the row so that eight rows' same chunks are in different banks.
/// Rows 16 apart are moved alike.
template <int kDepth>
__device__ __forceinline__ unsigned swizzled(int row, int chunk) {
    constexpr int kChunks = FusedShape<kDepth>::kChunks;
    const int shift = kChunks >= 8 ? row % 8 : row / (8 / kChunks) % kChunks;
    return static_cast<unsigned>(row * FusedShape<kDepth>::kRowBytes + 16 * (chunk ^ shift));
}

/// How many tokens row `row` looks at.
__device__ __forceinline__ int seen_by(int row, const FusedSizes& sizes, bool causal) {
    return causal ? sizes.span - sizes.query + row % sizes.query + 1 : sizes.span;
}

__device__ __forceinline__ float largest_of_four(float value) {
    value = fmaxf(value, __shfl_xor_sync(0xffffffffU, value, 1));
    return fmaxf(value, __shfl_xor_sync(0xffffffffU, value, 2));
}

__device__ __forceinline__ float sum_of_four(float value) {
    value += __shfl_xor_sync(0xffffffffU, value, 1);
    return value + __shfl_xor_sync(0xffffffffU, value, 2);
}

/// 32 rows of queries and their result, spread over the registers of a warp as `multiply_add` wants it: of each 16 x 8
/// values of scores or sums, lane l has columns 2 (l % 4) and 2 (l % 4) + 1 of row l / 4 ([0], [1]) and of row
/// l / 4 + 8 ([2], [3]).
template <class T, int kDepth>
class FusedWarp {
    using Shape = FusedShape<kDepth>;
    static constexpr int kRowTiles = Shape::kWarpRows / 16;
    static constexpr int kSteps = kDepth / 16;
    static constexpr int kStepBytes = 32;                     ///< 16 values of a row
    static constexpr int kDownBytes = 16 * Shape::kRowBytes;  ///< 16 rows

public:
    /// `query`: the shared address of its rows; `scale` is of powers of two.
    __device__ __forceinline__ FusedWarp(unsigned query, float scale) : scale_(scale) {
        const int lane = static_cast<int>(threadIdx.x % 32);
        lane_ = swizzled<kDepth>(lane % 16, lane / 16);
        query_ = query + lane_;
#pragma unroll
        for (int m = 0; m < kRowTiles; ++m) {
            most_[m][0] = most_[m][1] = -INFINITY;
            total_[m][0] = total_[m][1] = 0;
#pragma unroll
            for (int n = 0; n < kDepth / 8; ++n)
#pragma unroll
                for (int i = 0; i < 4; ++i) sums_[m][n][i] = 0;
        }
    }

    /// Once the queries are there.
    __device__ __forceinline__ void keep_query() {
        if constexpr (Shape::kKeepQuery) {
#pragma unroll
            for (int k = 0; k < kSteps; ++k) load_query(kept_[k], k);
        }
    }

    /// scores = Q K^T with a tile of keys.
    __device__ __forceinline__ void score(unsigned keys) {
#pragma unroll
        for (int m = 0; m < kRowTiles; ++m)
#pragma unroll
            for (int n = 0; n < Shape::kKeys / 8; ++n)
#pragma unroll
                for (int i = 0; i < 4; ++i) scores_[m][n][i] = 0;
#pragma unroll
        for (int k = 0; k < kSteps; ++k) {
            if constexpr (Shape::kKeepQuery) {
                score_step(kept_[k], keys, k);
            } else {
                unsigned query[kRowTiles][4];
                load_query(query, k);
                score_step(query, keys, k);
            }
        }
    }

    /// Hides the tokens that a row does not look at; the tile begins with token `token`, the warp with row `row`.
    __device__ __forceinline__ void mask(int token, int row, const FusedSizes& sizes, bool causal) {
        const int lane = static_cast<int>(computed_here(threadIdx.x) % 32);
#pragma unroll
        for (int m = 0; m < kRowTiles; ++m)
#pragma unroll
            for (int half = 0; half < 2; ++half) {
                const int seen = seen_by(row + 16 * m + 8 * half + lane / 4, sizes, causal) - token - lane % 4 * 2;
#pragma unroll
                for (int n = 0; n < Shape::kKeys / 8; ++n)
#pragma unroll
                    for (int i = 0; i < 2; ++i)
                        if (8 * n + i >= seen) scores_[m][n][2 * half + i] = -INFINITY;
            }
    }

    /// Scores become weights relative to the largest score so far; what was summed before is made relative to it too.
    /// The first tile has at least one token for each row of the result, so the largest score is finite.
    __device__ __forceinline__ void weigh() {
#pragma unroll
        for (int m = 0; m < kRowTiles; ++m)
#pragma unroll
            for (int half = 0; half < 2; ++half) weigh_rows(m, half);
    }

    /// sums += weights x a tile of values.
    __device__ __forceinline__ void add(unsigned values) {
#pragma unroll
        for (int k = 0; k < Shape::kKeys / 16; ++k) {
            unsigned weights[kRowTiles][4];
#pragma unroll
            for (int m = 0; m < kRowTiles; ++m)
#pragma unroll
                for (int i = 0; i < 4; ++i)
                    weights[m][i] =
                        packed<T>(scores_[m][2 * k + i / 2][i % 2 * 2], scores_[m][2 * k + i / 2][i % 2 * 2 + 1]);
#pragma unroll
            for (int n = 0; n < kSteps; ++n) {
                unsigned b[4];
                load_transposed(b, ((values + lane_) ^ (n * kStepBytes)) + k * kDownBytes);
#pragma unroll
                for (int m = 0; m < kRowTiles; ++m) {
                    multiply_add<T>(sums_[m][2 * n], weights[m], b[0], b[1]);
                    multiply_add<T>(sums_[m][2 * n + 1], weights[m], b[2], b[3]);
                }
            }
        }
    }

    /// `count` rows of the result, by way of `stage`, which has room for all 32.
    __device__ __forceinline__ void write(T* to, int count, char* stage) {
        const int lane = static_cast<int>(threadIdx.x % 32);
#pragma unroll
        for (int m = 0; m < kRowTiles; ++m)
#pragma unroll
            for (int half = 0; half < 2; ++half) {
                const float share = 1 / sum_of_four(total_[m][half]);
#pragma unroll
                for (int n = 0; n < kDepth / 8; ++n)
                    *reinterpret_cast<unsigned*>(stage + swizzled<kDepth>(16 * m + 8 * half + lane / 4, n) +
                                                 lane % 4 * 4) =
                        packed<T>(share * sums_[m][n][2 * half], share * sums_[m][n][2 * half + 1]);
            }
        __syncwarp();
#pragma unroll
        for (int i = 0; i < Shape::kWarpRows * Shape::kChunks / 32; ++i) {
            const int row = (lane + 32 * i) / Shape::kChunks;
            const int chunk = (lane + 32 * i) % Shape::kChunks;
            if (row < count)
                *reinterpret_cast<uint4*>(to + static_cast<std::size_t>(row) * kDepth + 8 * chunk) =
                    *reinterpret_cast<const uint4*>(stage + swizzled<kDepth>(row, chunk));
        }
    }

    /// What `merge_parts` wants of the part of the cache that begins with token `begin`, of those rows that see it: the
    /// others have nothing that is finite. `to` and `row` are the first row's.
    __device__ __forceinline__ void write_part(float* to, int begin, int row, const FusedSizes& sizes, bool causal) {
        constexpr float kLogOf2 = 0.6931471805599453F;
        const int lane = static_cast<int>(threadIdx.x % 32);
#pragma unroll
        for (int m = 0; m < kRowTiles; ++m)
#pragma unroll
            for (int half = 0; half < 2; ++half) {
                const int here = 16 * m + 8 * half + lane / 4;
                const float total = sum_of_four(total_[m][half]);
                if (row + here >= sizes.rows || begin >= seen_by(row + here, sizes, causal)) continue;
                float2* const part = reinterpret_cast<float2*>(to + here * kPartValues<kDepth>);
                if (lane % 4 == 0) *part = make_float2(kLogOf2 * scale_ * most_[m][half], total);
#pragma unroll
                for (int n = 0; n < kDepth / 8; ++n)
                    part[1 + 4 * n + lane % 4] = make_float2(sums_[m][n][2 * half], sums_[m][n][2 * half + 1]);
            }
    }

private:
    __device__ __forceinline__ void load_query(unsigned (&to)[kRowTiles][4], int k) {
        const unsigned query = computed_here(query_);
#pragma unroll
        for (int m = 0; m < kRowTiles; ++m) load_matrices(to[m], (query ^ (k * kStepBytes)) + m * kDownBytes);
    }

    __device__ __forceinline__ void score_step(const unsigned (&query)[kRowTiles][4], unsigned keys, int k) {
#pragma unroll
        for (int n = 0; n < Shape::kKeys / 16; ++n) {
            unsigned b[4];
            load_matrices(b, ((keys + lane_) ^ (k * kStepBytes)) + n * kDownBytes);
#pragma unroll
            for (int m = 0; m < kRowTiles; ++m) {
                multiply_add<T>(scores_[m][2 * n], query[m], b[0], b[2]);
                multiply_add<T>(scores_[m][2 * n + 1], query[m], b[1], b[3]);
            }
        }
    }

    __device__ __forceinline__ void weigh_rows(int m, int half) {
        float highest = most_[m][half];
#pragma unroll
        for (int n = 0; n < Shape::kKeys / 8; ++n)
            highest = fmaxf(highest, fmaxf(scores_[m][n][2 * half], scores_[m][n][2 * half + 1]));
        highest = largest_of_four(highest);
        const float keep = power_of_two(scale_ * (most_[m][half] - highest));
        most_[m][half] = highest;
#pragma unroll
        for (int n = 0; n < kDepth / 8; ++n)
#pragma unroll
            for (int i = 0; i < 2; ++i) sums_[m][n][2 * half + i] *= keep;
        float total = keep * total_[m][half];
#pragma unroll
        for (int n = 0; n < Shape::kKeys / 8; ++n)
#pragma unroll
            for (int i = 0; i < 2; ++i) {
                float& weight = scores_[m][n][2 * half + i];
                weight = power_of_two(fmaf(weight, scale_, -highest * scale_));
                total += weight;
            }
        total_[m][half] = total;  // of this lane's tokens
    }

    float scale_;
    unsigned lane_;  ///< where this lane's row of 16 x 16 values begins: two matrices below each other, two beside them
    unsigned query_;
    unsigned kept_[Shape::kKeepQuery ? kSteps : 1][kRowTiles][4];
    float scores_[kRowTiles][Shape::kKeys / 8][4];
    float sums_[kRowTiles][kDepth / 8][4];
    float most_[kRowTiles][2];
    float total_[kRowTiles][2];
};

}  // namespace plimsoll::measure::cuda
