// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace plimsoll::pricing {

/// An exact quantity of something that is billed (seconds, gigabyte-seconds, millions of requests): a fraction.
using Quantity = boost::multiprecision::cpp_rational;

/// An amount of money in USD: a decimal with 12 fractional digits, exact under addition. Never binary floating point.
class Money {
public:
    Money() = default;
    /// Reads a plain decimal such as "0.0000166667" or "-3.06". \throws std::invalid_argument otherwise, also for more
    /// than 12 fractional digits.
    static Money parse(std::string_view decimal);
    /// So many times 1e-12 USD.
    static Money of_trillionths(std::int64_t trillionths);

    /// Unit price times quantity, rounded once, half to even, at the twelfth fractional digit.
    [[nodiscard]] Money times(const Quantity& quantity) const;
    /// Rounded half up to `digits` fractional digits: what a provider prints on an invoice.
    [[nodiscard]] Money rounded(int digits) const;

    Money& operator+=(const Money& other);
    Money& operator-=(const Money& other);
    friend Money operator+(Money left, const Money& right) { return left += right; }
    friend Money operator-(Money left, const Money& right) { return left -= right; }
    friend bool operator==(const Money& left, const Money& right) { return left.units_ == right.units_; }
    friend std::strong_ordering operator<=>(const Money& left, const Money& right);

    /// Plain decimal without trailing zeros beyond the second digit: "12.00", "0.0000166667".
    [[nodiscard]] std::string text() const;
    /// In units of 1e-12 USD, for sums over many hours. \throws std::overflow_error beyond 9 million USD
    [[nodiscard]] std::int64_t trillionths() const;
    /// For statistics and plots only, never for sums.
    [[nodiscard]] double approximate() const;

private:
    boost::multiprecision::cpp_int units_;  // 1e-12 USD
};

}  // namespace plimsoll::pricing
