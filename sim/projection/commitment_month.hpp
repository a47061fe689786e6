// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/projection/bills.hpp"
#include "sim/projection/projection.hpp"

#include <cstddef>

namespace plimsoll::sim {

/// Takes what commitments cover off the items of a month, with everything in the middle, and notes what they come to.
/// \pre `item_cost` is what the items of the month are on demand
void cover(ProjectedMonth& month, std::size_t t, const Bills& bills);

}  // namespace plimsoll::sim
