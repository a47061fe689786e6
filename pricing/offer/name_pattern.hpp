// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace plimsoll::pricing {

/// Whether the whole name is of this pattern, in which `*` stands for any characters, none too, and all else for
/// itself. Time grows with the product of both lengths at most, whatever strangers write.
[[nodiscard]] bool has_pattern(std::string_view name, std::string_view pattern);

}  // namespace plimsoll::pricing
