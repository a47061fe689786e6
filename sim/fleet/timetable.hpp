// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace plimsoll::sim {

/// What is going to happen to a fleet, at exact times: at one instant, in the order in which it was arranged.
class Timetable {
public:
    using Action = std::function<void(SimTime)>;

    /// At t, or at the end of the clock where that comes before. \pre t is not in the past
    void at(SimTime t, Action action) {
        entries_.push_back({std::min(t, kClockEnd), next_number_++, std::move(action)});
        std::push_heap(entries_.begin(), entries_.end(), later);
    }
    /// `kNever` when nothing is arranged.
    [[nodiscard]] SimTime next() const { return entries_.empty() ? kNever : entries_.front().at; }
    /// Takes what comes next. \pre something is arranged
    Action take() {
        std::pop_heap(entries_.begin(), entries_.end(), later);
        Action action = std::move(entries_.back().action);
        entries_.pop_back();
        return action;
    }

private:
    struct Entry {
        SimTime at;
        std::uint64_t number;
        Action action;
    };
    static bool later(const Entry& a, const Entry& b) { return a.at != b.at ? a.at > b.at : a.number > b.number; }

    std::vector<Entry> entries_;  ///< a heap
    std::uint64_t next_number_ = 0;
};

}  // namespace plimsoll::sim
