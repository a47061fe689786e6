// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/bill.hpp"
#include "tests/fleet/simulated.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace plimsoll::sim {
namespace {

using results::InstanceLife;
using results::LifeEnd;
using results::LifePhase;
using results::RunResult;
using std::chrono::minutes;
using std::chrono::seconds;

/// Two requests a second.
std::vector<Request> steady_requests(Duration horizon) {
    std::vector<Request> requests;
    for (SimTime t = kStart; t < kStart + horizon; t += std::chrono::milliseconds(500))
        requests.push_back({t, requests.size(), 1, 0});
    return requests;
}

/// One replica for 3.60 USD/h, and a second that an autoscaler asks for at its first look, after 15 s.
Case two_replicas() {
    Case given;
    given.horizon = minutes(5);
    given.requests = steady_requests(given.horizon);
    PoolPlan& pool = given.plan.pools.emplace_back();
    pool.usage.lives = true;
    pool.replicas = {1, 2};
    pool.service = models::ServiceTime::constant(std::chrono::milliseconds(100));
    pool.start.provision = seconds(10);
    pool.start.boot = seconds(20);
    pool.start.image_bytes = 1.25e9;  // one second on a link of 10 Gbit/s
    pool.start.weights_bytes = 2.5e9;
    pool.start.warm_up = seconds(5);
    scenarios::HpaSpec autoscaler;
    autoscaler.metric = scenarios::HpaSpec::Metric::requests_per_second;
    pool.autoscaler = autoscaler;
    return given;
}

Duration began(const InstanceLife& life, std::size_t phase) {
    return phase == 0 ? life.requested : life.phases[phase - 1].until;
}

Duration ended(const InstanceLife& life) { return began(life, life.phases.size()); }

/// From the end of provisioning to the end of the life or of the horizon.
Duration billed(const InstanceLife& life, Duration horizon) {
    const bool provisioned = !life.phases.empty() && life.phases.front().kind == LifePhase::provision;
    const Duration start = provisioned ? life.phases.front().until : life.requested;
    return std::max(Duration{0}, std::min(ended(life), horizon) - start);
}

TEST(Lives, pass_through_every_phase_at_its_time) {
    const RunResult result = simulated(two_replicas());
    ASSERT_EQ(result.lives.size(), 2U);
    const auto& warm = result.lives[0];
    EXPECT_EQ(warm.requested, Duration{0});
    ASSERT_EQ(warm.phases.size(), 1U) << "up at time 0";
    EXPECT_EQ(warm.phases[0].kind, LifePhase::serve);

    const auto& second = result.lives[1];
    EXPECT_EQ(second.requested, seconds(15));
    const std::pair<LifePhase, Duration> expected[] = {
        {LifePhase::provision, seconds(25)}, {LifePhase::boot, seconds(45)},    {LifePhase::image, seconds(46)},
        {LifePhase::weights, seconds(48)},   {LifePhase::warm_up, seconds(53)}, {LifePhase::serve, ended(warm)}};
    ASSERT_EQ(second.phases.size(), std::size(expected));
    for (std::size_t i = 0; i < std::size(expected); ++i) {
        EXPECT_EQ(second.phases[i].kind, expected[i].first);
        // Flows end at SimGrid's dates, which are seconds in floating point.
        EXPECT_LE(std::abs((second.phases[i].until - expected[i].second).count()), 2) << i;
    }
    for (const auto& life : result.lives) {
        EXPECT_EQ(life.end, LifeEnd::horizon);
        EXPECT_EQ(life.purchase, scenarios::Purchase::on_demand);
        EXPECT_GE(ended(life), minutes(5)) << "until the last request is done";
    }
}

// 300 s and 275 s at 3.60 USD/h, which is 0.001 USD/s.
TEST(Lives, add_up_to_the_bill) {
    const RunResult result = simulated(two_replicas());
    Duration sum{0};
    for (const auto& life : result.lives) sum += billed(life, minutes(5));
    EXPECT_EQ(sum, seconds(575));
    pricing::InstanceMeter meter;
    meter.on_demand_per_hour = pricing::Money::parse("3.60");
    pricing::Offer offer;
    offer.meters.emplace_back(meter);
    EXPECT_EQ(results::bill_of(result, {{{offer}, {}}}).total, pricing::Money::parse("0.575"));
}

TEST(Lives, are_noted_up_to_the_limit_and_only_where_asked_for) {
    Case given;
    RunResult all;
    for (std::uint64_t number = 0; all.lives.size() <= 3; ++number) {
        given = random_case(Family::serverless, number);
        all = simulated(given);
    }
    EXPECT_EQ(all.lives.size(), all.instances.launched);
    const RunResult few = simulated(given, 3);
    EXPECT_EQ(few.lives, std::vector(all.lives.begin(), all.lives.begin() + 3));
    EXPECT_EQ(few.instances.launched, all.instances.launched);
    EXPECT_EQ(few.fingerprint, all.fingerprint);
    EXPECT_TRUE(simulated(given, 0).lives.empty());
}

void expect_whole(const InstanceLife& life, const PoolPlan& pool) {
    const bool warm =
        !life.phases.empty() && life.phases.front().kind == LifePhase::serve && life.requested == Duration{0};
    const auto served = std::find_if(life.phases.begin(), life.phases.end(),
                                     [](const auto& phase) { return phase.kind == LifePhase::serve; });
    for (std::size_t i = 0; i < life.phases.size(); ++i) {
        const auto [kind, until] = life.phases[i];
        const Duration length = until - began(life, i);
        EXPECT_GT(length, Duration{0});
        EXPECT_TRUE(i == 0 || life.phases[i - 1].kind < kind) << "the phases have one order";
        const Duration whole = kind == LifePhase::provision ? pool.start.provision
                               : kind == LifePhase::boot    ? pool.start.boot
                               : kind == LifePhase::warm_up ? pool.start.warm_up
                                                            : length;
        // Only the last phase of those that end early is cut; flows end at SimGrid's dates.
        const bool cut = served == life.phases.end() && i + 1 == life.phases.size();
        if (cut) {
            EXPECT_LE(length, whole + Duration(1));
        } else if (!warm) {
            EXPECT_LE(std::abs((length - whole).count()), 1);
        }
    }
}

/// Notices of random cases are shorter than the grace period of 30 s: an interrupted replica drains from its notice on,
/// if it did not drain already.
bool drained_by_notice(const InstanceLife& life, const PoolPlan& pool) {
    const std::size_t last = life.phases.size() - 1;
    return life.phases[last].until - began(life, last) >= pool.interruptions->notice;
}

class RandomLives : public testing::TestWithParam<Family> {};

TEST_P(RandomLives, are_contiguous_as_many_as_were_launched_and_as_long_as_instances_were_rented) {
    std::size_t ends[3] = {};
    std::size_t drained = 0;
    for (std::uint64_t number = 0; number < 25; ++number) {
        SCOPED_TRACE(number);
        const Case given = random_case(GetParam(), number);
        const RunResult result = simulated(given);
        ASSERT_EQ(result.lives.size(), result.instances.launched);
        Duration rented{0};
        std::uint64_t interrupted = 0;
        for (const InstanceLife& life : result.lives) {
            ASSERT_LT(life.pool, given.plan.pools.size());
            expect_whole(life, given.plan.pools[life.pool]);
            rented += billed(life, given.horizon);
            interrupted += life.end == LifeEnd::interrupted ? 1 : 0;
            ++ends[static_cast<std::size_t>(life.end)];
            if (life.phases.empty() || life.phases.back().kind != LifePhase::drain) continue;
            ++drained;
            EXPECT_TRUE(life.end != LifeEnd::interrupted || drained_by_notice(life, given.plan.pools[life.pool]));
        }
        EXPECT_LE(interrupted, result.instances.interrupted) << "the notice comes first";
        EXPECT_NEAR(seconds_of(rented), result.instances.mean * seconds_of(given.horizon), 1e-6);
        if (HasFailure()) FAIL() << describe(given);
    }
    EXPECT_GT(ends[static_cast<std::size_t>(LifeEnd::horizon)], 0U);
    EXPECT_GT(ends[static_cast<std::size_t>(LifeEnd::stopped)], 0U);
    EXPECT_EQ(drained > 0, GetParam() != Family::serverless) << "keep-alive ends idle instances only";
    EXPECT_TRUE(GetParam() != Family::spot || ends[static_cast<std::size_t>(LifeEnd::interrupted)] > 0);
}

INSTANTIATE_TEST_SUITE_P(Families, RandomLives,
                         testing::Values(Family::windows, Family::autoscaled, Family::spot, Family::serverless),
                         [](const auto& instance) { return std::string(name_of(instance.param)); });

}  // namespace
}  // namespace plimsoll::sim
