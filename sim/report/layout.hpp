// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Text in columns of a terminal. Widths are in terminal cells: combining marks take none, East Asian wide characters
/// and emoji take two.
namespace plimsoll::results {

inline constexpr std::size_t kNarrowest = 60;  ///< a table is never laid out for less
inline constexpr std::size_t kGap = 2;         ///< between two columns

[[nodiscard]] std::size_t display_width(std::string_view utf8);

/// At most `width` cells; what is cut off is replaced by an ellipsis.
[[nodiscard]] std::string shortened(std::string_view utf8, std::size_t width);

[[nodiscard]] std::string padded_left(std::string_view utf8, std::size_t width);   ///< text at the right
[[nodiscard]] std::string padded_right(std::string_view utf8, std::size_t width);  ///< text at the left

/// Broken at spaces into lines of at most `width` cells (at least 2); a word that is longer is broken too.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view utf8, std::size_t width);

/// The text made printable and wrapped, `first` before the first line and `next`, as wide, before the others; every
/// line ended by a newline.
[[nodiscard]] std::string paragraph(std::string_view text, std::size_t width, std::string_view first = "",
                                    std::string_view next = "");

/// Without spaces at the end, and with a newline.
[[nodiscard]] std::string ended_line(std::string line);

enum class Style { plain, bold, good, bad, faint };

/// ANSI colour around the text, or the text itself.
[[nodiscard]] std::string styled(std::string_view text, Style style, bool colour);

}  // namespace plimsoll::results
