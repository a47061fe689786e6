// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/plan/plan.hpp"
#include "sim/resolve/resolve_pool.hpp"

#include <optional>
#include <string>
#include <vector>

/// A model that answers token by token: how its replicas schedule steps, what their memory holds, how long steps take.
namespace plimsoll::sim {

/// The rules, every one of them listed with where it comes from. What the preset makes depend on the device follows the
/// first pool's. Nothing, with the problem found, where they contradict each other. \pre there is a draft and a decoder
[[nodiscard]] std::optional<ContinuousBatching> plan_continuous_batching(const scenarios::DeploymentSpec& deployment,
                                                                         const std::string& pointer,
                                                                         const std::vector<PoolDraft>& drafts,
                                                                         const WorkChoice& work, Findings& findings);

/// What a replica of the pool needs: one instance of the offer, its devices in tensor parallel. Nothing, with the
/// problem found, where the model does not fit: by how much, and what would.
[[nodiscard]] std::optional<TokenServing> token_serving(const ContinuousBatching& rules,
                                                        const scenarios::DeploymentSpec& deployment,
                                                        const PoolDraft& draft, const std::string& pointer,
                                                        const WorkChoice& work, const models::Devices& devices,
                                                        Findings& findings);

}  // namespace plimsoll::sim
