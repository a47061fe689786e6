// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/meter/spot_history.hpp"
#include "pricing/usage.hpp"

#include <functional>
#include <vector>

namespace plimsoll::pricing {

/// Prices that change with time, on the clock of the horizon; at its end the series begins anew.
struct PriceSeries {
    struct Step {
        Duration from{};        ///< the first is at 0
        std::size_t price = 0;  ///< of `prices`
    };
    std::vector<Money> prices;  ///< each once, rising, as the list has them
    std::vector<Step> steps;    ///< in their order
    Duration length{};

    /// Calls `each` for the parts of a span with the place of the price that holds there, in order. `begin` <= `end`
    void for_each(Duration begin, Duration end,
                  const std::function<void(Duration from, Duration to, std::size_t price)>& each) const;
};

/// The prices of a zone (see prices_of_zone) from a moment on, which is the horizon's beginning.
/// \pre history.begin() <= start < history.until
[[nodiscard]] PriceSeries laid_from(const SpotHistory& history, const std::string& zone, Moment start);

}  // namespace plimsoll::pricing
