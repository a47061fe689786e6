// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

/// Standard output and standard error. The result goes to the one, everything else to the other.
namespace plimsoll::cli {

/// Writes the result to standard output. Where its reader has gone (a closed pipe), the program ends at once and
/// quietly, as by SIGPIPE.
/// \throws IoError where the text cannot be written, e.g. because a disk is full.
void print(std::string_view text);

/// Writes to standard error. What cannot be written there is lost.
void print_error(std::string_view text);

[[nodiscard]] bool output_is_terminal();
[[nodiscard]] bool error_is_terminal();

/// Columns of the terminal behind standard output, or what is usual where there is none.
[[nodiscard]] int output_width();

/// Whether the locale of the environment is UTF-8. Reads variables only: the program's own locale stays "C".
[[nodiscard]] bool speaks_utf8();

/// Whether to colour standard output: `choice` is "always", "never" or "auto": on a terminal, unless NO_COLOR
/// is set (https://no-color.org) or TERM is "dumb".
[[nodiscard]] bool use_color(std::string_view choice);

}  // namespace plimsoll::cli
