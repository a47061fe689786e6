// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/name_pattern.hpp"

#include <cstddef>

namespace plimsoll::pricing {

bool has_pattern(std::string_view name, std::string_view pattern) {
    std::size_t at = 0, in_pattern = 0;
    // Only the last star is ever tried again, with one character more: earlier ones need no other match.
    std::size_t star = std::string_view::npos, behind_star = 0;
    while (at < name.size()) {
        if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
            star = in_pattern++;
            behind_star = at;
        } else if (in_pattern < pattern.size() && pattern[in_pattern] == name[at]) {
            ++in_pattern;
            ++at;
        } else if (star != std::string_view::npos) {
            in_pattern = star + 1;
            at = ++behind_star;
        } else {
            return false;
        }
    }
    while (in_pattern < pattern.size() && pattern[in_pattern] == '*') ++in_pattern;
    return in_pattern == pattern.size();
}

}  // namespace plimsoll::pricing
