// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>

namespace plimsoll::sim {

/// What the ready replicas of a pool that answer token by token hold at an instant.
struct TokenLoad {
    std::uint64_t running = 0;         ///< sequences with a seat and blocks of the KV cache
    std::uint64_t waiting = 0;         ///< sequences in the queues of replicas
    std::uint64_t waiting_tokens = 0;  ///< what of these must be computed before their next token, found or not
    std::uint64_t kv_blocks = 0;       ///< that can be given out
    std::uint64_t kv_blocks_used = 0;
    std::uint64_t kv_tokens_used = 0;  ///< for which the blocks in use have room
    double kv_usage = 0;               ///< sum over replicas of the share of their blocks in use
    double fullest = 0;                ///< the largest of these shares

    TokenLoad& operator+=(const TokenLoad& other) {
        running += other.running;
        waiting += other.waiting;
        waiting_tokens += other.waiting_tokens;
        kv_blocks += other.kv_blocks;
        kv_blocks_used += other.kv_blocks_used;
        kv_tokens_used += other.kv_tokens_used;
        kv_usage += other.kv_usage;
        fullest = std::max(fullest, other.fullest);
        return *this;
    }
    /// Share of all blocks.
    [[nodiscard]] double kv_used() const {
        return kv_blocks == 0 ? 0 : static_cast<double>(kv_blocks_used) / static_cast<double>(kv_blocks);
    }
    [[nodiscard]] std::uint64_t tokens() const { return kv_tokens_used + waiting_tokens; }
};

/// Of one replica. \pre blocks > 0
[[nodiscard]] inline TokenLoad token_load_of(std::uint64_t running, std::uint64_t waiting, std::uint64_t waiting_tokens,
                                             std::uint64_t blocks, std::uint64_t used, std::uint32_t block_tokens) {
    const double share = static_cast<double>(used) / static_cast<double>(blocks);
    return {.running = running,
            .waiting = waiting,
            .waiting_tokens = waiting_tokens,
            .kv_blocks = blocks,
            .kv_blocks_used = used,
            .kv_tokens_used = used * block_tokens,
            .kv_usage = share,
            .fullest = share};
}

}  // namespace plimsoll::sim
