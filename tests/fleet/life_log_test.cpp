// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/life_log.hpp"

#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

using results::LifeEnd;
using results::LifePhase;
using scenarios::Purchase;
using std::chrono::seconds;

constexpr SimTime at(int s) { return kStart + seconds(s); }

TEST(LifeLog, phases_begin_where_the_one_before_ends_and_those_of_no_length_are_left_out) {
    LifeLog log(10);
    log.begin(0, 1, Purchase::spot, at(5));
    log.enter(0, LifePhase::boot, at(5));
    log.enter(0, LifePhase::image, at(7));
    log.enter(0, LifePhase::serve, at(9));
    log.end(0, LifeEnd::interrupted, at(20));
    const auto lives = log.lives();
    ASSERT_EQ(lives.size(), 1U);
    EXPECT_EQ(lives[0],
              (results::InstanceLife{
                  1,
                  Purchase::spot,
                  seconds(5),
                  {{LifePhase::boot, seconds(7)}, {LifePhase::image, seconds(9)}, {LifePhase::serve, seconds(20)}},
                  LifeEnd::interrupted}));
}

TEST(LifeLog, what_has_ended_stays_so) {
    LifeLog log(10);
    log.begin(0, 0, Purchase::on_demand, at(0));
    log.end(0, LifeEnd::stopped, at(3));
    log.enter(0, LifePhase::boot, at(3));
    log.end(0, LifeEnd::horizon, at(9));
    EXPECT_EQ(log.lives()[0].end, LifeEnd::stopped);
    EXPECT_EQ(log.lives()[0].phases.size(), 1U);
}

TEST(LifeLog, beyond_the_limit_nothing_is_noted) {
    LifeLog log(1);
    log.begin(0, 0, Purchase::on_demand, at(0));
    log.begin(1, 0, Purchase::on_demand, at(0));
    log.enter(1, LifePhase::serve, at(1));
    log.end(1, LifeEnd::stopped, at(2));
    EXPECT_EQ(log.lives().size(), 1U);
    EXPECT_TRUE(log.lives()[0].phases.empty());
}

}  // namespace
}  // namespace plimsoll::sim
