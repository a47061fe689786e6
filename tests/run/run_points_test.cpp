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

TEST(RunPoints, AreNamedByWhatTheyAreFor) {
    Experiment experiment;
    experiment.deployments.resize(1);
    experiment.deployments[0].name = "spot";
    experiment.scenario.experiment.replications = 5;
    experiment.scenario.experiment.load_curve_replications = 2;
    const auto label = [&](const Point& point, Role role) { return label_of(experiment, {point, role}); };
    EXPECT_EQ(label({0, 1, {}}, Role::main), "spot, replication 2 of 5");
    EXPECT_EQ(label({0, 0, {.step_shift = -1}}, Role::step_times), "spot, with shorter steps");
    EXPECT_EQ(label({0, 0, {.step_shift = 1}}, Role::step_times), "spot, with longer steps");
    EXPECT_EQ(label({0, 0, {.load = 4}}, Role::load_curve), "spot, load 4, replication 1 of 2");
    EXPECT_EQ(label({0, 2, {.load = 1.04427378}}, Role::crossing), "spot, load 1.044, replication 3 of 5");
    EXPECT_EQ(label({0, 0, {.interruptions = 50}}, Role::interruptions),
              "spot, with more interruptions, replication 1");
}

}  // namespace
}  // namespace plimsoll::sim
