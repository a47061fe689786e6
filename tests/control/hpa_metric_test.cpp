// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/control/hpa.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace plimsoll::sim {
namespace {

using std::chrono::seconds;

/// One sync of a fresh autoscaler whose stabilization is switched off, so that the metric's verdict shows.
struct MetricCase {
    std::string why;
    std::uint32_t replicas;
    std::uint32_t ready;
    std::uint32_t not_ready;
    double metric;
    std::uint32_t expected;
};
void PrintTo(const MetricCase& c, std::ostream* out) { *out << c.why; }

class HpaMetric : public testing::TestWithParam<MetricCase> {};

TEST_P(HpaMetric, followsTheAlgorithm) {
    scenarios::HpaSpec spec;
    spec.target = 10;
    spec.scale_down_stabilization = seconds(0);
    Hpa hpa(spec, {.min = 1, .max = 100});
    const auto& c = GetParam();
    EXPECT_EQ(hpa.desired({kStart, c.replicas, c.ready, c.not_ready, c.metric}), c.expected) << c.why;
}

// Target 10, tolerance 0.1. Formula: ceil(ready * metric / target), docs "Horizontal Pod Autoscaling", Algorithm
// details.
INSTANTIATE_TEST_SUITE_P(Worked, HpaMetric,
                         testing::ValuesIn(std::vector<MetricCase>{
                             {"4 * 15/10 = 6", 4, 4, 0, 15, 6},
                             {"ceil(3 * 11.1/10) = ceil(3.33) = 4", 3, 3, 0, 11.1, 4},
                             {"ceil(4 * 5.1/10) = ceil(2.04) = 3", 4, 4, 0, 5.1, 3},
                             {"ratio 1.1 is still within the tolerance", 4, 4, 0, 11, 4},
                             {"ratio 0.9 is still within the tolerance", 40, 40, 0, 9, 40},
                             {"ratio 0.89 is not: ceil(40 * 0.89) = ceil(35.6) = 36", 40, 40, 0, 8.9, 36},
                             {"no metric at all scales to the minimum", 4, 4, 0, 0, 1},
                             // Upwards, replicas that start count as idle: (2 * 30 + 2 * 0) / 4 = 15, 4 * 15/10 = 6.
                             {"starting ones damp: 2 * 30/10 = 6 of which 4 are there", 4, 2, 2, 30, 6},
                             {"damped into the tolerance: (3 * 14 + 1 * 0) / 4 = 10.5", 4, 3, 1, 14, 4},
                             {"damped past 1: (1 * 12 + 1 * 0) / 2 = 6, direction would flip", 2, 1, 1, 12, 2},
                             {"damped but fewer than now: (2 * 20 + 1 * 0) / 3 = 13.3, ceil(4) = 4 < 6", 6, 2, 1, 20,
                              6},
                             // Downwards they are set aside: ceil(2 * 5/10) = 1.
                             {"starting ones are set aside on the way down", 4, 2, 2, 5, 1},
                             {"within the tolerance with starting ones", 4, 2, 2, 9.5, 4},
                             {"without a ready replica nothing is known", 4, 0, 4, 0, 4},
                             {"switched off at zero while the minimum is 1", 0, 0, 0, 0, 0},
                             {"twice as many at most: 10 * 50/10 = 50, limit 20", 10, 10, 0, 50, 20},
                             {"or four more: 2 * 80/10 = 16, limit max(4, 6)", 2, 2, 0, 80, 6},
                             {"more than the maximum are given up at once", 120, 120, 0, 10, 100},
                         }));

TEST(Hpa, belowTheMinimumGoesToTheMinimum) {
    Hpa hpa(scenarios::HpaSpec{}, {.min = 3, .max = 5});
    EXPECT_EQ(hpa.desired({kStart, 2, 2, 0, 1}), 3U);
}

TEST(Hpa, aPoolAtZeroStaysThereBecauseItHasNoMetric) {
    Hpa hpa(scenarios::HpaSpec{}, {.min = 0, .max = 5});
    EXPECT_EQ(hpa.desired({kStart, 0, 0, 0, 0}), 0U);
}

TEST(Hpa, theMaximumCapsTheMetric) {
    scenarios::HpaSpec spec;
    spec.target = 10;
    Hpa hpa(spec, {.min = 1, .max = 7});
    EXPECT_EQ(hpa.desired({kStart, 5, 5, 0, 20}), 7U);  // 5 * 20/10 = 10
}

TEST(HpaController, averagesWhatReadyReplicasHoldOfTokens) {
    using Metric = scenarios::HpaSpec::Metric;
    const auto wanted = [](Metric metric, double target) {
        scenarios::HpaSpec spec;
        spec.metric = metric;
        spec.target = target;
        Observation seen{.now = kStart, .desired = 2, .ready = 2};
        seen.tokens = {.running = 9,
                       .waiting = 12,
                       .waiting_tokens = 900,
                       .kv_blocks = 200,
                       .kv_tokens_used = 3100,
                       .kv_usage = 1.8};
        return controller_of(spec, {.min = 1, .max = 100})->desired(seen);
    };
    EXPECT_EQ(wanted(Metric::waiting_per_replica, 4), 3U) << "2 * (12 / 2) / 4";
    EXPECT_EQ(wanted(Metric::tokens_per_replica, 1000), 4U) << "2 * (4000 / 2) / 1000";
    EXPECT_EQ(wanted(Metric::kv_cache_usage, 0.6), 3U) << "2 * 0.9 / 0.6";
}

}  // namespace
}  // namespace plimsoll::sim
