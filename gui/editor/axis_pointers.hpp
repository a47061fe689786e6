// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace plimsoll::gui {

/// What becomes of a JSON pointer by an edit; nothing: what it leads to is gone.
using PointerChange = std::function<std::optional<std::string>(const std::string& pointer)>;

/// An element of an array is put in before the one at `index`.
[[nodiscard]] PointerChange elementInserted(std::string array, std::size_t index);
/// The element at `index` is taken away.
[[nodiscard]] PointerChange elementRemoved(std::string array, std::size_t index);
/// The element `from` is taken to the place `to`.
[[nodiscard]] PointerChange elementMoved(std::string array, std::size_t from, std::size_t to);
/// What is at or below one pointer is at or below another.
[[nodiscard]] PointerChange memberRenamed(std::string from, std::string to);

/// The text of a scenario in which the axes of the sweep follow what they vary. One whose value is gone goes with it,
/// the last one with the sweep. Where a condition (`where`) knows their columns by name, those keep their names. \pre
/// the text holds a JSON object
[[nodiscard]] std::string withAxesFollowing(std::string text, const PointerChange& change);

}  // namespace plimsoll::gui
