// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/bill.hpp"
#include "pricing/quantity.hpp"
#include "pricing/usage.hpp"

#include <cstddef>
#include <string>

namespace plimsoll::pricing {

/// What a line needs besides the usage: whose it is.
struct MeterContext {
    const std::string& offer;  ///< its id
    const PoolUsage& usage;
    std::size_t pool = 0;
    Bill& bill;

    /// Appends one line; `amount` is `unit_price` times `quantity`.
    void line(std::string item, const Quantity& quantity, std::string unit, const Money& unit_price) const;

    /// The span's share of what is granted or tiered per month.
    [[nodiscard]] Quantity prorated(const Quantity& per_month) const;
};

}  // namespace plimsoll::pricing
