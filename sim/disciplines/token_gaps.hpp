// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/step_time/token_step_time.hpp"
#include "sim/clock.hpp"
#include "sim/measured/histogram.hpp"

#include <cstdint>

namespace plimsoll::sim {

/// Tokens of several answers, one of each, in each of so many steps in a row.
struct TokensInARow {
    models::DecodeRun run;
    std::uint64_t first = 0;  ///< the first of the steps
    std::uint64_t steps = 1;
    std::uint64_t tokens = 0;  ///< that each of them gives
    Duration in_all{};         ///< what the steps take together
};

/// How long step `index` of a run takes by itself, to the nanosecond.
[[nodiscard]] Duration time_of_step(const models::DecodeRun& run, std::uint64_t index);

/// Counts the times between two tokens of the same answer. Most come by the billion, from the closed form of a run: who
/// had the last token when a step began waits as long for the next as the step takes.
void add_gaps(results::Histogram& gaps, const TokensInARow& row);

}  // namespace plimsoll::sim
