// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/run_points.hpp"

#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

// 2 deployments x 100 requests x (5 + 2 x 0.5 + 2 x 2): a load of 1 is the main simulations themselves.
TEST(RunPoints, RequestsToExpectAreThoseOfAllSimulations) {
    Experiment experiment;
    experiment.deployments.resize(2);
    experiment.expected_requests = 100;
    auto& spec = experiment.scenario.experiment;
    spec.replications = 5;
    spec.load_curve = {0.5, 1, 2};
    spec.load_curve_replications = 2;
    EXPECT_DOUBLE_EQ(expected_requests(experiment), 2000);
}

}  // namespace
}  // namespace plimsoll::sim
