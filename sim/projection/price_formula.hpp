// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/projection/projection.hpp"

#include <cstddef>
#include <string>

namespace plimsoll::sim {

/// Where the workbook has what the factor on an item's price is made of, as it numbers rows.
struct PriceRows {
    std::size_t item = 0;     ///< among the line items; the other items of the month stand beside it, in their order
    std::size_t changes = 0;  ///< the first price change, among the assumptions
};

/// The factor on the price of an item in a month: the product of the changes that apply, and of a share of what is
/// billed for machines the mean factor of these.
[[nodiscard]] std::string price_formula(const scenarios::ProjectionSpec& spec, const ProjectedDeployment& deployment,
                                        const ProjectedMonth& month, std::size_t i, const PriceRows& rows);

}  // namespace plimsoll::sim
