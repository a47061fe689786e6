// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/offer/offer.hpp"
#include "scenarios/spot_prices_spec.hpp"
#include "sim/resolve/resolve_findings.hpp"

#include <string>

namespace plimsoll::sim {

/// Lays the record of an offer's spot prices over the horizon. False where that cannot be, which is a problem at
/// `pointer`.
[[nodiscard]] bool lay_spot_prices(const scenarios::SpotPricesSpec& spec, const std::string& pointer,
                                   pricing::Offer& offer, Findings& findings);

}  // namespace plimsoll::sim
