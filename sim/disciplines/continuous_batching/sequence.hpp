// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"
#include "sim/disciplines/continuous_batching/block_pool.hpp"
#include "sim/disciplines/continuous_batching/prompt_store.hpp"
#include "sim/traffic/request.hpp"

#include <algorithm>
#include <cstdint>

namespace plimsoll::sim {

/// A request at a replica that answers token by token.
struct Sequence {
    SimTime arrival;
    SimTime start = kNever;        ///< of the first step that works on it; kNever: none has yet
    SimTime begun = kNever;        ///< of the first step of this server
    SimTime first_token = kNever;  ///< when it was there; kNever: it is not
    SimTime last_token = kNever;   ///< before it was preempted
    Duration cold_before{};        ///< reading of the cold clock when it arrived
    Duration cold_at_start{};      ///< and when it started
    Duration cold_in_lost{};       ///< what that clock gained in services that were lost: not time waited
    std::uint64_t id = 0;
    std::uint32_t prompt = 1;  ///< tokens
    std::uint32_t output = 1;  ///< tokens, at least 1
    std::uint32_t answer = 1;  ///< where this server computes the prompt alone: tokens that another one answers
    std::uint32_t attempts = 0;
    PromptStore::Handle shared = PromptStore::kNone;  ///< how its prompt begins
    struct Source {
        std::uint32_t server = 0;
        std::uint32_t life = 0;   ///< of the server
        std::uint32_t place = 0;  ///< of the sequence in that server's scheduler
    } source{};                   ///< of a remote one
    /// Another server has computed the prompt and keeps it for this one; it is loaded from there, but for what is
    /// found.
    bool remote = false;

    // The scheduler's own.
    bool was_admitted = false;
    bool holds_blocks = true;  ///< else they were taken from it while its last token was under way
    enum class State : std::uint8_t { waiting, loading, loaded, prompt_in_work, decoding, ending, sending, gone };
    State state = State::waiting;
    std::uint32_t given = 0;     ///< tokens answered before its prompt was last begun
    std::uint32_t computed = 0;  ///< tokens in the KV cache, of a prompt in work
    std::uint32_t previous = 0;  ///< in the order of admission
    std::uint32_t next = 0;
    std::uint64_t admission = 0;              ///< counts those of the replica
    std::int64_t offset = 0;                  ///< of a decoding one: see DecodeSet
    std::uint64_t last_step = 0;              ///< of a decoding one: the step that gives its last token
    BlockPool::Lot lost = BlockPool::kNoLot;  ///< its own full blocks, where it was preempted

    /// What must be in the KV cache before the next token comes.
    [[nodiscard]] std::uint32_t known() const { return prompt + given; }
};

/// A request that comes `now`, to servers of sequences of up to `max_tokens`: an answer ends where both are that long.
[[nodiscard]] inline Sequence sequence_of(const Request& request, SimTime now, std::uint32_t max_tokens) {
    Sequence sequence;
    sequence.arrival = now;
    sequence.id = request.id;
    sequence.prompt = std::max(request.input_tokens, 1U);
    sequence.output = std::max(request.output_tokens, 1U);
    if (sequence.prompt < max_tokens) sequence.output = std::min(sequence.output, max_tokens - sequence.prompt);
    return sequence;
}

/// As it joins another server, which knows nothing of what it was at one before.
[[nodiscard]] inline Sequence for_another_server(Sequence sequence) {
    sequence.begun = kNever;
    sequence.given = sequence.computed = 0;
    sequence.holds_blocks = true;
    sequence.was_admitted = false;
    sequence.lost = BlockPool::kNoLot;
    return sequence;
}

}  // namespace plimsoll::sim
