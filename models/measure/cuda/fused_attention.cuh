// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/cuda/errors.cuh"
#include "models/measure/cuda/tensor_core.cuh"

#include <algorithm>
#include <cstddef>

namespace plimsoll::measure::cuda {

/// Attention of many new tokens whose scores never reach memory (Dao 2023, "FlashAttention-2", arXiv:2307.08691): a
/// block takes 128 rows of queries of one KV head and walks through its keys and values, tile by tile, with the online
/// softmax of Milakov and Gimelshein 2018 (arXiv:1805.02867). Each of four warps has 32 rows to itself.
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

/// Rows `first`.. of KV head `head`, which has `limit`, to shared memory, by all threads of the block; zeros after the
/// last.
template <int kDepth, int kCount, class T>
__device__ __forceinline__ void copy_rows(unsigned to, const T* from, unsigned head, int first, int limit) {
    using Shape = FusedShape<kDepth>;
    static_assert(kCount * Shape::kChunks % Shape::kThreads == 0);
    const int thread = static_cast<int>(computed_here(threadIdx.x));
#pragma unroll
    for (int i = 0; i < kCount * Shape::kChunks / Shape::kThreads; ++i) {
        const int place = thread + i * Shape::kThreads;
        const int row = place / Shape::kChunks;
        const int chunk = place % Shape::kChunks;
        const std::size_t source = head * limit + min(first + row, limit - 1);
        copy_async(to + swizzled<kDepth>(row, chunk), from + source * kDepth + 8 * chunk, first + row < limit);
    }
}

/// How many tokens some rows look at.
struct Seen {
    int least;
    int most;
};

/// Those of row `row`.
__device__ __forceinline__ int seen_by(int row, const FusedSizes& sizes, bool causal) {
    return causal ? sizes.span - sizes.query + row % sizes.query + 1 : sizes.span;
}

/// Of `count` rows from `first` on, as far as there are such; they may belong to several query heads.
__device__ __forceinline__ Seen seen_by_rows(int first, int count, const FusedSizes& sizes, bool causal) {
    const int last = min(first + count, sizes.rows) - 1;
    if (first > last) return {0, 0};
    if (!causal) return {sizes.span, sizes.span};
    if (first / sizes.query == last / sizes.query) return {seen_by(first, sizes, causal), seen_by(last, sizes, causal)};
    return {sizes.span - sizes.query + 1, sizes.span};
}

/// What a block works on.
struct FusedPlace {
    unsigned head;  ///< of `FusedSizes::batch`
    int row;        ///< the first
};

/// Blocks that start together share keys and values in the L2 cache: `section` KV heads. Of these, the rows that look
/// at most tokens come first, so that the last blocks are short.
template <int kRows>
__device__ __forceinline__ FusedPlace fused_place(unsigned block, const FusedSizes& sizes, int section) {
    const unsigned per_head = (sizes.rows + kRows - 1) / kRows;
    const unsigned columns = sizes.query % kRows == 0 ? sizes.rows / sizes.query : 1;  // whose blocks are alike
    const unsigned begin = block / (section * per_head) * section;
    const unsigned heads = min(static_cast<unsigned>(section), sizes.batch - begin);
    const unsigned inside = block % (section * per_head);
    const unsigned column = inside % columns;
    const unsigned head = inside / columns % heads;
    const unsigned turn = inside / columns / heads;
    return {begin + head, static_cast<int>((column + 1) * (per_head / columns) - 1 - turn) * kRows};
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
    /// The first tile has at least one token for each row, so the largest score is finite.
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

/// Tiles come in turn as keys, values, keys, ... and go around three places in shared memory: while one is used, the
/// next is there or on its way, and the third place, which all warps have left, takes the one after.
template <class T, int kDepth>
__global__ void __launch_bounds__(FusedShape<kDepth>::kThreads, FusedShape<kDepth>::kBlocks)
    fused_attention(const T* query, const T* keys, const T* values, T* result, FusedSizes sizes, int section,
                    float scale, bool causal) {
    using Shape = FusedShape<kDepth>;
    alignas(1024) extern __shared__ char fused_memory[];
    const FusedPlace place = fused_place<Shape::kRows>(blockIdx.x, sizes, section);
    const int warp_place = static_cast<int>(threadIdx.x) / 32 * Shape::kWarpRows;
    const int warp_row = place.row + warp_place;
    const Seen seen = seen_by_rows(warp_row, Shape::kWarpRows, sizes, causal);
    const int end = seen_by_rows(place.row, Shape::kRows, sizes, causal).most;

    const unsigned queries = shared_address(fused_memory);
    const unsigned ring = queries + Shape::kRows * Shape::kRowBytes;
    const auto after = [&](unsigned tile) {
        return tile == ring + 2 * Shape::kTileBytes ? ring : tile + Shape::kTileBytes;
    };
    unsigned tile = ring;
    copy_rows<kDepth, Shape::kRows>(queries, query, place.head, place.row, sizes.rows);
    copy_rows<kDepth, Shape::kKeys>(tile, keys, place.head, 0, sizes.span);
    commit_copies();
    copy_rows<kDepth, Shape::kKeys>(after(tile), values, place.head, 0, sizes.span);
    commit_copies();

    FusedWarp<T, kDepth> warp(queries + warp_place * Shape::kRowBytes, scale);
    for (int token = 0; token < end; token += Shape::kKeys) {
        wait_for_copies<1>();
        __syncthreads();
        const bool more = token + Shape::kKeys < end;
        if (more)
            copy_rows<kDepth, Shape::kKeys>(after(after(tile)), keys, place.head, token + Shape::kKeys, sizes.span);
        commit_copies();
        if (token == 0) warp.keep_query();
        if (token < seen.most) {
            warp.score(tile);
            if (token + Shape::kKeys > seen.least) warp.mask(token, warp_row, sizes, causal);
            warp.weigh();
        }
        wait_for_copies<1>();
        __syncthreads();
        tile = after(tile);
        if (more)
            copy_rows<kDepth, Shape::kKeys>(after(after(tile)), values, place.head, token + Shape::kKeys, sizes.span);
        commit_copies();
        if (token < seen.most) warp.add(tile);
        tile = after(tile);
    }
    const std::size_t first = static_cast<std::size_t>(place.head) * sizes.rows + warp_row;
    warp.write(result + first * kDepth, sizes.rows - warp_row, fused_memory + warp_place * Shape::kRowBytes);
}

/// softmax(scale Q K^T) V for each KV head; query and result are batch x rows x depth, keys and values batch x span x
/// depth. Row r looks at the first span - query + r % query + 1 tokens where `causal`, else at all. `scale` > 0,
/// `span` >= `query` where causal; compute capability 8.0 or more.
template <class T, int kDepth>
void launch_fused(cudaStream_t stream, const T* query, const T* keys, const T* values, T* result,
                  const FusedSizes& sizes, float scale, bool causal) {
    using Shape = FusedShape<kDepth>;
    constexpr float kLog2OfE = 1.4426950408889634F;
    constexpr std::size_t kSectionBytes = 16 << 20;  // of keys and values: less than half of an A100's L2 cache
    static const cudaError_t allowed =
        cudaFuncSetAttribute(fused_attention<T, kDepth>, cudaFuncAttributeMaxDynamicSharedMemorySize, Shape::kBytes);
    PLIMSOLL_CUDA(allowed);
    const std::size_t head_bytes = 2 * sizeof(T) * kDepth * static_cast<std::size_t>(sizes.span);
    const auto batch = static_cast<std::size_t>(sizes.batch);
    const auto section = static_cast<int>(std::clamp<std::size_t>(kSectionBytes / head_bytes, 1, batch));
    const std::size_t blocks = batch * static_cast<std::size_t>((sizes.rows + Shape::kRows - 1) / Shape::kRows);
    fused_attention<T, kDepth><<<static_cast<unsigned>(blocks), Shape::kThreads, Shape::kBytes, stream>>>(
        query, keys, values, result, sizes, section, scale * kLog2OfE, causal);
    PLIMSOLL_CUDA(cudaGetLastError());
}

}  // namespace plimsoll::measure::cuda
