// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/step_time/service_time.hpp"
#include "scenarios/scenario.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <variant>

/// How requests are served, whatever serves them, however it is bought and whenever it runs. The rules of each
/// discipline are those of docs/semantics.md; its kernel and its plain reference lie in sim/disciplines/NAME.
namespace plimsoll::sim {

/// Replicas that work on batches.
struct DynamicBatching {
    scenarios::QueueKind queue = scenarios::QueueKind::central;
    scenarios::RouterKind router = scenarios::RouterKind::round_robin;  ///< with one queue per replica
    std::optional<std::uint32_t> max_queue{};                           ///< requests that may wait; nothing: any number
    std::uint32_t max_batch = 1;
    Duration max_wait{};  ///< of the oldest request for a fuller batch
    scenarios::OnLoss on_loss = scenarios::OnLoss::retry;
};

/// Instances with places for requests, each request on its own: instances that requests ask for, or replicas that the
/// fleet keeps.
struct RequestSlots {
    std::uint32_t concurrency = 1;   ///< places of an instance
    bool processor_sharing = false;  ///< the requests of an instance share its speed; else each has all of it
    std::optional<std::uint32_t> max_queue = 0;         ///< requests that may wait for a place; nothing: any number
    std::optional<models::ServiceTime> cold_service{};  ///< of the request that starts an instance
    scenarios::QueueKind queue = scenarios::QueueKind::central;         ///< of replicas
    scenarios::RouterKind router = scenarios::RouterKind::round_robin;  ///< with one queue per replica
    scenarios::OnLoss on_loss = scenarios::OnLoss::retry;               ///< of a replica
};

/// Calls of a model API, which come back after its latency, within its rate limits.
struct ApiCalls {
    std::optional<double> requests_per_minute{};
    std::optional<double> tokens_per_minute{};
    Duration per_output_token{};  ///< beyond the latency of the pool's service time
    Duration max_wait{};          ///< for a rate limit; rejected where it would be longer
};

/// How the KV cache of a prompt comes from the server that computed it to the one that answers: over the links of both,
/// each of which carries one at a time.
struct KvTransfer {
    double bytes_per_s = 0;  ///< of a server's link
    Duration latency{};      ///< of each transfer
};

/// Replicas that answer token by token, each with a scheduler like vLLM's.
struct ContinuousBatching {
    scenarios::RouterKind router = scenarios::RouterKind::round_robin;
    std::optional<std::uint32_t> max_queue{};  ///< requests that may wait for a seat; nothing: any number
    scenarios::OnLoss on_loss = scenarios::OnLoss::retry;
    std::uint32_t max_sequences = 256;     ///< seats: sequences in work at a time
    std::uint32_t tokens_per_step = 2048;  ///< budget of a step
    std::uint32_t max_tokens = 8192;       ///< of a sequence, prompt and answer
    std::uint32_t long_prompt_part = 0;    ///< a step takes no more of one prompt; 0: as much as the budget has
    std::uint32_t block_tokens = 16;       ///< of the KV cache
    double watermark = 0;             ///< share of the blocks that stays free when somebody is admitted beside others
    bool chunked_prefill = true;      ///< prompts may be worked off in parts
    bool reserve_full_prompt = true;  ///< blocks for the whole prompt must be free, not only for its first part
    bool asynchronous = true;         ///< a step is scheduled while the one before it runs
    bool prefix_caching = true;       ///< what was computed is found again as long as nobody has taken its blocks
    bool unfilled_first = true;       ///< of blocks that are given back, those not filled are the first to be taken
    std::uint32_t router_imbalance =
        0;                      ///< prefix-aware: requests that a replica may have more than the one with the fewest
    Duration router_refresh{};  ///< from one look of the router at its replicas to the next; 0: it sees all at once
    std::uint32_t concurrency = 1;         ///< of instances that requests ask for: requests that one has at a time
    std::optional<KvTransfer> transfer{};  ///< some pools compute prompts, others answer (PoolRole); empty: all do both
    bool ends_unforeseen = true;           ///< answers end by a token of the model's, not by the length asked for
    bool whole_batches = false;            ///< requests are admitted only while nobody is in work
    bool reserve_longest = false;          ///< a sequence has room for max_tokens in the KV cache from its admission on

    /// Of a replica with so many blocks to give out.
    [[nodiscard]] std::uint64_t seats(std::uint64_t blocks) const {
        if (!reserve_longest) return max_sequences;
        const std::uint64_t longest = (max_tokens + block_tokens - 1) / block_tokens;
        return std::min<std::uint64_t>(max_sequences, blocks / longest);
    }
};

using Discipline = std::variant<DynamicBatching, RequestSlots, ApiCalls, ContinuousBatching>;

/// How many requests one service takes, at most.
[[nodiscard]] inline std::uint32_t largest_batch(const DynamicBatching& batching) { return batching.max_batch; }
[[nodiscard]] inline std::uint32_t largest_batch(const RequestSlots& /*slots*/) { return 1; }
[[nodiscard]] inline std::uint32_t largest_batch(const ApiCalls& /*calls*/) { return 1; }
[[nodiscard]] inline std::uint32_t largest_batch(const ContinuousBatching& rules) { return rules.max_sequences; }
[[nodiscard]] inline std::uint32_t largest_batch(const Discipline& discipline) {
    return std::visit([](const auto& chosen) { return largest_batch(chosen); }, discipline);
}

}  // namespace plimsoll::sim
