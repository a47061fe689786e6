// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/fleet/simulator.hpp"

#include <future>

namespace plimsoll::sim {

/// The simulator, loaded at the first call. Call it before forking workers, so that they share what was loaded.
/// \throws IoError where the module is missing or cannot be loaded.
[[nodiscard]] const Simulator& simulator();

/// Loads it beside what the caller does meanwhile, in a thread that is gone when the future is there: get it before
/// forking. It throws what simulator() throws.
[[nodiscard]] std::future<void> simulator_in_advance();

}  // namespace plimsoll::sim
