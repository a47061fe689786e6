// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Batch windows: a common queue, of which replicas take as many requests as they have seats for.
#include "sim/disciplines/continuous_batching/continuous_batching_kernel.hpp"

#include <algorithm>

namespace plimsoll::sim {

void ContinuousBatchingKernel::open_window() {
    windows_.push_back({now_, cold_clock_.reading(now_)});
    const auto& queue = stages_[kFirst].backlog;
    for (std::size_t i = released_.requests; i < queue.size(); ++i) released_.add(queue[i]);
    pull();
}

/// Replicas take released requests of the common queue while they have fewer than seats, the one with the fewest first.
void ContinuousBatchingKernel::pull() {
    Stage& stage = stages_[kFirst];
    while (released_.requests > 0 && !stage.ready.empty()) {
        const ReplicaSlot slot = choose(stage, stage.backlog.front());
        if (replicas_[slot].scheduler->outstanding() >= rules_.max_sequences) return;
        const Sequence next = stage.backlog.front();
        stage.backlog.pop_front();
        released_.remove(next);
        join(slot, next);
    }
}

void ContinuousBatchingKernel::Released::add(const Sequence& sequence) {
    ++requests;
    prompt_tokens += sequence.prompt;
    answer_tokens += sequence.output;
}
void ContinuousBatchingKernel::Released::remove(const Sequence& sequence) {
    --requests;
    prompt_tokens -= sequence.prompt;
    answer_tokens -= sequence.output;
}

/// The common queue may get empty at the end of a step, or of one that begins now.
SimTime ContinuousBatchingKernel::next_demand() {
    return released_.requests > 0 ? std::min(completions_.next_time(), timers_.next_time()) : kNever;
}

Demands ContinuousBatchingKernel::take_demands() {
    return {.launches = {},
            .expired = {},
            .released_waiting = released_.requests,
            .released_prompt_tokens = released_.prompt_tokens,
            .released_answer_tokens = released_.answer_tokens};
}

/// That released it; null without windows.
const ContinuousBatchingKernel::Window* ContinuousBatchingKernel::window_of(const Sequence& sequence) const {
    if (!windowed_) return nullptr;
    return &*std::lower_bound(windows_.begin(), windows_.end(), sequence.arrival,
                              [](const Window& window, SimTime arrival) { return window.opened < arrival; });
}

}  // namespace plimsoll::sim
