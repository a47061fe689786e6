// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/shared_traffic.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace plimsoll::sim {
namespace {

class OneRequest : public RequestSource {
public:
    std::span<const Request> next_block() override { return ended_ ? std::span<const Request>{} : once(); }

private:
    std::span<const Request> once() {
        ended_ = true;
        return {&request_, 1};
    }
    Request request_{};
    bool ended_ = false;
};

/// Two deployments whose traffic counts how often it is made.
struct Counted {
    Counted() {
        experiment.deployments.resize(2);
        experiment.expected_requests = 1;
        experiment.traffic = [this](std::uint64_t, double) {
            ++made;
            return std::make_unique<OneRequest>();
        };
    }
    void simulate(SharedTraffic& traffic, const Point& point) const {
        const auto source = traffic.open(input_of(experiment, point));
        while (!source->next_block().empty()) {
        }
    }
    Experiment experiment;
    int made = 0;
};

TEST(SharedTraffic, IsMadeOnceForEachReplicationAndLoad) {
    Counted counted;
    SharedTraffic traffic(counted.experiment);
    std::vector<Point> points;
    for (const double load : {1.0, 2.0})
        for (std::uint32_t replication = 0; replication < 3; ++replication)
            for (std::size_t deployment = 0; deployment < 2; ++deployment)
                points.push_back({deployment, replication, {.load = load}});
    traffic.share(points);
    for (const auto& point : points) counted.simulate(traffic, point);
    EXPECT_EQ(counted.made, 6);
}

TEST(SharedTraffic, LongerStepsSeeTheSameTraffic) {
    Counted counted;
    SharedTraffic traffic(counted.experiment);
    const std::vector<Point> points{{0, 0, {}}, {0, 0, {.step_shift = 1}}};
    traffic.share(points);
    for (const auto& point : points) counted.simulate(traffic, point);
    EXPECT_EQ(counted.made, 1);
}

TEST(SharedTraffic, GivesItsMemoryBackBehindTheLast) {
    Counted counted;
    SharedTraffic traffic(counted.experiment);
    const std::vector<Point> points{{0, 0, {}}, {1, 0, {}}};
    traffic.share(points);
    for (const auto& point : points) {
        counted.simulate(traffic, point);
        traffic.finished(point);
    }
    EXPECT_EQ(counted.made, 1);
    counted.simulate(traffic, points.front());
    EXPECT_EQ(counted.made, 2);
}

// 2e10 requests are half a terabyte: each simulation streams its own, and memory stays flat.
TEST(SharedTraffic, WhatIsTooLongIsStreamedByEach) {
    Counted counted;
    counted.experiment.expected_requests = 2e10;
    SharedTraffic traffic(counted.experiment);
    const std::vector<Point> points{{0, 0, {}}, {1, 0, {}}};
    traffic.share(points);
    for (const auto& point : points) counted.simulate(traffic, point);
    EXPECT_EQ(counted.made, 2);
}

}  // namespace
}  // namespace plimsoll::sim
