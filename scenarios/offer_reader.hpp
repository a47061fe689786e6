// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/node.hpp"
#include "scenarios/scenario.hpp"

namespace plimsoll::scenarios {

/// Reads "offer": a catalog name, or prices written in place.
[[nodiscard]] OfferSpec read_offer(const Node& node);

/// Complains where an in-line offer lacks the price by which a pool would be billed.
void check_prices(const Node& node, Serving serving, Purchase purchase, bool fallback_on_demand);

}  // namespace plimsoll::scenarios
