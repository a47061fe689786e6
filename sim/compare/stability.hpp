// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/measured/run_result.hpp"

#include <span>

namespace plimsoll::results {

/// Whether requests pile up for as long as the horizon lasts: the mean number in system, averaged over the runs, grows
/// from each quarter of the horizon to the next, the last quarter holds at least twice as many as the second (a backlog
/// that grows linearly from 0 holds 7/3 times as many), and at least 1 % of all arrivals. False for series of
/// fewer than 8 buckets.
[[nodiscard]] bool backlog_grows(std::span<const RunResult> runs, Duration horizon);

}  // namespace plimsoll::results
