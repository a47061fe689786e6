// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/bill.hpp"
#include "pricing/quantity.hpp"
#include "pricing/usage.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace plimsoll::pricing {

/// What each meter of an offer has counted in a bill so far, by the offer's id and the meter's place: grants and tiers
/// are those of an account.
using Account = std::map<std::pair<std::string, std::size_t>, Quantity>;

/// What a line needs besides the usage: whose it is.
struct MeterContext {
    const std::string& offer;  ///< its id
    const PoolUsage& usage;
    std::optional<std::size_t> pool;  ///< absent: the deployment's
    Bill& bill;
    Quantity& counted;     ///< units that the account has used of this meter before
    Quantity amount = {};  ///< of what only the scenario knows, in the unit of a quantity meter

    /// Appends one line; `amount` is `unit_price` times `quantity`.
    void line(BilledFor what_for, std::string item, const Quantity& quantity, std::string unit,
              const Money& unit_price) const;

    /// The span's share of what is granted or tiered per month.
    [[nodiscard]] Quantity prorated(const Quantity& per_month) const;
};

}  // namespace plimsoll::pricing
