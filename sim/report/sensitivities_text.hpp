// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/report/table.hpp"

namespace plimsoll::results {

/// For each deployment its assumptions, the one that does most to the cost or to p99 first: the two ends of each, and
/// cost and p99 there. Empty where no sensitivities were asked for.
[[nodiscard]] std::string sensitivities_text(const Comparison& comparison, const TableOptions& options = {});

}  // namespace plimsoll::results
