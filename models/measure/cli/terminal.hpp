// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

/// Standard output and standard error. The result goes to the one, everything else to the other.
namespace plimsoll::measure::cli {

/// \throws IoError where standard output cannot be written.
void print(std::string_view text);
/// What cannot be written is lost.
void print_error(std::string_view text);
[[nodiscard]] bool error_is_terminal();

}  // namespace plimsoll::measure::cli
