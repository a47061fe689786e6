// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/bill.hpp"
#include "pricing/offer/offer.hpp"
#include "pricing/usage.hpp"

#include <cstddef>

namespace plimsoll::pricing {

/// Applies every meter of the offer, its prices multiplied by the factors, to the usage. Monthly tiers and free grants
/// are applied to the span's share of a month (span / 730 h), so that the bill of a day times 730/24 is the bill of the
/// month. Lines come in the order of the offer's meters; a meter without usage gives no line.
[[nodiscard]] Bill bill(const Offer& offer, const PoolUsage& usage, std::size_t pool_index,
                        const scenarios::PriceFactorsSpec& factors = {});

}  // namespace plimsoll::pricing
