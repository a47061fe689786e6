// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// How a scenario is laid out as text: as the shipped ones are.
namespace plimsoll::gui {

inline constexpr std::size_t kIndent = 2;
/// Objects and arrays that fit stay on one line; lists of numbers do always.
inline constexpr std::size_t kLineWidth = 100;

/// The value of the well-formed `json` laid out anew; numbers and texts stay as they are spelt.
/// \param indent of the line that it begins on \param column at which it begins
[[nodiscard]] std::string layOut(std::string_view json, std::size_t indent = 0, std::size_t column = 0);

/// A whole file: the root on several lines whatever fits, and a line end behind it.
[[nodiscard]] std::string layOutFile(std::string_view json);

}  // namespace plimsoll::gui
