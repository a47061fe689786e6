// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/files/row_error.hpp"

#include <cstddef>
#include <functional>
#include <string>

namespace plimsoll::scenarios {

/// Problems gathered before reading stops.
inline constexpr std::size_t kMaxRowProblems = 10;
/// Rows looked at for further problems after the first.
inline constexpr int kRowsAfterProblem = 100'000;

/// Reads on after a bad row and reports its like in one go: a file with one bad row often has more, and each run that
/// finds only one is a run lost. `next` reads a row (false at the end, RowError for a bad one), `line` says on which
/// line; hints are spelt in `syntax`. \throws InputError always
[[noreturn]] void report_rows(const RowError& first, const std::string& path, const std::function<int()>& line,
                              const std::function<bool()>& next, Syntax syntax = Syntax::scenario);

}  // namespace plimsoll::scenarios
