// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plimsoll::scenarios {

/// The text of a member of the outermost object of a JSON file, read no further than there: to choose among large
/// files. Nothing where there is no such text, or a fault of the file stands before it.
[[nodiscard]] std::optional<std::string> peek_text(std::string_view json, std::string_view key);

}  // namespace plimsoll::scenarios
