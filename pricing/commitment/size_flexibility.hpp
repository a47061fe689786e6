// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/provenance.hpp"
#include "pricing/quantity.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::pricing {

/// How much of a reservation for one size a machine of another size takes: sizes of one group have footprints, and a
/// machine of twice the footprint takes twice as much. AWS tells them by the size ("normalization factors", Amazon EC2
/// User Guide, "How Reserved Instance discounts are applied"), Azure by the machine ("instance size flexibility
/// ratio").
struct SizeFlexibility {
    struct Footprint {
        std::string group;  ///< whose machines a reservation covers: "aws/us-east-1/m7i"
        Quantity size;      ///< above 0
    };

    std::map<std::string, Quantity> by_size;              ///< "xlarge" of every family
    std::vector<std::string> except;                      ///< families whose reservations are for one size
    std::vector<std::map<std::string, Quantity>> groups;  ///< by the name of the machine
    bool smallest_first = false;  ///< from the smallest to the largest size; else as amounts are applied
    Provenance provenance;

    /// Nothing where reservations of this offer are for its own size alone.
    [[nodiscard]] std::optional<Footprint> footprint(std::string_view offer) const;
};

}  // namespace plimsoll::pricing
