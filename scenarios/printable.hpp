// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

/// Text on its way out of the program. Names, messages and paths come from files that strangers wrote: a terminal would
/// obey what is in them, a spreadsheet would calculate it, and a reader of JSON would refuse it.
namespace plimsoll::scenarios {

struct CodePoint {
    char32_t value = 0;
    std::size_t bytes = 0;  ///< 0: not UTF-8
};

/// Of a text that is not empty. Overlong forms, surrogates and cut-off sequences are not UTF-8.
[[nodiscard]] CodePoint first_code_point(std::string_view text);

/// One line: control characters, changes of the direction of writing and bytes that are not UTF-8 become '?'.
[[nodiscard]] std::string printable(std::string_view text);

/// What a message quotes of a file: at most 40 bytes of it, printable, in quotation marks.
[[nodiscard]] std::string excerpt(std::string_view text);

/// Printable, too, where line ends are meant.
[[nodiscard]] std::string printable_lines(std::string_view text);

/// A text as a field of CSV (RFC 4180), printable. One that a spreadsheet would take for a formula gets an apostrophe
/// before it (https://owasp.org/www-community/attacks/CSV_Injection).
[[nodiscard]] std::string csv_field(std::string_view text);

/// JSON as text, whatever its strings hold: what is not UTF-8 becomes U+FFFD. No indent: all on one line.
[[nodiscard]] std::string json_text(const nlohmann::json& value, int indent = -1);
[[nodiscard]] std::string json_text(const nlohmann::ordered_json& value, int indent = -1);

}  // namespace plimsoll::scenarios
