// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/bill.hpp"
#include "pricing/offer/extra.hpp"
#include "pricing/usage.hpp"

#include <cstddef>
#include <span>

namespace plimsoll::pricing {

/// The bill of a deployment: of each pool in its order, then of each extra, every meter of its offer applied to the
/// usage at prices multiplied by the factors. Monthly tiers and free grants are those of the span's share of a month
/// (span / 730 h), so that the bill of a day times 730/24 is the bill of the month; what pays by the same meter of the
/// same offer shares them. Lines come in the order of an offer's meters; a meter without usage gives no line. A fee
/// that is a share of what machines cost on demand is of the price without the factors. \throws std::logic_error unless
/// there is a usage for each pool
[[nodiscard]] Bill bill(const DeploymentOffers& offers, std::span<const PoolUsage> usage,
                        const scenarios::PriceFactorsSpec& factors = {});

/// The same of one pool.
[[nodiscard]] Bill bill(const Offer& offer, const PoolUsage& usage, std::size_t pool_index,
                        const scenarios::PriceFactorsSpec& factors = {});

}  // namespace plimsoll::pricing
