// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

/// What prices that no primary source confirmed add to intervals of cost.
namespace plimsoll::results {

/// Such a price may be off by that fraction either way (95 %): the largest that was found when unverified list prices
/// of this catalog were held against a second source, docs/decisions/0019.
inline constexpr double kUnverifiedError = 0.3;

/// Whether a primary source confirmed the price of a line.
[[nodiscard]] bool is_verified(const CostLine& line, const pricing::DeploymentOffers& offers);

/// Notes what a month costs by unverified prices, and widens the intervals of cost. \pre those over replications
void widen_by_prices(DeploymentResult& result, const DeploymentRuns& deployment, Duration horizon);

/// The margin of a difference of two monthly costs: what both pay by one price is wrong together.
[[nodiscard]] Margin price_margin_of_difference(const DeploymentResult& left, const DeploymentResult& right);

}  // namespace plimsoll::results
