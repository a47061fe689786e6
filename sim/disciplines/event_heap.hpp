// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace plimsoll::sim {

/// Future events by time, then by key: a binary heap that can replace its top in one sift, which is what a server that
/// takes its next customer at a completion does. std::priority_queue can only pop and push.
class EventHeap {
public:
    struct Event {
        SimTime time;
        std::uint64_t key = 0;

        friend bool operator<(const Event& left, const Event& right) {
            return left.time < right.time || (left.time == right.time && left.key < right.key);
        }
    };

    [[nodiscard]] bool empty() const noexcept { return events_.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return events_.size(); }
    [[nodiscard]] const Event& top() const noexcept { return events_.front(); }
    [[nodiscard]] SimTime next_time() const noexcept { return events_.empty() ? kNever : events_.front().time; }

    void push(Event event) {
        events_.push_back(event);
        std::size_t child = events_.size() - 1;
        while (child > 0) {
            const std::size_t parent = (child - 1) / 2;
            if (!(event < events_[parent])) break;
            events_[child] = events_[parent];
            child = parent;
        }
        events_[child] = event;
    }
    void pop() {
        const Event last = events_.back();
        events_.pop_back();
        if (!events_.empty()) sift_down(last);
    }
    void replace_top(Event event) { sift_down(event); }

    /// Removes the events that `gone` holds true for; linear.
    template <typename Predicate>
    void remove_if(Predicate gone) {
        std::vector<Event> kept;
        kept.reserve(events_.size());
        std::swap(kept, events_);
        for (const Event& event : kept)
            if (!gone(event)) push(event);
    }

private:
    void sift_down(Event event) {
        const std::size_t size = events_.size();
        std::size_t parent = 0;
        for (std::size_t child = 1; child < size; child = 2 * parent + 1) {
            if (child + 1 < size && events_[child + 1] < events_[child]) ++child;
            if (!(events_[child] < event)) break;
            events_[parent] = events_[child];
            parent = child;
        }
        events_[parent] = event;
    }

    std::vector<Event> events_;
};

}  // namespace plimsoll::sim
