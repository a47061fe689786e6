// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace plimsoll::sim {

/// What a charge says, by column of FOCUS 1.2. A column that does not apply is not there.
using FocusCharge = std::map<std::string_view, std::string>;

/// The four costs that every charge has.
struct FocusCosts {
    double billed = 0;
    double effective = 0;
    double contracted = 0;
    double list = 0;
    FocusCosts& operator+=(const FocusCosts& other) {
        billed += other.billed;
        effective += other.effective;
        contracted += other.contracted;
        list += other.list;
        return *this;
    }
};

[[nodiscard]] std::string focus_cost(double value);
/// Of one unit, which may cost less than a billionth. Without zeros at its end.
[[nodiscard]] std::string focus_price(double value);
/// \pre the charge has all four
[[nodiscard]] FocusCosts focus_costs(const FocusCharge& charge);

/// The names of all columns, and a charge as a row below them, in CSV.
[[nodiscard]] std::string focus_header();
/// \param exchange_rate so much of the currency is a dollar, in which prices are
[[nodiscard]] std::string focus_row(FocusCharge charge, double exchange_rate);

}  // namespace plimsoll::sim
