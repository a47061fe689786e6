// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/money.hpp"
#include "scenarios/moment.hpp"

#include <map>
#include <memory>
#include <string>

namespace plimsoll::pricing {

class CatalogFields;

/// The prices of a spot market as somebody recorded them, zone by zone: each holds until the next one of its zone, the
/// last until the end of the record.
struct SpotHistory {
    using Prices = std::map<Moment, Money>;  ///< by an hour
    std::map<std::string, Prices> zones;     ///< none is empty
    Moment until{};

    /// The first price of all zones; before `until`.
    [[nodiscard]] Moment begin() const;
};

/// "spot_history" of a meter: {"until": MOMENT, "zones": {ZONE: {MOMENT: PRICE, ...}, ...}}; null where there is none,
/// or where it is wrong, which is noted.
[[nodiscard]] std::shared_ptr<const SpotHistory> read_spot_history(CatalogFields& meter);

/// The prices of one zone; without a name, the median of those zones that have a price: of an even number, the lower of
/// the two in the middle. \pre there is such a zone
[[nodiscard]] SpotHistory::Prices prices_of_zone(const SpotHistory& history, const std::string& zone);

}  // namespace plimsoll::pricing
