// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/cuda/errors.cuh"
#include "models/measure/cuda/fused_warp.cuh"
#include "models/measure/cuda/parts.cuh"
#include "models/measure/cuda/tensor_core.cuh"

#include <algorithm>
#include <cstddef>
#include <type_traits>

namespace plimsoll::measure::cuda {

/// How many tokens some rows look at.
struct Seen {
    int least;
    int most;
};

/// Of `count` rows from `first` on, as far as there are such; they may belong to several query heads.
__device__ __forceinline__ Seen seen_by_rows(int first, int count, const FusedSizes& sizes, bool causal) {
    const int last = min(first + count, sizes.rows) - 1;
    if (first > last) return {0, 0};
    if (!causal) return {sizes.span, sizes.span};
    if (first / sizes.query == last / sizes.query) return {seen_by(first, sizes, causal), seen_by(last, sizes, causal)};
    return {sizes.span - sizes.query + 1, sizes.span};
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

/// Attention of many new tokens whose scores never reach memory (Dao 2023, "FlashAttention-2", arXiv:2307.08691): a
/// block takes 128 rows of queries of one KV head and walks through its keys and values, tile by tile, with the online
/// softmax of Milakov and Gimelshein 2018 (arXiv:1805.02867). Each of four warps has 32 rows to itself.
///
/// Tiles come in turn as keys, values, keys, ... and go around three places in shared memory: while one is used, the
/// next is there or on its way, and the third place, which all warps have left, takes the one after.
///
/// Where `kSplit`, block (x, p) takes part p of the cache, `per_part` tokens, a multiple of the tile's, and writes to
/// `result` what `merge_parts` joins.
template <class T, int kDepth, bool kSplit>
__global__ void __launch_bounds__(FusedShape<kDepth>::kThreads, FusedShape<kDepth>::kBlocks)
    fused_attention(const T* query, const T* keys, const T* values, std::conditional_t<kSplit, float, T>* result,
                    FusedSizes sizes, int section, float scale, bool causal, int per_part) {
    using Shape = FusedShape<kDepth>;
    alignas(1024) extern __shared__ char fused_memory[];
    const FusedPlace place = fused_place<Shape::kRows>(blockIdx.x, sizes, section);
    const int warp_place = static_cast<int>(threadIdx.x) / 32 * Shape::kWarpRows;
    const int warp_row = place.row + warp_place;
    const Seen seen = seen_by_rows(warp_row, Shape::kWarpRows, sizes, causal);
    const int most = seen_by_rows(place.row, Shape::kRows, sizes, causal).most;
    const int begin = kSplit ? static_cast<int>(blockIdx.y) * per_part : 0;
    const int end = kSplit ? min(begin + per_part, most) : most;
    if (kSplit && begin >= end) return;  // before any copy is on its way

    const unsigned queries = shared_address(fused_memory);
    const unsigned ring = queries + Shape::kRows * Shape::kRowBytes;
    const auto after = [&](unsigned tile) {
        return tile == ring + 2 * Shape::kTileBytes ? ring : tile + Shape::kTileBytes;
    };
    unsigned tile = ring;
    copy_rows<kDepth, Shape::kRows>(queries, query, place.head, place.row, sizes.rows);
    copy_rows<kDepth, Shape::kKeys>(tile, keys, place.head, begin, sizes.span);
    commit_copies();
    copy_rows<kDepth, Shape::kKeys>(after(tile), values, place.head, begin, sizes.span);
    commit_copies();

    FusedWarp<T, kDepth> warp(queries + warp_place * Shape::kRowBytes, scale);
    for (int token = begin; token < end; token += Shape::kKeys) {
        wait_for_copies<1>();
        __syncthreads();
        const bool more = token + Shape::kKeys < end;
        if (more)
            copy_rows<kDepth, Shape::kKeys>(after(after(tile)), keys, place.head, token + Shape::kKeys, sizes.span);
        commit_copies();
        if (token == begin) warp.keep_query();
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
    if constexpr (kSplit) {
        const std::size_t part = static_cast<std::size_t>(place.head) * gridDim.y + blockIdx.y;
        warp.write_part(result + (part * sizes.rows + warp_row) * kPartValues<kDepth>, begin, warp_row, sizes, causal);
    } else {
        const std::size_t first = static_cast<std::size_t>(place.head) * sizes.rows + warp_row;
        warp.write(result + first * kDepth, sizes.rows - warp_row, fused_memory + warp_place * Shape::kRowBytes);
    }
}

inline constexpr float kLog2OfE = 1.4426950408889634F;

/// Blocks that all rows take.
template <int kDepth>
[[nodiscard]] std::size_t blocks_of(const FusedSizes& sizes) {
    constexpr int kRows = FusedShape<kDepth>::kRows;
    return static_cast<std::size_t>(sizes.batch) * static_cast<std::size_t>((sizes.rows + kRows - 1) / kRows);
}

/// softmax(scale Q K^T) V for each KV head; query and result are batch x rows x depth, keys and values batch x span x
/// depth. Row r looks at the first span - query + r % query + 1 tokens where `causal`, else at all. `scale` > 0,
/// `span` >= `query` where causal; compute capability 8.0 or more.
template <class T, int kDepth>
void launch_fused(cudaStream_t stream, const T* query, const T* keys, const T* values, T* result,
                  const FusedSizes& sizes, float scale, bool causal) {
    using Shape = FusedShape<kDepth>;
    constexpr std::size_t kSectionBytes = 16 << 20;  // of keys and values: less than half of an A100's L2 cache
    static const cudaError_t allowed = cudaFuncSetAttribute(fused_attention<T, kDepth, false>,
                                                            cudaFuncAttributeMaxDynamicSharedMemorySize, Shape::kBytes);
    PLIMSOLL_CUDA(allowed);
    const std::size_t head_bytes = 2 * sizeof(T) * kDepth * static_cast<std::size_t>(sizes.span);
    const auto batch = static_cast<std::size_t>(sizes.batch);
    const auto section = static_cast<int>(std::clamp<std::size_t>(kSectionBytes / head_bytes, 1, batch));
    const auto blocks = static_cast<unsigned>(blocks_of<kDepth>(sizes));
    fused_attention<T, kDepth, false><<<blocks, Shape::kThreads, Shape::kBytes, stream>>>(
        query, keys, values, result, sizes, section, scale * kLog2OfE, causal, sizes.span);
    PLIMSOLL_CUDA(cudaGetLastError());
}

/// Tokens of a part, where as many parts as the blocks of one wave on `processors` multiprocessors share the cache; at
/// least two tiles, so that what a block writes for the merge is no more than what it reads.
template <int kDepth>
[[nodiscard]] int part_tokens(const FusedSizes& sizes, std::size_t processors) {
    using Shape = FusedShape<kDepth>;
    constexpr std::size_t kLeastTiles = 2;
    const std::size_t wanted = std::max<std::size_t>(1, processors * Shape::kBlocks / blocks_of<kDepth>(sizes));
    const std::size_t tiles = parts_of(static_cast<unsigned>(sizes.span), Shape::kKeys);
    return static_cast<int>(std::max(kLeastTiles, (tiles + wanted - 1) / wanted)) * Shape::kKeys;
}

/// The same as `launch_fused`, split along the cache; `parts` has room for batch x parts x rows x `kPartValues`. At
/// most 65535 rows and parts, the limit of a grid's second dimension.
template <class T, int kDepth>
void launch_split(cudaStream_t stream, const T* query, const T* keys, const T* values, float* parts, T* result,
                  const FusedSizes& sizes, int per_part, float scale, bool causal) {
    using Shape = FusedShape<kDepth>;
    static const cudaError_t allowed = cudaFuncSetAttribute(fused_attention<T, kDepth, true>,
                                                            cudaFuncAttributeMaxDynamicSharedMemorySize, Shape::kBytes);
    PLIMSOLL_CUDA(allowed);
    const auto span = static_cast<unsigned>(sizes.span);
    const auto length = static_cast<unsigned>(per_part);
    const dim3 blocks(static_cast<unsigned>(blocks_of<kDepth>(sizes)), parts_of(span, length));
    fused_attention<T, kDepth, true><<<blocks, Shape::kThreads, Shape::kBytes, stream>>>(
        query, keys, values, parts, sizes, sizes.batch, scale * kLog2OfE, causal, per_part);
    PLIMSOLL_CUDA(cudaGetLastError());
    const Mask mask{causal ? static_cast<unsigned>(sizes.query) : 0};
    const dim3 rows(static_cast<unsigned>(sizes.batch), static_cast<unsigned>(sizes.rows));
    merge_parts<T, kDepth><<<rows, kDepth, 0, stream>>>(parts, result, span, length, mask);
    PLIMSOLL_CUDA(cudaGetLastError());
}

}  // namespace plimsoll::measure::cuda
