// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/bill.hpp"
#include "pricing/offer/extra.hpp"
#include "sim/measured/run_result.hpp"

#include <span>
#include <vector>

/// Bills are made of what runs used when results are compared: a run knows no price.
namespace plimsoll::results {

/// What a deployment's usage costs.
struct Prices {
    pricing::DeploymentOffers offers;  ///< as listed
    scenarios::PriceFactorsSpec factors = {};
};

/// What the run used, at these prices.
[[nodiscard]] pricing::Bill bill_of(const RunResult& run, const Prices& prices);

[[nodiscard]] std::vector<pricing::Bill> bills_of(std::span<const RunResult> runs, const Prices& prices);

/// The bill against the sum of its lines.
[[nodiscard]] AuditCheck audit_of(const pricing::Bill& bill);

/// The run's series with what each bucket cost per hour: instances while they are rented, all else shared out by the
/// requests completed. Approximate, for plots.
[[nodiscard]] std::vector<SeriesBucket> with_cost_rate(const RunResult& run, const pricing::Bill& bill,
                                                       const Prices& prices);

}  // namespace plimsoll::results
