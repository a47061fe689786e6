// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/arrival_cursor.hpp"
#include "sim/disciplines/engine.hpp"
#include "sim/disciplines/event_heap.hpp"
#include "sim/disciplines/recorder.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace plimsoll::sim {

/// What the kernels of all disciplines share: the clock, the order of events, the arrivals, the measurements.
///
/// `Kernel` derives from this and answers `on_completion`, `on_arrival` and `on_timer`, each for the event that is due
/// at `now_`; it takes the event off its heap or the arrival off the cursor. These are not virtual, since they are
/// called for every request. At one instant completions come first, then arrivals, then timers.
template <class Kernel>
class KernelBase : public RequestEngine {
public:
    void advance_to(SimTime t) final {
        auto& kernel = static_cast<Kernel&>(*this);
        for (;;) {
            if (recorder_.tells_conversations()) [[unlikely]]
                arrivals_.ask_for_time();
            else if (kernel.run_ahead(t))
                continue;
            const SimTime completion = completions_.next_time();
            const SimTime arrival = arrivals_.time();
            const SimTime next = std::min({completion, arrival, timers_.next_time()});
            if (next > t || next == kNever) break;
            now_ = next;
            if (completion == next)
                kernel.on_completion();
            else if (arrival != next)
                kernel.on_timer();
            else if (arrivals_.none_at_hand()) [[unlikely]]
                arrivals_.look_again(now_);
            else
                kernel.on_arrival();
        }
        if (t > now_) now_ = t;
        recorder_.tick(now_);
    }
    [[nodiscard]] SimTime next_event() final {
        return std::min({completions_.next_time(), arrivals_.time(), timers_.next_time()});
    }
    [[nodiscard]] bool finished() const final { return arrivals_.at_end() && recorder_.in_system() == 0; }
    [[nodiscard]] Recorder& recorder() final { return recorder_; }

protected:
    KernelBase(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, const RecorderOptions& options)
        : recorder_(options, plan.pools.size(), plan.requests_of_full_use()), arrivals_(std::move(source)) {}

    /// A kernel that knows what happens until `limit` without looking at event after event goes there and says so. It
    /// is not asked where arrivals follow from answers.
    bool run_ahead(SimTime /*limit*/) { return false; }

    Recorder recorder_;
    ArrivalCursor arrivals_;
    SimTime now_ = kStart;
    EventHeap completions_;
    EventHeap timers_;
};

}  // namespace plimsoll::sim
