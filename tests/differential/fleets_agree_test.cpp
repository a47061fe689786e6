// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "case_source.hpp"
#include "plain_fleet.hpp"
#include "untied_case.hpp"

#include "sim/disciplines/kernels/make_kernel.hpp"
#include "tests/fleet/simulated.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

namespace plimsoll::sim {
namespace {

using results::InstanceLife;
using results::RunResult;

/// Flows end at SimGrid's dates, which are seconds in floating point, and each end moves the share of others.
constexpr Duration kFlowRounding{5};

FleetStory told_plainly(const Case& given) {
    RecorderOptions options;
    options.horizon = given.horizon;
    options.bucket = given.horizon;
    options.network = given.plan.network;
    options.latency_windows = true;
    const auto engine = make_kernel(given.plan, source_of(given.requests), given.number, options);
    return plain_fleet(given, *engine);
}

std::string difference(const InstanceLife& a, const InstanceLife& b, Duration tolerance) {
    const auto near = [&](Duration x, Duration y) { return std::abs((x - y).count()) <= tolerance.count(); };
    if (a.pool != b.pool || a.purchase != b.purchase) return "bought otherwise";
    if (!near(a.requested, b.requested)) return "requested at another time";
    if (a.end != b.end) return "ended otherwise";
    if (a.phases.size() != b.phases.size()) return "other phases";
    for (std::size_t i = 0; i < a.phases.size(); ++i)
        if (a.phases[i].kind != b.phases[i].kind || !near(a.phases[i].until, b.phases[i].until))
            return "phase " + std::to_string(i) + " until " + std::to_string(a.phases[i].until.count()) + " and " +
                   std::to_string(b.phases[i].until.count()) + " ns";
    return "";
}

class Fleets : public testing::TestWithParam<Family> {};

TEST_P(Fleets, live_as_a_plain_list_of_events_says) {
    std::size_t lives = 0;
    std::uint64_t interruptions = 0;
    for (std::uint64_t number = 0; number < 60; ++number) {
        const Case given = untied(random_case(GetParam(), number));
        SCOPED_TRACE(describe(given));
        const RunResult fleet = simulated(given);
        const FleetStory plain = told_plainly(given);
        ASSERT_EQ(fleet.lives.size(), plain.lives.size());
        EXPECT_EQ(fleet.instances.interrupted, plain.interruptions);
        const bool flows = std::any_of(given.plan.pools.begin(), given.plan.pools.end(), [](const PoolPlan& pool) {
            return pool.start.image_bytes > 0 || pool.start.weights_bytes > 0;
        });
        if (!flows) {
            EXPECT_EQ(fleet.fingerprint, plain.fingerprint);
        }
        for (std::size_t i = 0; i < plain.lives.size(); ++i)
            ASSERT_EQ(difference(fleet.lives[i], plain.lives[i], flows ? kFlowRounding : Duration{0}), "")
                << "launch " << i;
        lives += plain.lives.size();
        interruptions += plain.interruptions;
    }
    EXPECT_GT(lives, 100U);
    EXPECT_TRUE(GetParam() != Family::spot || interruptions > 50);
}

INSTANTIATE_TEST_SUITE_P(Families, Fleets,
                         testing::Values(Family::windows, Family::autoscaled, Family::spot, Family::slots,
                                         Family::serverless, Family::token_windows, Family::token_serverless),
                         [](const auto& instance) { return std::string(name_of(instance.param)); });

}  // namespace
}  // namespace plimsoll::sim
