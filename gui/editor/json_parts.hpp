// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Where the values of a JSON text stand in it. The text must be well formed; offsets are in bytes.
namespace plimsoll::gui {

/// A value and, in an object, its key.
struct JsonPart {
    std::string key;        ///< unescaped; empty in an array and for the root
    std::size_t start = 0;  ///< of the key's quote, or of the value where there is no key
    std::size_t value = 0;  ///< first byte of the value
    std::size_t end = 0;    ///< behind the value
};

/// Behind the value that begins at `at`.
[[nodiscard]] std::size_t endOfValue(std::string_view json, std::size_t at);

/// The root value.
[[nodiscard]] JsonPart rootPart(std::string_view json);

/// Members or elements of the object or array that begins at `at`, in their order; none of another value.
[[nodiscard]] std::vector<JsonPart> partsOf(std::string_view json, std::size_t at);

/// The values from the root (first) to the one at `pointer` (last); empty where there is no such value. Of keys that
/// stand twice the last counts, as for every reader.
[[nodiscard]] std::vector<JsonPart> partsAlong(std::string_view json, std::string_view pointer);

/// Keys and indices of a JSON pointer, unescaped.
[[nodiscard]] std::vector<std::string> tokensOf(std::string_view pointer);

/// The index that a token of a pointer spells; nothing for a key.
[[nodiscard]] std::optional<std::size_t> indexOf(std::string_view token);

/// Whether values are nested deeper than a scenario may be; such a text is not to be parsed.
[[nodiscard]] bool nestedTooDeep(std::string_view json);

}  // namespace plimsoll::gui
