// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"
#include "sim/measured/run_result.hpp"

#include <span>
#include <string>
#include <vector>

namespace plimsoll::results {

/// Parts the mean bill among those who sent the requests, each line by what it bills:
///   - machines, idle or at work, and work that is billed by the second: by the time in service at the pool; requests
///     that were served together part it equally (TenantUse::machine_s);
///   - requests and tokens: by their number at the pool;
///   - extras and fees, and what has nothing to go by: by the requests at all pools.
/// Adds up to the lines exactly; what the last digit leaves is the largest tenant's. The largest comes first. Empty
/// where no request was served.
[[nodiscard]] std::vector<TenantCost> costs_by_tenant(const std::vector<CostLine>& lines,
                                                      std::span<const RunResult> runs,
                                                      const std::vector<std::string>& tenants, Duration horizon);

}  // namespace plimsoll::results
