// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/disciplines/engine.hpp"
#include "sim/disciplines/min_tree.hpp"
#include "sim/disciplines/slot_set.hpp"
#include "sim/random/stream.hpp"

#include <cstdint>
#include <vector>

namespace plimsoll::sim {

/// Chooses the replica whose queue a request joins, where each has its own: the routers of docs/semantics.md.
///
/// With a `refresh`, the router has looked at the replicas at the last multiple of it, and knows what was outstanding
/// before.
class Router {
public:
    /// `asked`: whether it ever chooses; else it keeps no books.
    Router(scenarios::RouterKind kind, std::uint64_t seed, bool asked, Duration refresh = {})
        : kind_(kind),
          refresh_(asked ? refresh : Duration{}),
          follows_outstanding_(asked && (kind == scenarios::RouterKind::least_outstanding ||
                                         kind == scenarios::RouterKind::prefix_aware)),
          draws_(seed, "router") {}

    /// One of the `ready` ones, of which there is one, at `now`. `outstanding(slot)`: requests waiting or in service
    /// there.
    template <class Outstanding>
    ReplicaSlot choose(std::uint64_t id, std::uint32_t attempts, const SlotSet& ready, const Outstanding& outstanding,
                       SimTime now) {
        switch (kind_) {
            case scenarios::RouterKind::round_robin: {
                ReplicaSlot slot = last_used_ == SlotSet::kNone ? ready.lowest() : ready.lowest(last_used_ + 1);
                if (slot == SlotSet::kNone) slot = ready.lowest();
                return last_used_ = slot;
            }
            case scenarios::RouterKind::least_outstanding:
            case scenarios::RouterKind::prefix_aware:  // nobody's prompt is known
                return looks() ? fewest(ready, now) : outstanding_.lowest_at_most(outstanding_.least());
            case scenarios::RouterKind::two_choices: {
                const std::uint32_t n = ready.size();
                if (n == 1) return ready.lowest();
                const Uniforms draw = draws_.draw(id, attempts);
                const auto i = static_cast<std::uint32_t>(draw.first * n);
                auto j = static_cast<std::uint32_t>(draw.second * (n - 1));
                if (j >= i) ++j;
                const ReplicaSlot first = ready.nth(i);
                const ReplicaSlot second = ready.nth(j);
                const bool fewer =
                    looks() ? seen(second, now) < seen(first, now) : outstanding(second) < outstanding(first);
                return fewer ? second : first;
            }
        }
        return ready.lowest();
    }

    /// Of those with at most so many requests more than the one with the fewest: where the most tokens of the prompt
    /// are found; of several the one with the fewest requests, the lowest of these. `found(slot)`: so many tokens.
    template <class Outstanding, class Found>
    ReplicaSlot choose_by_prefix(const SlotSet& ready, std::uint32_t imbalance, const Outstanding& outstanding,
                                 const Found& found, SimTime now) {
        const auto load_of = [&](ReplicaSlot slot) -> std::uint64_t {
            return looks() ? static_cast<std::uint64_t>(seen(slot, now)) : outstanding(slot);
        };
        const std::uint64_t least =
            looks() ? load_of(fewest(ready, now)) : static_cast<std::uint64_t>(outstanding_.least());
        ReplicaSlot best = SlotSet::kNone;
        std::uint64_t best_found = 0;
        std::uint64_t best_load = 0;
        for (ReplicaSlot slot = ready.lowest(); slot != SlotSet::kNone; slot = ready.lowest(slot + 1)) {
            const std::uint64_t load = load_of(slot);
            if (load > least + imbalance) continue;
            const std::uint64_t tokens = found(slot);
            if (best != SlotSet::kNone && (tokens < best_found || (tokens == best_found && load >= best_load)))
                continue;
            best = slot;
            best_found = tokens;
            best_load = load;
        }
        return best;
    }

    /// Whether `note` has anything to do.
    [[nodiscard]] bool keeps_books() const { return follows_outstanding_ || looks(); }
    /// After a change, at `now`, of what is outstanding at a replica, or of whether it is ready.
    template <class Outstanding>
    void note(ReplicaSlot slot, const SlotSet& ready, const Outstanding& outstanding, SimTime now) {
        if (looks()) {
            if (slot >= books_.size()) books_.resize(slot + 1);
            static_cast<void>(seen(slot, now));
            if (ready.contains(slot))
                books_[slot].now = static_cast<std::int64_t>(outstanding(slot));
            else
                books_[slot] = {};  // of a new one nothing is outstanding
            return;
        }
        if (!follows_outstanding_) return;
        outstanding_.set(slot, ready.contains(slot) ? static_cast<std::int64_t>(outstanding(slot)) : MinTree::kNone);
    }

private:
    struct Book {
        std::int64_t now = 0;   ///< outstanding
        std::int64_t seen = 0;  ///< when the router looked last
        std::int64_t look = 0;  ///< its number
    };

    [[nodiscard]] bool looks() const { return refresh_ > Duration{0}; }
    /// What changed since the last look is not known; nothing has changed between the last change and this.
    [[nodiscard]] std::int64_t seen(ReplicaSlot slot, SimTime now) {
        Book& book = books_[slot];
        const std::int64_t look = now.time_since_epoch() / refresh_;
        if (book.look < look) {
            book.look = look;
            book.seen = book.now;
        }
        return book.seen;
    }
    [[nodiscard]] ReplicaSlot fewest(const SlotSet& ready, SimTime now) {
        ReplicaSlot best = ready.lowest();
        for (ReplicaSlot slot = best; slot != SlotSet::kNone; slot = ready.lowest(slot + 1))
            if (seen(slot, now) < seen(best, now)) best = slot;
        return best;
    }

    const scenarios::RouterKind kind_;
    const Duration refresh_;
    const bool follows_outstanding_;
    Stream draws_;
    ReplicaSlot last_used_ = SlotSet::kNone;
    MinTree outstanding_;      ///< requests at each ready replica, with the least-outstanding router
    std::vector<Book> books_;  ///< by slot, with a refresh
};

}  // namespace plimsoll::sim
