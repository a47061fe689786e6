// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/reference/reference_base.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace plimsoll::sim {

/// What the references of replicas share: routers, and the times at which nobody was ready.
class ReferenceReplicas : public ReferenceBase {
public:
    ReferenceReplicas(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
                      const RecorderOptions& options)
        : ReferenceBase(plan, std::move(source), seed, options) {
        none_ready_.on(kStart);
    }

protected:
    /// Where one of several replicas has to be chosen for a request. `outstanding(slot)`: requests waiting or in
    /// service there; `stage`: which of several routers. \pre `ready` is not empty, in slot order
    template <class Outstanding>
    ReplicaSlot choose(scenarios::RouterKind router, const Visit& visit, const std::vector<ReplicaSlot>& ready,
                       Outstanding outstanding, std::size_t stage = 0) {
        switch (router) {
            case scenarios::RouterKind::round_robin: {
                std::optional<ReplicaSlot>& last = last_used_.at(stage);
                const auto next = std::find_if(ready.begin(), ready.end(),
                                               [&last](ReplicaSlot slot) { return !last || slot > *last; });
                last = next == ready.end() ? ready.front() : *next;
                return *last;
            }
            case scenarios::RouterKind::least_outstanding:
            case scenarios::RouterKind::prefix_aware:  // of prompts nothing is known here
                return *std::min_element(ready.begin(), ready.end(),
                                         [&](ReplicaSlot a, ReplicaSlot b) { return outstanding(a) < outstanding(b); });
            case scenarios::RouterKind::two_choices:
                break;
        }
        const auto n = ready.size();
        const Uniforms uniforms = router_draw(visit);
        if (n == 1) return ready.front();
        const auto i = static_cast<std::size_t>(uniforms.first * static_cast<double>(n));
        auto j = static_cast<std::size_t>(uniforms.second * static_cast<double>(n - 1));
        if (j >= i) ++j;
        return outstanding(ready[j]) < outstanding(ready[i]) ? ready[j] : ready[i];
    }

    /// After a replica has become ready or no longer is; `nobody`: none is now.
    void note_readiness(bool nobody) {
        if (std::exchange(nobody_ready_, nobody) == nobody) return;
        nobody ? none_ready_.on(now_) : none_ready_.off(now_);
    }
    /// The time that the request has waited, in all its waits, while nobody was ready.
    void account_cold(Visit& visit) const {
        visit.cold = Duration(0);
        for (const Span& wait : visit.waits) visit.cold += none_ready_.within(wait);
        visit.cold_start = visit.cold > Duration(0);
    }

private:
    std::array<std::optional<ReplicaSlot>, 2> last_used_;
    Spans none_ready_;
    bool nobody_ready_ = true;
};

}  // namespace plimsoll::sim
