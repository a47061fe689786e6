// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/engine.hpp"
#include "sim/disciplines/kernels/make_kernel.hpp"
#include "sim/measured/run_result.hpp"
#include "sim/plan/plan.hpp"

#include <cstdint>
#include <functional>
#include <memory>

namespace plimsoll::sim {

using EngineFactory = std::function<std::unique_ptr<RequestEngine>(
    const DeploymentPlan&, std::unique_ptr<RequestSource>, std::uint64_t seed, const RecorderOptions&)>;

struct SimulationOptions {
    Duration horizon{};
    Duration warm_up{};
    Duration bucket = std::chrono::minutes(5);
    std::uint64_t seed = 1;                         ///< of this replication
    std::size_t tenants = 0;                        ///< so many send requests; 0: nobody asks who
    std::size_t lives = 0;                          ///< of so many instances, the first, the life is told in full
    bool bucket_quantiles = true;                   ///< tell percentiles of each bucket of the series
    std::function<void(const RequestRecord&)> log;  ///< every request that leaves; may be empty
    /// Called now and then with the share of the horizon simulated so far, in [0, 1]; may be empty.
    std::function<void(double)> progress;
    /// Empty: the request kernel. Another one may wait by SimGrid's actors, as the plain reference does.
    EngineFactory engine;
};

/// Simulates one deployment once. With another engine than the kernel, or where something may flow
/// (DeploymentPlan::may_transfer), at most one call per process: SimGrid's engine is a singleton that keeps its clock,
/// so callers fork (see sim/run/worker_pool.hpp).
/// \throws InputError for a malformed trace, ModelBug when the audit finds a breach.
[[nodiscard]] results::RunResult simulate(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source,
                                          const SimulationOptions& options);

}  // namespace plimsoll::sim
