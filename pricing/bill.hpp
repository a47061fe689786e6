// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/money.hpp"
#include "scenarios/duration.hpp"
#include "scenarios/named_enum.hpp"
#include "scenarios/scenario.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll::pricing {

/// Average month by which per-month figures are stated (as the providers' calculators do): 730 hours.
inline constexpr Duration kMonth = std::chrono::hours(730);

/// What a line of a bill is for.
enum class BilledFor {
    machine_time,  ///< as long as something is there, at work or not
    work,          ///< while it works
    start,         ///< until it can work
    requests,
    tokens,
    beside,          ///< what goes with it: storage, data sent, fees
    billed_share,    ///< a share of what is billed for machine time
    on_demand_share  ///< a share of what machine time costs on demand
};
inline constexpr scenarios::EnumName<BilledFor> kBilledForNames[] = {{"machine-time", BilledFor::machine_time},
                                                                     {"work", BilledFor::work},
                                                                     {"start", BilledFor::start},
                                                                     {"requests", BilledFor::requests},
                                                                     {"tokens", BilledFor::tokens},
                                                                     {"beside", BilledFor::beside},
                                                                     {"billed-share", BilledFor::billed_share},
                                                                     {"on-demand-share", BilledFor::on_demand_share}};

/// Whether it is a share of what machines cost.
[[nodiscard]] constexpr bool is_share(BilledFor what_for) {
    return what_for == BilledFor::billed_share || what_for == BilledFor::on_demand_share;
}

struct BillLine {
    std::string item;                 ///< "on-demand g4dn.xlarge", "requests", "duration (first 6B GB-seconds)"
    std::string offer;                ///< the offer's id
    std::optional<std::size_t> pool;  ///< index of the pool in its deployment; absent: an extra of the deployment that
                                      ///< is no share of what one of its pools costs
    std::string quantity;             ///< plain decimal, at most 6 fractional digits
    std::string unit;                 ///< "hour", "GB-second", "1M requests", ...
    Money unit_price;
    Money amount;
    std::optional<Money> list_price = {};  ///< of a unit, where a price factor makes it another
    BilledFor what_for = BilledFor::beside;
    std::optional<scenarios::Purchase> purchase = {};  ///< of machines rented by the hour: how they are bought
};

struct Bill {
    std::vector<BillLine> lines;
    Money total;                      ///< the exact sum of the lines
    std::optional<Money> list_total;  ///< without the price factors, where they make it another

    void add(BillLine line);
};

/// `total` scaled from `span` to an average month, to a millionth of a dollar.
[[nodiscard]] Money per_month(const Money& total, Duration span);

}  // namespace plimsoll::pricing

namespace plimsoll::scenarios {

template <>
constexpr std::span<const EnumName<pricing::BilledFor>> names_of() {
    return pricing::kBilledForNames;
}

}  // namespace plimsoll::scenarios
