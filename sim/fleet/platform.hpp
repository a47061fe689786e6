// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"
#include "sim/plan/plan.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace simgrid::s4u {
class Engine;
class Host;
class Mailbox;
}  // namespace simgrid::s4u

namespace plimsoll::sim {

/// The network on which images and weights reach the instances of one deployment. Each pool has a registry and a
/// weights store, each behind a link that the pool's flows share fairly (max-min: SimGrid's CM02 model without
/// latencies and cross traffic); an instance's own card bounds its flow.
///
/// SimGrid's clock is a double and stands still while nothing flows; whoever starts a flow or waits says what time it
/// is. An instance has one flow at a time, so that its card needs no link of its own: it bounds that
/// flow's rate.
class Platform {
public:
    /// Which link of its pool a flow comes through.
    enum class Source { registry, store };

    /// \param actors whether SimGrid is there; without it nothing can flow
    Platform(const DeploymentPlan& plan, bool actors);
    Platform(const Platform&) = delete;
    Platform& operator=(const Platform&) = delete;
    ~Platform();

    /// Runs `driver` as SimGrid's actor, to its end; once. All other calls are made from it.
    void run(std::function<void()> driver);

    /// From `now` on, bytes flow to an instance of the pool; `ended` is for `take_ended`. Returns the flow's number.
    /// \pre at least one byte, rounded
    std::uint64_t start_flow(SimTime now, std::size_t pool, Source source, double bytes,
                             std::function<void(SimTime)> ended);
    void cancel_flow(std::uint64_t flow);
    [[nodiscard]] bool has_flows() const { return !flows_.empty(); }

    /// Lets time pass from `now` until `t` or until a flow ends, and returns when that is.
    SimTime wait_until(SimTime now, SimTime t);
    /// What to call of flows that have ended since the last time, in the order in which they began.
    [[nodiscard]] std::vector<std::function<void(SimTime)>> take_ended();

private:
    [[nodiscard]] simgrid::s4u::Mailbox* take_mailbox();

    struct Flow;
    struct Waiting;
    struct PoolHosts {
        simgrid::s4u::Host* registry;
        simgrid::s4u::Host* store;
        double card_bytes_per_s;  ///< of each instance
    };

    std::unique_ptr<simgrid::s4u::Engine> engine_;  ///< outlives what refers to it; null: nothing can flow
    std::vector<PoolHosts> pools_;
    std::unique_ptr<Waiting> waiting_;
    std::map<std::uint64_t, std::unique_ptr<Flow>> flows_;
    std::vector<std::uint64_t> ended_;
    std::uint64_t next_flow_ = 0;
    std::vector<simgrid::s4u::Mailbox*> idle_mailboxes_;
    std::size_t mailboxes_ = 0;
};

}  // namespace plimsoll::sim
