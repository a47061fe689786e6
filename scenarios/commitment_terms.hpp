// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/named_enum.hpp"

#include <cstdint>
#include <span>

/// For how long one commits oneself, and how that is paid.
namespace plimsoll::scenarios {

enum class Term : std::uint8_t { one_year, three_years };
inline constexpr EnumName<Term> kTermNames[] = {{"1y", Term::one_year}, {"3y", Term::three_years}};
[[nodiscard]] constexpr int months_of(Term term) {
    constexpr int kYear = 12;
    return term == Term::one_year ? kYear : 3 * kYear;
}

/// What is paid of it when it begins: nothing, half of it, or all. The rest is paid hour by hour.
enum class Upfront : std::uint8_t { none, partial, all };
inline constexpr EnumName<Upfront> kUpfrontNames[] = {
    {"none", Upfront::none}, {"partial", Upfront::partial}, {"all", Upfront::all}};

template <>
constexpr std::span<const EnumName<Term>> names_of() {
    return kTermNames;
}
template <>
constexpr std::span<const EnumName<Upfront>> names_of() {
    return kUpfrontNames;
}

}  // namespace plimsoll::scenarios
