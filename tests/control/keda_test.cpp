// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/control/keda.hpp"

#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

using std::chrono::seconds;

scenarios::KedaSpec spec_of(double target) {
    scenarios::KedaSpec spec;
    spec.target = target;
    return spec;
}

Observation at(int second, std::uint32_t desired, std::uint64_t in_system, std::uint64_t arrivals = 0) {
    Observation seen;
    seen.now = kStart + seconds(second);
    seen.desired = desired;
    seen.deployment_in_system = in_system;
    seen.deployment_arrivals = arrivals;
    return seen;
}

TEST(Keda, itsBeatIsTheShorterOfItsClocks) { EXPECT_EQ(Keda(spec_of(1), {.min = 0, .max = 5}).period(), seconds(15)); }

TEST(Keda, pollsWakeItFromZeroAndSyncsDoNot) {
    Keda keda(spec_of(2), {.min = 0, .max = 5});
    EXPECT_EQ(keda.desired(at(15, 0, 4)), 0U) << "the HPA is off without replicas";
    EXPECT_EQ(keda.desired(at(30, 0, 4)), 2U) << "the first by KEDA, the second by the sync of the same instant";
}

TEST(Keda, nothingHappensUpToTheActivationThreshold) {
    auto spec = spec_of(2);
    spec.activation = 3;
    Keda keda(spec, {.min = 0, .max = 5});
    EXPECT_EQ(keda.desired(at(30, 0, 3)), 0U);
    EXPECT_GT(keda.desired(at(60, 0, 4)), 0U);
}

// ceil(metric / target), 40 requests at 4 each, by at most four more or twice as many in 15 s.
TEST(Keda, theHpaFollowsTheMetricAtItsRates) {
    Keda keda(spec_of(4), {.min = 0, .max = 100});
    EXPECT_EQ(keda.desired(at(30, 1, 40)), 5U);
    EXPECT_EQ(keda.desired(at(45, 5, 40)), 10U);
    EXPECT_EQ(keda.desired(at(60, 10, 43)), 10U) << "within the tolerance of 10 %";
    EXPECT_EQ(keda.desired(at(75, 10, 45)), 12U);
}

TEST(Keda, theLastReplicasGoOnceTheCooldownHasPassed) {
    Keda keda(spec_of(1), {.min = 0, .max = 5});
    EXPECT_EQ(keda.desired(at(30, 0, 1)), 1U);
    for (int second = 45; second <= 330; second += 15) EXPECT_EQ(keda.desired(at(second, 1, 0)), 1U) << second;
    EXPECT_EQ(keda.desired(at(345, 1, 0)), 1U) << "no poll";
    EXPECT_EQ(keda.desired(at(360, 1, 0)), 0U);
}

TEST(Keda, looksAtTokensOfAllPoolsAndAtRequestsWhereNobodyHasAny) {
    using Metric = scenarios::HpaSpec::Metric;
    Observation seen = at(30, 2, 50);
    seen.deployment_tokens = {
        .waiting = 24, .waiting_tokens = 900, .kv_blocks = 200, .kv_tokens_used = 3100, .kv_usage = 1.8};
    const auto wanted = [&](Metric metric, double target) {
        auto spec = spec_of(target);
        spec.metric = metric;
        return Keda(spec, {.min = 1, .max = 100}).desired(seen);
    };
    EXPECT_EQ(wanted(Metric::waiting_per_replica, 6), 4U) << "24 / 6";
    EXPECT_EQ(wanted(Metric::tokens_per_replica, 1000), 4U) << "(3100 + 900) / 1000";
    EXPECT_EQ(wanted(Metric::kv_cache_usage, 0.6), 3U) << "1.8 / 0.6";
    seen.desired = 0;
    seen.deployment_tokens = {};
    auto spec = spec_of(6);
    spec.metric = Metric::waiting_per_replica;
    EXPECT_EQ(Keda(spec, {.min = 0, .max = 100}).desired(seen), 5U) << "the first, and by the sync four more at most";
}

TEST(Keda, aMinimumIsNeverLeft) {
    Keda keda(spec_of(1), {.min = 2, .max = 5});
    for (int second = 15; second <= 3600; second += 15) EXPECT_EQ(keda.desired(at(second, 2, 0)), 2U);
}

// 30 s at 8 /s for the poll, 15 s for the sync: 8 / 4 = 2 replicas.
TEST(Keda, ratesAreMeasuredOverEachClocksOwnInterval) {
    auto spec = spec_of(4);
    spec.metric = scenarios::HpaSpec::Metric::requests_per_second;
    spec.activation = 7.9;
    Keda keda(spec, {.min = 0, .max = 5});
    EXPECT_EQ(keda.desired(at(15, 0, 0, 120)), 0U);
    EXPECT_EQ(keda.desired(at(30, 0, 0, 120)), 2U);
}

}  // namespace
}  // namespace plimsoll::sim
