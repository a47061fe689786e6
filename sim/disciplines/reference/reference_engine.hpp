// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/engine.hpp"

#include <cstdint>
#include <memory>

namespace plimsoll::sim {

/// The engine for the deployment's discipline, written a second time: each rule of docs/semantics.md as plainly as
/// possible, one SimGrid actor per request arrival, per service and per timer. Slow (some 10,000 requests per
/// second), and independent of the kernel, which it checks. Use inside a running SimGrid simulation.
[[nodiscard]] std::unique_ptr<RequestEngine> make_reference(const DeploymentPlan& plan,
                                                            std::unique_ptr<RequestSource> source, std::uint64_t seed,
                                                            const RecorderOptions& options);

}  // namespace plimsoll::sim
