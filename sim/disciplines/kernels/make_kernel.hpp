// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/engine.hpp"

#include <cstdint>
#include <memory>

namespace plimsoll::sim {

/// The engine for the deployment's discipline.
[[nodiscard]] std::unique_ptr<RequestEngine> make_kernel(const DeploymentPlan& plan,
                                                         std::unique_ptr<RequestSource> source, std::uint64_t seed,
                                                         const RecorderOptions& options);

}  // namespace plimsoll::sim
