// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/projection/bills.hpp"
#include "sim/projection/prediction.hpp"

#include <optional>

namespace plimsoll::sim {

/// What a unit costs, and what is left of what it earns. In the currency of the bills; over all months, of the draws.
struct UnitEconomics {
    Prediction per_1k_requests;
    std::optional<Prediction> per_1m_tokens;  ///< empty: the traffic has none
    std::optional<Prediction> per_user;       ///< and month; empty: nobody said what a user does
    std::optional<Prediction> margin;         ///< revenue less all bills; empty: nothing is said to earn
    std::optional<Prediction> margin_share;   ///< of the revenue
    double loses = 0;                         ///< probability that the bills are more than the revenue
};

/// \param drawn the bills of the same draws of demand
[[nodiscard]] UnitEconomics unit_economics_of(const Bills& bills, const ProjectedDemand& demand,
                                              const scenarios::ProjectionSpec& spec, const DrawnBills& drawn);

}  // namespace plimsoll::sim
