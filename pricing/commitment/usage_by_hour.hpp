// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/offer/offer.hpp"
#include "pricing/usage.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// What commitments are made for and applied to: machines on demand, hour by hour of the clock.
namespace plimsoll::pricing {

/// Machines of one offer that could be covered; or a function, of which what is paid for its work counts.
struct CommittableOffer {
    std::string offer;      ///< its id
    Money on_demand;        ///< of an hour; of a function a dollar: so many dollars in an hour are so many hours
    bool function = false;  ///< else machines

    bool operator==(const CommittableOffer&) const = default;
};

struct UsageHour {
    Duration length{};           ///< an hour; the last one ends with the period
    std::vector<Duration> used;  ///< by offer: the time of all its machines in this hour together
    std::int64_t times = 1;      ///< so many hours of the period are alike

    bool operator==(const UsageHour&) const = default;
};

struct UsageByHour {
    std::vector<CommittableOffer> offers;
    std::vector<UsageHour> hours;

    bool operator==(const UsageByHour&) const = default;
    [[nodiscard]] Duration span() const;
};

/// The machines on demand of these pools, the offer of each at its index; pools of one offer are added up. Each life is
/// as long as it is billed. What runs on beyond the period counts in its first hours, as a day's rest does on the next.
/// Spot and reserved machines are left out: no commitment covers the former, the latter have one. \pre equal spans
[[nodiscard]] UsageByHour usage_by_hour(std::span<const Offer> offers, std::span<const PoolUsage> pools);

/// The same period with so many times the machines in every hour, to whole nanoseconds.
[[nodiscard]] UsageByHour scaled(UsageByHour usage, double factor);

/// With equal hours told once. What a commitment covers does not depend on their order.
[[nodiscard]] UsageByHour condensed(UsageByHour usage);

}  // namespace plimsoll::pricing
