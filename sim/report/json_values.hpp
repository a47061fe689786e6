// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/statistics.hpp"
#include "sim/compare/text.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <optional>

/// Inside the writer of comparisons: how values are written.
namespace plimsoll::results {

/// Whole numbers without ".0"; a mean over replications is often whole.
[[nodiscard]] inline nlohmann::ordered_json number(double value) {
    constexpr double kExact = 9007199254740992;  // 2^53
    if (std::floor(value) == value && std::abs(value) < kExact) return static_cast<std::int64_t>(value);
    return value;
}

[[nodiscard]] inline nlohmann::ordered_json pair(const Interval& interval) {
    return nlohmann::ordered_json::array({number(interval.lo), number(interval.hi)});
}

/// Ends of an interval of money are estimates: nine digits, as text.
[[nodiscard]] inline nlohmann::ordered_json money_pair(const Interval& interval) {
    return nlohmann::ordered_json::array({estimate_text(interval.lo), estimate_text(interval.hi)});
}

/// A member, where there is a value.
template <class Value, class Write>
void put(nlohmann::ordered_json& object, const char* key, const std::optional<Value>& value, Write write) {
    if (value) object[key] = write(*value);
}

}  // namespace plimsoll::results
