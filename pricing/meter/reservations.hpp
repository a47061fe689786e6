// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/usage.hpp"

#include <cstdint>
#include <vector>

namespace plimsoll::pricing {

/// How many reservations the reserved instances among these need. The benefit of a reservation counts by the clock
/// hour: up to an hour of use in each, of one instance or of several at once (Amazon EC2 User Guide, "How Reserved
/// Instances are applied"). An hour that the period cuts has so much less. Clock hours count from the start of the
/// period.
[[nodiscard]] std::int64_t reservations_needed(const std::vector<InstanceUse>& instances, Duration span);

}  // namespace plimsoll::pricing
