// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/free_times.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace plimsoll::sim {
namespace {

SimTime at(std::int64_t nanoseconds) { return kStart + Duration(nanoseconds); }

// Few distinct times, so that many servers become free at once and the lowest of them must be found.
TEST(FreeTimes, find_the_lowest_server_that_is_free) {
    std::mt19937 random(1);
    for (const std::size_t servers : {1U, 2U, 3U, 4U, 5U, 64U, 65U}) {
        FreeTimes times;
        times.reset(servers);
        EXPECT_EQ(times.earliest(), kNever);
        std::vector<SimTime> plain(servers, kNever);
        for (int step = 0; step < 1000; ++step) {
            const auto server = static_cast<std::uint32_t>(random() % servers);
            plain[server] = at(static_cast<std::int64_t>(random() % 20));
            times.set(server, plain[server]);
            const SimTime earliest = *std::min_element(plain.begin(), plain.end());
            ASSERT_EQ(times.earliest(), earliest);
            const SimTime t = std::max(earliest, at(static_cast<std::int64_t>(random() % 20)));
            const auto lowest = std::find_if(plain.begin(), plain.end(), [t](SimTime free) { return free <= t; });
            ASSERT_EQ(times.lowest_free(t), lowest - plain.begin());
            ASSERT_EQ(times.any_at(t), std::find(plain.begin(), plain.end(), t) != plain.end());
            ASSERT_EQ(times[server], plain[server]);
        }
    }
}

}  // namespace
}  // namespace plimsoll::sim
