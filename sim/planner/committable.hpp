// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/commitment/product.hpp"
#include "sim/measured/run_result.hpp"
#include "sim/plan/plan.hpp"

#include <cstddef>
#include <vector>

/// What commitments could cover of a deployment.
namespace plimsoll::sim {

/// Its machines on demand, and those of its functions for which one of these is sold, at the price factors of the
/// scenario.
[[nodiscard]] std::vector<pricing::CommittableOffer> committable_offers(
    const Experiment& experiment, std::size_t deployment, const std::vector<pricing::CommitmentProduct>& products);

/// The usage of these by the clock hour, in a run of the deployment: machines by their lives, functions by what the
/// bill says their work costs. When they worked is not kept: it is spread over the period as requests in the system
/// are.
[[nodiscard]] pricing::UsageByHour committable_usage(const Experiment& experiment, std::size_t deployment,
                                                     const std::vector<pricing::CommitmentProduct>& products,
                                                     const results::RunResult& run);

/// Whether a bill counts the work of functions in this unit: "GB-second".
[[nodiscard]] bool is_unit_of_work(const std::string& unit);

}  // namespace plimsoll::sim
