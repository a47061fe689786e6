// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Suggestions for a name that is not known: a key, a value of an enumeration, an offer, a model.
namespace plimsoll::scenarios {

/// Fewest insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`, ASCII case ignored
/// (optimal string alignment). O(|a| |b|) time; names are short.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// At most `limit` candidates that `name` may have meant, best first: few edits away, or containing `name`.
/// Equally good ones in their given order.
[[nodiscard]] std::vector<std::string> nearest(std::string_view name, const std::vector<std::string>& candidates,
                                               std::size_t limit = 3);

/// `did you mean "a" or "b"?`, or nothing where no candidate is near.
[[nodiscard]] std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates);

/// `"a", "b" or "c"`.
[[nodiscard]] std::string one_of(const std::vector<std::string>& names);

}  // namespace plimsoll::scenarios
