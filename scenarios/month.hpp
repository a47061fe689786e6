// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace plimsoll::scenarios {

/// "2027-01". Nothing where it is no month.
[[nodiscard]] std::optional<std::chrono::year_month> parse_month(std::string_view text);
[[nodiscard]] std::string text_of(std::chrono::year_month month);

}  // namespace plimsoll::scenarios
