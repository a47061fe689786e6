// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace plimsoll::results {

inline constexpr std::string_view kComparisonSchema = "plimsoll.comparison/1";

/// The comparison in the schema kComparisonSchema: SI units, money as decimal strings, keys always in one order.
/// What has no value (an interval over one replication, the power of an unknown device) is left out.
[[nodiscard]] nlohmann::ordered_json to_json(const Comparison& comparison);

/// The same as text, indented by two spaces and ended by a newline. The same comparison gives the same bytes, whatever
/// the locale; doubles read back exactly; bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string json_text(const Comparison& comparison);

/// A fingerprint as JSON and the table show it: 16 hexadecimal digits.
[[nodiscard]] std::string fingerprint_text(std::uint64_t fingerprint);

}  // namespace plimsoll::results
