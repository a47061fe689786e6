// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

namespace plimsoll::scenarios {

/// Names of columns for the values at these pointers, none like another and none of `taken`, which it adds them to:
/// the last word of each pointer, more of its words where several want the same, and underscores behind all of them.
[[nodiscard]] std::vector<std::string> column_names(const std::vector<std::string>& pointers,
                                                    std::set<std::string>& taken);

}  // namespace plimsoll::scenarios
