// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/event_heap.hpp"
#include "sim/disciplines/ring.hpp"
#include "sim/disciplines/slot_set.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <random>
#include <set>
#include <utility>

namespace plimsoll::sim {
namespace {

constexpr int kSteps = 20'000;

TEST(Ring, behaves_like_a_deque) {
    std::mt19937 random(1);
    Ring<int> ring;
    std::deque<int> deque;
    for (int step = 0; step < kSteps; ++step) {
        switch (random() % 4) {
            case 0:
            case 1:
                ring.push_back(step);
                deque.push_back(step);
                break;
            case 2:
                ring.push_front(step);
                deque.push_front(step);
                break;
            default: {
                const std::size_t count = deque.empty() ? 0 : random() % (deque.size() + 1);
                ring.pop_front(count);
                deque.erase(deque.begin(), deque.begin() + static_cast<std::ptrdiff_t>(count));
            }
        }
        ASSERT_EQ(ring.size(), deque.size());
        if (deque.empty()) continue;
        const std::size_t i = random() % deque.size();
        ASSERT_EQ(ring[i], deque[i]);
        ASSERT_EQ(ring.front(), deque.front());
    }
}

TEST(EventHeap, yields_events_by_time_and_then_by_key) {
    std::mt19937 random(2);
    EventHeap heap;
    std::multiset<std::pair<std::int64_t, std::uint64_t>> expected;
    const auto random_event = [&random] {
        constexpr int kTimes = 50;  // few, so that ties happen
        return EventHeap::Event{SimTime(Duration(random() % kTimes)), random() % kTimes};
    };
    const auto as_pair = [](const EventHeap::Event& e) { return std::pair(e.time.time_since_epoch().count(), e.key); };
    for (int step = 0; step < kSteps; ++step) {
        const EventHeap::Event event = random_event();
        if (expected.empty() || random() % 3 == 0) {
            heap.push(event);
            expected.insert(as_pair(event));
        } else if (random() % 2 == 0) {
            heap.replace_top(event);
            expected.erase(expected.begin());
            expected.insert(as_pair(event));
        } else {
            heap.pop();
            expected.erase(expected.begin());
        }
        ASSERT_EQ(heap.size(), expected.size());
        if (expected.empty()) continue;
        ASSERT_EQ(as_pair(heap.top()), *expected.begin());
    }
    heap.remove_if([](const EventHeap::Event& event) { return event.key % 2 == 0; });
    std::erase_if(expected, [](const auto& event) { return event.second % 2 == 0; });
    for (const auto& event : expected) {
        ASSERT_EQ(as_pair(heap.top()), event);
        heap.pop();
    }
    EXPECT_EQ(heap.next_time(), kNever);
}

TEST(SlotSet, finds_what_an_ordered_set_finds) {
    std::mt19937 random(3);
    SlotSet slots;
    std::set<std::uint32_t> expected;
    for (int step = 0; step < kSteps; ++step) {
        const auto slot = static_cast<std::uint32_t>(random() % 200);
        if (random() % 2 == 0) {
            slots.insert(slot);
            expected.insert(slot);
        } else {
            slots.erase(slot);
            expected.erase(slot);
        }
        ASSERT_EQ(slots.size(), expected.size());
        ASSERT_EQ(slots.contains(slot), expected.contains(slot));
        const auto next = expected.lower_bound(slot);
        ASSERT_EQ(slots.lowest(slot), next == expected.end() ? SlotSet::kNone : *next);
        if (expected.empty()) continue;
        const std::size_t n = random() % expected.size();
        ASSERT_EQ(slots.nth(static_cast<std::uint32_t>(n)),
                  *std::next(expected.begin(), static_cast<std::ptrdiff_t>(n)));
    }
}

}  // namespace
}  // namespace plimsoll::sim
