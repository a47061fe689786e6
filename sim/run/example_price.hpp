// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/offer/offer.hpp"
#include "sim/plan/plan.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace plimsoll::sim {

/// Whether some price that the deployment pays is an invented example of its kind.
[[nodiscard]] inline bool has_example_price(const DeploymentPlan& plan, const pricing::DeploymentOffers& offers) {
    if (std::any_of(offers.extras.begin(), offers.extras.end(),
                    [](const pricing::Extra& extra) { return extra.offer.provenance.example; }))
        return true;
    for (std::size_t i = 0; i < plan.pools.size(); ++i) {
        const auto& pool = plan.pools[i];
        const auto& offer = offers.pools[i];
        const bool spot = pool.purchase == scenarios::Purchase::spot && offer.spot_provenance;
        if (spot && offer.spot_provenance->example) return true;
        if ((!spot || pool.fallback_on_demand) && offer.provenance.example) return true;
    }
    return false;
}

}  // namespace plimsoll::sim
