// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"
#include "sim/run/run_points.hpp"

#include <cstddef>
#include <vector>

/// What is simulated to tell which assumption matters most.
namespace plimsoll::sim {

/// An assumption of a deployment, and what its simulations change of the experiment for either end of its range.
struct VariedAssumption {
    std::size_t deployment = 0;
    results::Sensitivity assumption;  ///< without outcomes
    Overrides low, high;
};

/// The assumptions of an experiment that take simulations, deployment by deployment, each to what is stated of its
/// error, or else to a default:
/// - the load, ±20 % by default;
/// - step times: half and twice where they follow from a datasheet, else 95 % of the profile's error; none where the
///   scenario gives the service time;
/// - the mean time to interruption of spot machines, half and twice by default;
/// - how long a start takes, half and twice by default, where anything is ever started.
[[nodiscard]] std::vector<VariedAssumption> varied_assumptions(const Experiment& experiment);

/// Every replication at either end of each of these. They share their random numbers with the main simulations.
[[nodiscard]] std::vector<PlannedPoint> sensitivity_points(const Experiment& experiment);

}  // namespace plimsoll::sim
