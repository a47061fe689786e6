// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/date.hpp"

#include <optional>
#include <string>

namespace plimsoll::pricing {

/// Where a figure comes from, and how far to trust it.
struct Provenance {
    std::string source;        ///< who says so: a page, a price list, "scenario" for prices written there
    std::optional<Date> date;  ///< a day on which it held: of the page or list; nothing: of unknown age
    std::optional<Date> read;  ///< when it was read there, where that is another day
    std::string also;          ///< other sources that say the same; empty: none is known
    bool verified = true;      ///< false: no primary source confirmed it
    bool example = false;      ///< an invented figure that stands for a kind of offer
    bool own = false;          ///< the scenario's own price, which needs no source
    /// Other prices of that very list, to which it stands as it should: no second source. May be empty.
    std::string consistent_with = {};

    [[nodiscard]] bool of_unknown_age() const { return !own && !date; }
    [[nodiscard]] bool single_source() const { return !own && also.empty(); }
};

}  // namespace plimsoll::pricing
