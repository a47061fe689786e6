// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// The kernels of the disciplines, one row each; their references are in ../reference/make_reference.cpp.
#include "sim/disciplines/kernels/make_kernel.hpp"

#include "sim/disciplines/api/api_kernel.hpp"
#include "sim/disciplines/batching/batching_kernel.hpp"
#include "sim/disciplines/slots/slots_kernel.hpp"

#include <type_traits>
#include <utility>
#include <variant>

namespace plimsoll::sim {

namespace {

template <class Plan>
struct KernelOf;
template <>
struct KernelOf<DynamicBatching> : std::type_identity<BatchingKernel> {};
template <>
struct KernelOf<RequestSlots> : std::type_identity<SlotsKernel> {};
template <>
struct KernelOf<ApiCalls> : std::type_identity<ApiKernel> {};

}  // namespace

std::unique_ptr<RequestEngine> make_kernel(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source,
                                           std::uint64_t seed, const RecorderOptions& options) {
    return std::visit(
        [&](const auto& discipline) -> std::unique_ptr<RequestEngine> {
            using Kernel = typename KernelOf<std::remove_cvref_t<decltype(discipline)>>::type;
            return std::make_unique<Kernel>(plan, std::move(source), seed, options);
        },
        plan.discipline);
}

}  // namespace plimsoll::sim
