// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/statistics.hpp"

#include <cstddef>
#include <iosfwd>

namespace plimsoll::measure::cuda {

class Device;

/// Reads a plan and writes one line per operator, `MEDIAN_S SPREAD REPETITIONS KERNEL` or `- REASON`, after the lines
/// that identify the device and `@step_overhead_s`; and per whole step, which a line `@step WORDS` begins and `@end`
/// ends,
/// `@step_s MEDIAN_S SPREAD REPETITIONS` or `@step_s - REASON`. Ends quietly when the plan's `@budget` is spent and its
/// `@coarse` part is done. An error of CUDA ends the program; what was written before it stays good. \throws
/// std::invalid_argument for a bad line, with its number.
void run_plan(const Device& device, std::istream& plan, std::ostream& results);

/// The same, line for line, for plimsoll-profile: says `@ready`, then answers an operator with a result; `@overhead`
/// with
/// `@step_overhead_s SECONDS`; `@steps`, then per step `@step` and its operators, then `@end`, with `@ok` or `-
/// REASON`;
/// `@run INDEX` with `@done` once the step has run. `@effort LEAST MOST AT_MOST_S ACCURACY` sets how hard to try,
/// without answer.
void converse(const Device& device, std::istream& in, std::ostream& out);

}  // namespace plimsoll::measure::cuda
