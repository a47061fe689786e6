// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <cstddef>
#include <string>

namespace plimsoll::results {

struct TableOptions {
    std::size_t width = 120;  ///< terminal columns; fewer than 60 are treated as 60
    bool colour = false;      ///< ANSI colours: the caller asks the terminal and NO_COLOR
};

/// What a person reads first: a row per deployment, the verdict, the load curve, warnings and the audit. UTF-8, each
/// line ended by a newline and no wider than the options say.
[[nodiscard]] std::string table_text(const Comparison& comparison, const TableOptions& options = {});

/// The load curve: a row per load, a column per deployment, cost per month; `*` marks the cheapest that meets its
/// objectives, `✗` those that miss them. Empty where no deployment has a load curve.
[[nodiscard]] std::string load_curve_text(const Comparison& comparison, const TableOptions& options = {});

}  // namespace plimsoll::results
