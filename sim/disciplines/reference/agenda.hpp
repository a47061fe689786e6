// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"

#include <compare>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace simgrid::s4u {
class Actor;
class Host;
}  // namespace simgrid::s4u

namespace plimsoll::sim {

/// Timed waits of SimGrid actors, one actor each: it sleeps until its time, waits for its turn among those of the same
/// instant, acts once and ends.
///
/// SimGrid's clock is a double and wakes sleepers that are less than a nanosecond apart together, in no stated order.
/// Each actor therefore knows its own date in whole nanoseconds, and the set of all dates decides whose turn it is.
///
/// Actions make no SimGrid calls, so each is one step that no other actor interrupts; neither do `add` and `cancel`, so
/// that a fleet actor which uses the engine is never interrupted in the middle either.
class Agenda : public std::enable_shared_from_this<Agenda> {
public:
    /// The order of events at one instant.
    enum class Rank : std::uint8_t { completion, arrival, timer };

    /// Identifies a wait, and orders them.
    struct Wait {
        SimTime at;
        Rank rank{};
        std::uint64_t place = 0;   ///< among those of the same rank: a slot, a request's id
        std::uint64_t number = 0;  ///< in the order in which they were added

        friend auto operator<=>(const Wait&, const Wait&) = default;
    };

    /// An actor that calls `action` at time `at`, which is not in the past.
    Wait add(SimTime at, Rank rank, std::uint64_t place, std::function<void(SimTime)> action);
    /// Nothing happens when the wait is over or cancelled already.
    void cancel(const Wait& wait);
    void cancel_all();

    /// The earliest date, `kNever` when nobody waits.
    [[nodiscard]] SimTime next() const { return waits_.empty() ? kNever : waits_.begin()->first.at; }
    /// Blocks the calling actor until every action up to and including time t is done. Callers pass in the order in
    /// which they came. \throws what an action has thrown.
    void run_until(SimTime t);

private:
    [[noreturn]] void fail_stuck(SimTime t) const;
    void live(const Wait& wait);
    void arrange_start();
    void start_and_stop_actors();

    std::map<Wait, std::function<void(SimTime)>> waits_;
    std::map<Wait, simgrid::s4u::Actor*> actors_;
    std::vector<Wait> to_start_;
    std::vector<Wait> to_stop_;
    bool start_arranged_ = false;
    simgrid::s4u::Host* host_ = nullptr;
    std::uint64_t next_number_ = 0;
    std::set<std::uint64_t> callers_;
    std::uint64_t next_caller_ = 0;
    std::exception_ptr failure_;
};

}  // namespace plimsoll::sim
