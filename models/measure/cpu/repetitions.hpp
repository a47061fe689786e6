// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/statistics.hpp"

#include <cstdint>
#include <functional>

namespace plimsoll::measure::cpu {

/// How often the scheduler has taken a processor away from a thread of this process, for one of another program.
[[nodiscard]] std::uint64_t preemptions();

/// Repeats `run`, which returns its seconds, as far as `effort` asks, and counts only repetitions during which
/// `disturbances` did not grow: one that waited for its turn takes milliseconds longer, and on a busy machine every
/// long one does, so that their spread would look small. Disturbed repetitions may take as long as `effort.at_most_s`,
/// or be `effort.least`; where that leaves fewer than `effort.least` good ones, all count, and the spread is the
/// fraction of disturbed ones if that is larger.
[[nodiscard]] Summary repeat_undisturbed(const Effort& effort, const std::function<double()>& run,
                                         const std::function<std::uint64_t()>& disturbances);

}  // namespace plimsoll::measure::cpu
