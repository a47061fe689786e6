// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/bill.hpp"
#include "sim/compare/cost_summary.hpp"

#include <span>
#include <vector>

namespace plimsoll::results {

/// The bill of a mean replication: lines of all bills, matched, each amount the exact mean rounded once at the twelfth
/// fractional digit, each quantity the exact mean rounded half up at the sixth. Ordered by pool, the
/// extras behind them, then by where a line first appears.
[[nodiscard]] std::vector<CostLine> mean_lines(std::span<const pricing::Bill> bills);

}  // namespace plimsoll::results
