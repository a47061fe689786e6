// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// The references of the disciplines, one row each; their kernels are in ../kernels/make_kernel.cpp.
#include "sim/disciplines/reference/reference_base.hpp"
#include "sim/disciplines/reference/reference_engine.hpp"

#include <utility>
#include <variant>

namespace plimsoll::sim {

namespace {

using Maker = std::unique_ptr<RequestEngine>(const DeploymentPlan&, std::unique_ptr<RequestSource>, std::uint64_t seed,
                                             const RecorderOptions&);

Maker* reference_of(const DynamicBatching& /*plan*/, bool /*replicas*/) { return make_reference_batching; }
Maker* reference_of(const RequestSlots& /*plan*/, bool replicas) {
    return replicas ? make_reference_replica_slots : make_reference_slots;
}
Maker* reference_of(const ApiCalls& /*plan*/, bool /*replicas*/) { return make_reference_api; }
Maker* reference_of(const ContinuousBatching& /*plan*/, bool replicas) {
    return replicas ? make_reference_continuous_batching : make_reference_token_instances;
}

}  // namespace

std::unique_ptr<RequestEngine> make_reference(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source,
                                              std::uint64_t seed, const RecorderOptions& options) {
    Maker* const make = std::visit(
        [&plan](const auto& discipline) { return reference_of(discipline, plan.keeps_replicas()); }, plan.discipline);
    return make(plan, std::move(source), seed, options);
}

}  // namespace plimsoll::sim
