// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"

#include <concepts>
#include <optional>
#include <string>
#include <utility>

namespace plimsoll::sim {

/// A resolved value, for people and for programs: a number with its unit, a flag, or else a text. Made of what it is,
/// without saying so: a Duration is a number of seconds that is written "40 s".
struct AssumedValue {
    std::string text;              ///< as people read it, with its unit
    std::optional<double> number;  ///< in `unit`
    std::string unit;              ///< "s", "B", "1/s", "USD/h", "requests"; empty for plain numbers
    std::optional<bool> flag;

    AssumedValue() = default;
    AssumedValue(std::string says) : text(std::move(says)) {}
    AssumedValue(const char* says) : text(says) {}
    AssumedValue(Duration duration);
    AssumedValue(std::same_as<bool> auto yes) : text(yes ? "yes" : "no"), flag(yes) {}
    template <std::integral Count>
    requires(!std::same_as<Count, bool>) AssumedValue(Count count)
        : text(std::to_string(count)), number(static_cast<double>(count)) {}
    AssumedValue(double value);
    /// A number whose unit, or whose way of being written, its type does not tell.
    AssumedValue(double value, std::string in, std::string says)
        : text(std::move(says)), number(value), unit(std::move(in)) {}

    bool operator==(const AssumedValue&) const = default;
};

/// "64 requests".
[[nodiscard]] inline AssumedValue counted(std::integral auto count, const char* what) {
    return {static_cast<double>(count), what, std::to_string(count) + " " + what};
}

}  // namespace plimsoll::sim
