// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// From servers that compute prompts to those that answer.
#include "sim/disciplines/continuous_batching/continuous_batching_kernel.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace plimsoll::sim {

/// Where others answer, a prompt may come back to a server that has computed it: all of it may be found.
PromptStore::Handle ContinuousBatchingKernel::add_prompt(std::span<const SharedPart> parts, const Request& request) {
    if (!rules_.transfer || (!parts.empty() && parts.back().end >= request.input_tokens)) return prompts_.add(parts);
    constexpr std::uint64_t kOfOne = std::uint64_t{1} << 62;
    std::vector<SharedPart> all(parts.begin(), parts.end());
    all.push_back({kOfOne | request.id, std::max(request.input_tokens, 1U)});
    return prompts_.add(all);
}

/// The one token that was asked for is there, and nobody gets it.
Sequence ContinuousBatchingKernel::computed_here(const Sequence& sequence) const {
    Sequence next = for_another_server(sequence);
    next.remote = true;
    next.output = sequence.answer;
    next.first_token = kNever;
    next.last_token = kNever;
    next.source = {.server = acting_, .life = replicas_[acting_].life, .place = sequence.source.place};
    return next;
}

/// Those whose prompts are computed go to who answers.
void ContinuousBatchingKernel::hand_over() {
    for (const Sequence& sequence : std::exchange(handed_over_, {})) route(sequence, true);
}

/// Over the links of both servers, behind what they carry already.
SimTime ContinuousBatchingKernel::loads(const Sequence& sequence, std::uint32_t tokens) {
    const double bytes = tokens * pools_[replicas_[acting_].pool].tokens->kv_bytes_per_token;
    const SimTime begin = std::max({now_, link_free_[acting_], link_free_[sequence.source.server]});
    const SimTime end =
        after(after(begin, rules_.transfer->latency), duration_from_seconds(bytes / rules_.transfer->bytes_per_s));
    link_free_[acting_] = link_free_[sequence.source.server] = end;
    return end;
}

/// The servers that computed what has come need not keep it any longer, if they are still there.
void ContinuousBatchingKernel::let_go_of_sent() {
    for (const Sequence::Source& source : std::exchange(sent_, {})) {
        const Replica& replica = replicas_[source.server];
        if (!replica.scheduler || replica.life != source.life || replica.draining) continue;
        act(source.server, [&](TokenScheduler& scheduler) { scheduler.sent(source.place, now_, *this); });
        if (!replica.scheduler->in_work()) timers_.push({now_, source.server});
    }
}

/// What a lost server had computed and nobody has loaded must be computed again.
void ContinuousBatchingKernel::lose_prompts_of(ReplicaSlot slot, std::uint32_t life, std::size_t pool) {
    if (!rules_.transfer) return;
    std::vector<Sequence> lost;
    for (ReplicaSlot at = 0; at < replicas_.size(); ++at) {
        Replica& replica = replicas_[at];
        if (!replica.scheduler || replica.role != scenarios::PoolRole::decode) continue;
        std::vector<Sequence> taken;
        act(at, [&](TokenScheduler& scheduler) { taken = scheduler.take_of(slot, life, now_, *this); });
        recorder_.release(replica.pool, taken.size(), now_);
        if (replica.draining && replica.scheduler->outstanding() == 0)
            leave(replica);
        else if (!replica.scheduler->in_work())  // there is room for others now
            timers_.push({now_, at});
        lost.insert(lost.end(), taken.begin(), taken.end());
    }
    Ring<Sequence> left;
    Ring<Sequence>& backlog = stages_[kAnswers].backlog;
    for (std::size_t i = 0; i < backlog.size(); ++i) {
        const Sequence& sequence = backlog[i];
        if (sequence.source.server == slot && sequence.source.life == life)
            lost.push_back(sequence);
        else
            left.push_back(sequence);
    }
    backlog = std::move(left);
    retry(lost, pool);
}

}  // namespace plimsoll::sim
