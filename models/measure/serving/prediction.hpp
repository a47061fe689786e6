// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/profile/profile.hpp"

#include <optional>
#include <vector>

namespace plimsoll::measure {

/// The time of one operator by the profile: the measured one, or linear between the two nearest sizes where all sizes
/// but one agree. Nothing outside what was measured. Seconds.
[[nodiscard]] std::optional<double> predicted_seconds(const models::Profile& profile, const models::Work& work);

/// The sum over the operators of a step, and the profile's overhead of a step. \throws InputError with every operator
/// that the profile does not hold.
[[nodiscard]] double predicted_step(const models::Profile& profile, const std::vector<models::Work>& works);

}  // namespace plimsoll::measure
