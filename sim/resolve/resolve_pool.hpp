// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/plan/plan.hpp"
#include "sim/resolve/resolve_model.hpp"

#include <optional>
#include <string>

/// How a pool serves: service time, replicas, autoscaler, slots, rate limits.
namespace plimsoll::sim {

/// A pool whose offer is known.
struct PoolDraft {
    const scenarios::PoolSpec* spec = nullptr;
    std::string pointer;
    pricing::Offer offer;
    const models::Device* device = nullptr;  ///< null where the offer names none
    std::optional<ModelTiming> timing;       ///< where a model is served
};

/// The whole plan of a pool that serves by `discipline`.
/// \pre a model of `work` can run on the draft's device; the discipline is not a model API's
[[nodiscard]] PoolPlan plan_pool(const PoolDraft& draft, scenarios::Serving serving, const Discipline& discipline,
                                 const WorkChoice& work, Findings& findings);

/// The plan of a model API: its latency is the deployment's own service time, else the offer's, else the scenario's.
[[nodiscard]] PoolPlan plan_api(const PoolDraft& draft, ApiCalls& calls, const scenarios::DeploymentSpec& deployment,
                                const WorkChoice& work, Findings& findings);

}  // namespace plimsoll::sim
