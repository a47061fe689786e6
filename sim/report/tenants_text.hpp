// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <cstddef>
#include <string>

namespace plimsoll::results {

/// What each tenant is charged a month, for each deployment. Empty where the traffic does not tell who asks.
[[nodiscard]] std::string tenants_text(const Comparison& comparison, std::size_t width);

}  // namespace plimsoll::results
