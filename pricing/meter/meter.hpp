// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/bill.hpp"

/// One rule per file: what each kind of meter makes of a pool's usage. Every overload adds its lines to the bill, in a
/// fixed order, and none where there is nothing to bill.
namespace plimsoll::pricing {

/// Requests and tokens are priced by the million.
inline constexpr std::int64_t kMillion = 1'000'000;

/// What a line needs besides the usage: whose it is.
struct MeterContext {
    const Offer& offer;
    const PoolUsage& usage;
    std::size_t pool = 0;
    Bill& bill;

    /// Appends one line; `amount` is `unit_price` times `quantity`.
    void line(std::string item, const Quantity& quantity, std::string unit, const Money& unit_price) const;

    /// The span's share of what is granted or tiered per month.
    [[nodiscard]] Quantity prorated(const Quantity& per_month) const;
};

void apply(const InstanceMeter& meter, const MeterContext& context);
void apply(const RequestMeter& meter, const MeterContext& context);
void apply(const WorkMeter& meter, const MeterContext& context);
void apply(const TokenMeter& meter, const MeterContext& context);

}  // namespace plimsoll::pricing
