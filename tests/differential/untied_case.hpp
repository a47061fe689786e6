// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "random_case.hpp"

namespace plimsoll::sim {

/// The case with odd nanoseconds added to every time, so that the order at one instant does not matter.
[[nodiscard]] Case untied(Case given);

}  // namespace plimsoll::sim
