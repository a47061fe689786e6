// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/fleet/simulator.hpp"

namespace plimsoll::sim {

/// The simulator, loaded at the first call. Call it before forking workers, so that they share what was loaded.
/// \throws IoError where the module is missing or cannot be loaded.
[[nodiscard]] const Simulator& simulator();

}  // namespace plimsoll::sim
