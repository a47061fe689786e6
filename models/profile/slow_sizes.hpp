// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/profile/profile.hpp"

#include <span>
#include <vector>

namespace plimsoll::models {

/// Of products: sizes at which a library chose badly. A product that takes a fifth longer than one of more rows with
/// the same weights could have been padded to that one; between it and the sizes around it the library chooses anew, so
/// that it says nothing of them. The fewest rows of some weights are never one. One flag for each sample.
[[nodiscard]] std::vector<bool> slow_sizes(std::span<const Sample> samples);

}  // namespace plimsoll::models
