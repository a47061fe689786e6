// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/reference/agenda.hpp"

#include <fmt/format.h>
#include <simgrid/kernel/Timer.hpp>
#include <simgrid/s4u.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace plimsoll::sim {

namespace s4u = simgrid::s4u;

namespace {

/// SimGrid's clock to the nearest nanosecond.
SimTime clock() {
    constexpr double kPerSecond = 1e9;
    constexpr auto kEnd = static_cast<double>(kClockEnd.time_since_epoch().count());
    const double nanoseconds = s4u::Engine::get_clock() * kPerSecond;
    return nanoseconds < kEnd ? SimTime(Duration(std::llround(nanoseconds))) : kClockEnd;
}

/// Months from the start, SimGrid's clock holds no nanoseconds any more: what has the same date is there.
bool reached(SimTime t) { return t <= clock() || seconds_of(t.time_since_epoch()) <= s4u::Engine::get_clock(); }

void wait_until(SimTime t) {
    // Where the clock is a fraction of a nanosecond short, SimGrid would take a shorter sleep for a mistake.
    constexpr double kShortest = 1e-9;
    s4u::this_actor::sleep_for(std::max(seconds_of(t.time_since_epoch()) - s4u::Engine::get_clock(), kShortest));
}

}  // namespace

Agenda::Wait Agenda::add(SimTime at, Rank rank, std::uint64_t place, std::function<void(SimTime)> action) {
    const Wait wait{at, rank, place, next_number_++};
    waits_.emplace(wait, std::move(action));
    to_start_.push_back(wait);
    arrange_start();
    return wait;
}

void Agenda::cancel(const Wait& wait) {
    if (waits_.erase(wait) == 0) return;
    to_stop_.push_back(wait);
    arrange_start();
}

void Agenda::cancel_all() {
    waits_.clear();
    to_start_.clear();
}

void Agenda::run_until(SimTime t) {
    // A caller that is killed here must not hold up those behind it.
    struct Turn {
        std::set<std::uint64_t>& callers;
        std::uint64_t number;
        Turn(std::set<std::uint64_t>& all, std::uint64_t own) : callers(all), number(own) { callers.insert(own); }
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
        ~Turn() { callers.erase(number); }
    };
    const Turn turn(callers_, next_caller_++);

    constexpr std::uint64_t kMostRounds = 10'000'000;
    for (std::uint64_t round = 0; !failure_ && (*callers_.begin() != turn.number || next() <= t); ++round) {
        if (round == kMostRounds) fail_stuck(t);
        start_and_stop_actors();
        if (next() <= t && !reached(next())) {
            wait_until(next());
        } else {
            s4u::this_actor::yield();
        }
    }
    if (failure_) std::rethrow_exception(failure_);
}

void Agenda::fail_stuck(SimTime t) const {
    const auto ns = [](SimTime time) { return time.time_since_epoch().count(); };
    const auto& first = waits_.begin()->first;
    throw std::logic_error(
        fmt::format("the reference cannot advance to {} ns: {} callers; the first wait is until {} ns, rank {}, place "
                    "{}, {} an actor",
                    ns(t), callers_.size(), waits_.empty() ? -1 : ns(first.at), static_cast<int>(first.rank),
                    first.place, actors_.contains(first) ? "with" : "without"));
}

void Agenda::live(const Wait& wait) {
    // Not by its creator, for which it may be too late: SimGrid then takes a dead actor for one of the daemons, and
    // ends the others while somebody still needs them.
    s4u::Actor::self()->daemonize();
    for (auto found = waits_.find(wait); found != waits_.end(); found = waits_.find(wait)) {
        if (!reached(wait.at)) {
            wait_until(wait.at);
        } else if (found != waits_.begin()) {
            s4u::this_actor::yield();
        } else {
            const auto action = std::move(found->second);
            try {
                action(wait.at);
            } catch (const std::exception&) {
                failure_ = std::current_exception();
            }
            // Still first in the set, so that nobody passes before those that the action added have started.
            start_and_stop_actors();
            waits_.erase(wait);
        }
    }
    actors_.erase(wait);
}

void Agenda::arrange_start() {
    if (start_arranged_) return;
    start_arranged_ = true;
    if (host_ == nullptr) host_ = s4u::Engine::get_instance()->get_all_hosts().front();
    // A SimGrid call from here would let other fleet actors run in between; a timer at the present date fires once
    // all actors of this instant are blocked, before time moves.
    simgrid::kernel::timer::Timer::set(s4u::Engine::get_clock(), [self = shared_from_this()] {
        self->start_arranged_ = false;
        self->start_and_stop_actors();
    });
}

void Agenda::start_and_stop_actors() {
    for (const auto& wait : std::exchange(to_stop_, {})) {
        const auto found = actors_.find(wait);
        if (found == actors_.end()) continue;
        auto* actor = found->second;
        actors_.erase(found);
        actor->kill();
    }
    for (const auto& wait : std::exchange(to_start_, {})) {
        if (!waits_.contains(wait)) continue;
        const auto actor =
            s4u::Actor::create("request", host_, [self = shared_from_this(), wait] { self->live(wait); });
        if (waits_.contains(wait)) actors_.emplace(wait, actor.get());  // else it is over already
    }
}

}  // namespace plimsoll::sim
