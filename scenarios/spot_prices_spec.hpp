// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/moment.hpp"
#include "scenarios/named_enum.hpp"

#include <optional>
#include <string>

namespace plimsoll::scenarios {

/// Spot prices of a pool that change with time.
struct SpotPricesSpec {
    enum class Series { recorded };
    Series series = Series::recorded;
    std::string zone;             ///< whose; empty: the median of the zones
    std::optional<Moment> start;  ///< of the horizon; empty: that of the record
    bool operator==(const SpotPricesSpec&) const = default;
};

inline constexpr EnumName<SpotPricesSpec::Series> kSpotSeriesNames[] = {{"recorded", SpotPricesSpec::Series::recorded}};

template <>
constexpr std::span<const EnumName<SpotPricesSpec::Series>> names_of() {
    return kSpotSeriesNames;
}

}  // namespace plimsoll::scenarios
