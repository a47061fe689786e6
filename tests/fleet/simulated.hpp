// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/measured/run_result.hpp"
#include "tests/differential/random_case.hpp"

#include <cstddef>

namespace plimsoll::sim {

/// A simulation with the kernel in a process of its own, with its result as a worker would send it, and of so many
/// instances their lives.
results::RunResult simulated(const Case& given, std::size_t lives = 1'000'000);

}  // namespace plimsoll::sim
