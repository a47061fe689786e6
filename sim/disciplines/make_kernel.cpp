// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/api/api_kernel.hpp"
#include "sim/disciplines/batching/batching_kernel.hpp"
#include "sim/disciplines/slots/slots_kernel.hpp"

namespace plimsoll::sim {

std::unique_ptr<RequestEngine> make_kernel(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source,
                                           std::uint64_t seed, const RecorderOptions& options) {
    switch (plan.serving) {
        case scenarios::Serving::serverless:
            return std::make_unique<SlotsKernel>(plan, std::move(source), seed, options);
        case scenarios::Serving::api:
            return std::make_unique<ApiKernel>(plan, std::move(source), seed, options);
        case scenarios::Serving::real_time:
        case scenarios::Serving::batch:
            break;
    }
    return std::make_unique<BatchingKernel>(plan, std::move(source), seed, options);
}

}  // namespace plimsoll::sim
