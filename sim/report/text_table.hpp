// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace plimsoll::results {

using TextRow = std::vector<std::string>;

/// Rows of equally many cells in columns of a terminal, the first to the left, the others to the right; lines longer
/// than `width` cells are cut off.
[[nodiscard]] std::string text_table(const std::vector<TextRow>& rows, std::size_t width);

}  // namespace plimsoll::results
