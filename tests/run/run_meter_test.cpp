// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/run_meter.hpp"

#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

TEST(RunMeter, TellsAllAndEach) {
    RunMeter meter({{1, 0}, {3, 1}, {1, 0}, {5, 1}}, {"a", "b", "nothing to do"});
    auto progress = meter.progress();
    EXPECT_EQ(progress.of, 4U);
    EXPECT_EQ(progress.fraction, 0);
    ASSERT_EQ(progress.deployments.size(), 3U);
    EXPECT_EQ(progress.deployments[0].fraction, 0);
    EXPECT_EQ(progress.deployments[2].name, "nothing to do");
    EXPECT_EQ(progress.deployments[2].fraction, 1);

    meter.moved(3, 0.8);
    meter.finished(0);
    progress = meter.progress();
    EXPECT_EQ(progress.done, 1U);
    EXPECT_DOUBLE_EQ(progress.fraction, (1 + 0.8 * 5) / 10);
    EXPECT_DOUBLE_EQ(progress.deployments[0].fraction, 0.5);
    EXPECT_DOUBLE_EQ(progress.deployments[1].fraction, 0.8 * 5 / 8);

    for (const std::size_t task : {1U, 2U, 3U}) meter.finished(task);
    progress = meter.progress();
    EXPECT_EQ(progress.fraction, 1);
    for (const auto& deployment : progress.deployments) EXPECT_EQ(deployment.fraction, 1) << deployment.name;
}

TEST(RunMeter, WhatIsLostIsOverAndCounted) {
    RunMeter meter({{1, 0}, {1, 0}, {1, 1}}, {"a", "b"});
    meter.finished(0);
    meter.lost(1);
    const auto progress = meter.progress();
    EXPECT_EQ(progress.done, 2U);
    EXPECT_EQ(progress.deployments[0].fraction, 1);
    EXPECT_EQ(progress.deployments[0].lost, 1U);
    EXPECT_EQ(progress.deployments[1].lost, 0U);
}

}  // namespace
}  // namespace plimsoll::sim
