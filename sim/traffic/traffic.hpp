// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/traffic/request.hpp"

#include <cstdint>
#include <memory>

namespace plimsoll::sim {

/// The workload's requests with arrival in [0, horizon), numbered from 0, for one seed, at `load` times the scenario's
/// own load (which is applied too). How a trace is scaled is stated in docs/traffic.md.
/// \throws InputError when the trace is malformed (here or while reading), IoError when it cannot be opened.
[[nodiscard]] std::unique_ptr<RequestSource> open_traffic(const scenarios::WorkloadSpec& workload, Duration horizon,
                                                          std::uint64_t seed, double load);

/// Whether the traffic may tell how prompts begin (RequestSource::shared_parts).
[[nodiscard]] bool tells_prefixes(const scenarios::WorkloadSpec& workload);

}  // namespace plimsoll::sim
