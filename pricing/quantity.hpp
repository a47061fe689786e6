// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/money.hpp"
#include "pricing/usage.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace plimsoll::pricing {

/// The exact value of a plain, non-negative decimal such as "0.125"; nothing where `decimal` is not one.
[[nodiscard]] std::optional<Quantity> parse_quantity(std::string_view decimal);

/// The decimal that a person who wrote `value` meant (its shortest decimal form), exact. `value` must be finite and >=
/// 0.
[[nodiscard]] Quantity quantity_from(double value);

/// Plain decimal, rounded half up to at most `digits` fractional digits, without trailing zeros. `quantity` >= 0.
[[nodiscard]] std::string quantity_text(const Quantity& quantity, int digits = 6);

/// A count for people: 6000000000 -> "6B", 11250000000 -> "11.25B", 400000 -> "400k"; up to 6 fractional digits.
[[nodiscard]] std::string count_text(const Quantity& count);

/// Exact seconds.
[[nodiscard]] Quantity seconds(Duration duration);
[[nodiscard]] Quantity seconds(const RoundedDurations& durations);

}  // namespace plimsoll::pricing
