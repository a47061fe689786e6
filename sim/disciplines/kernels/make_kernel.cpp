// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// The kernels of the disciplines, one row each; their references are in ../reference/make_reference.cpp.
#include "sim/disciplines/kernels/make_kernel.hpp"

#include "sim/disciplines/api/api_kernel.hpp"
#include "sim/disciplines/batching/batching_kernel.hpp"
#include "sim/disciplines/continuous_batching/continuous_batching_kernel.hpp"
#include "sim/disciplines/continuous_batching/token_instances_kernel.hpp"
#include "sim/disciplines/slots/replica_slots_kernel.hpp"
#include "sim/disciplines/slots/slots_kernel.hpp"

#include <utility>
#include <variant>

namespace plimsoll::sim {

namespace {

using Maker = std::unique_ptr<RequestEngine>(const DeploymentPlan&, std::unique_ptr<RequestSource>, std::uint64_t seed,
                                             const RecorderOptions&);

template <class Kernel>
std::unique_ptr<RequestEngine> made(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source,
                                    std::uint64_t seed, const RecorderOptions& options) {
    return std::make_unique<Kernel>(plan, std::move(source), seed, options);
}

Maker* kernel_of(const DynamicBatching& /*plan*/, bool /*replicas*/) { return made<BatchingKernel>; }
Maker* kernel_of(const RequestSlots& /*plan*/, bool replicas) {
    return replicas ? made<ReplicaSlotsKernel> : made<SlotsKernel>;
}
Maker* kernel_of(const ApiCalls& /*plan*/, bool /*replicas*/) { return made<ApiKernel>; }
Maker* kernel_of(const ContinuousBatching& /*plan*/, bool replicas) {
    return replicas ? made<ContinuousBatchingKernel> : made<TokenInstancesKernel>;
}

}  // namespace

std::unique_ptr<RequestEngine> make_kernel(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source,
                                           std::uint64_t seed, const RecorderOptions& options) {
    Maker* const make = std::visit(
        [&plan](const auto& discipline) { return kernel_of(discipline, plan.keeps_replicas()); }, plan.discipline);
    return make(plan, std::move(source), seed, options);
}

}  // namespace plimsoll::sim
