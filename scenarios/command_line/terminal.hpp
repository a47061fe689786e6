// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

/// Standard output and standard error. The result goes to the one, everything else to the other.
namespace plimsoll::cli {

/// Writes the result to standard output, made printable. Where its reader has gone (a closed pipe), the program ends at
/// once and quietly, as by SIGPIPE.
/// \throws IoError where the text cannot be written, e.g. because a disk is full.
void print(std::string_view text);
/// The same for text whose parts are printable already and which holds colours.
void print_as_is(std::string_view text);
void print_json(const nlohmann::json& value);
void print_json(const nlohmann::ordered_json& value);

/// Writes to standard error, made printable. What cannot be written there is lost.
void print_error(std::string_view text);
/// The same for what moves the cursor, and for JSON.
void print_error_as_is(std::string_view text);

/// From here on a reader that has gone and a file that has reached the largest size allowed (ulimit -f) are errors of
/// that write, instead of ending the program.
void turn_signals_of_writing_into_errors();

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
