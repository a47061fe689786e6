// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Edits of single values of a JSON text that leave the rest of it as somebody wrote it: layout, spelling of numbers,
/// order of keys. The text and the new values (`json`) are well formed. Nothing is returned where the pointer leads
/// nowhere, or not to a container of the right kind.
namespace plimsoll::gui {

/// Takes `removed` bytes away from `at` and puts `inserted` in their place.
struct Splice {
    std::size_t at = 0;
    std::size_t removed = 0;
    std::string inserted;
};

[[nodiscard]] std::string spliced(std::string_view text, const Splice& splice);

/// The smallest splice that turns one text into another, not cutting UTF-8 sequences.
[[nodiscard]] Splice difference(std::string_view from, std::string_view to);

/// Replaces a value, or adds a member to an object that exists. `order` lists the keys of that object as they should
/// follow each other; a new one goes behind those that precede it there.
[[nodiscard]] std::optional<Splice> spliceSet(std::string_view text, std::string_view pointer, std::string_view json,
                                              const std::vector<std::string>& order = {});

/// Takes a member or element away.
[[nodiscard]] std::optional<Splice> spliceRemove(std::string_view text, std::string_view pointer);

/// Adds an element to an array, before the one at `index` or at the end.
[[nodiscard]] std::optional<Splice> spliceInsert(std::string_view text, std::string_view array, std::size_t index,
                                                 std::string_view json);

/// Puts `json`, as it is spelt and laid out, behind an element of an array; what parts them is what parts the element
/// from the one before.
[[nodiscard]] std::optional<Splice> spliceBehind(std::string_view text, std::string_view element,
                                                 std::string_view json);

/// Takes the element `from` of an array to the place `to`.
[[nodiscard]] std::optional<Splice> spliceMove(std::string_view text, std::string_view array, std::size_t from,
                                               std::size_t to);

/// Renames the key of a member.
[[nodiscard]] std::optional<Splice> spliceRename(std::string_view text, std::string_view pointer, std::string_view key);

}  // namespace plimsoll::gui
