// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/bill.hpp"
#include "pricing/meter/shared_month.hpp"
#include "pricing/quantity.hpp"
#include "pricing/usage.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace plimsoll::pricing {

/// What an account has used in a bill so far, by what shares it.
using Account = std::map<std::string, Quantity>;

/// What a line needs besides the usage: whose it is.
struct MeterContext {
    const std::string& offer;  ///< its id
    const PoolUsage& usage;
    std::optional<std::size_t> pool;  ///< absent: the deployment's
    Bill& bill;
    Account& account;
    std::string meter;     ///< tells this meter of this offer from all others
    Quantity amount = {};  ///< of what only the scenario knows, in the unit of a quantity meter

    /// Units that the account has got for nothing so far, and those that it has paid for; to be added to.
    [[nodiscard]] Quantity& granted(const SharedMonth& shared) const;
    [[nodiscard]] Quantity& paid(const SharedMonth& shared) const;

    /// Appends one line; `amount` is `unit_price` times `quantity`.
    void line(BilledFor what_for, std::string item, const Quantity& quantity, std::string unit, const Money& unit_price,
              std::optional<scenarios::Purchase> purchase = {}) const;

    /// The span's share of what is granted or tiered per month.
    [[nodiscard]] Quantity prorated(const Quantity& per_month) const;
};

}  // namespace plimsoll::pricing
