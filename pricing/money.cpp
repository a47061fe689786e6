// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/money.hpp"

#include "pricing/decimal.hpp"

#include <stdexcept>
#include <string>

namespace plimsoll::pricing {
namespace {

using boost::multiprecision::cpp_int;

constexpr int kFractionDigits = 12;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

[[noreturn]] void reject(std::string_view decimal, std::string_view why) {
    throw std::invalid_argument("'" + std::string(decimal) + "' is not an amount: " + std::string(why));
}

/// numerator / denominator with denominator > 0, rounded to the nearest whole number, ties to even.
cpp_int divide_half_to_even(const cpp_int& numerator, const cpp_int& denominator) {
    cpp_int quotient;
    cpp_int remainder;
    boost::multiprecision::divide_qr(numerator, denominator, quotient, remainder);  // truncates towards zero
    const cpp_int twice = boost::multiprecision::abs(remainder) * 2;
    const bool odd = boost::multiprecision::bit_test(boost::multiprecision::abs(quotient), 0);
    if (twice > denominator || (twice == denominator && odd)) {
        quotient += numerator < 0 ? -1 : 1;
    }
    return quotient;
}

}  // namespace

Money Money::parse(std::string_view decimal) {
    std::string_view rest = decimal;
    const bool negative = !rest.empty() && rest.front() == '-';
    if (negative) {
        rest.remove_prefix(1);
    }
    const auto point = rest.find('.');
    const std::string_view whole = rest.substr(0, point);
    const bool has_fraction = point != std::string_view::npos;
    const std::string_view fraction = has_fraction ? rest.substr(point + 1) : std::string_view{};
    if (whole.empty() || (has_fraction && fraction.empty())) {
        reject(decimal, "expected a plain decimal such as 0.0000166667");
    }
    if (fraction.size() > kFractionDigits) {
        reject(decimal, "at most 12 digits may follow the point");
    }
    cpp_int units = 0;
    for (const std::string_view digits : {whole, fraction}) {
        for (const char c : digits) {
            if (!is_digit(c)) {
                reject(decimal, "expected a plain decimal such as 0.0000166667");
            }
            units = units * 10 + (c - '0');
        }
    }
    units *= power_of_ten(static_cast<unsigned>(kFractionDigits - static_cast<int>(fraction.size())));
    Money money;
    money.units_ = negative ? cpp_int(-units) : units;
    return money;
}

Money Money::of_trillionths(std::int64_t trillionths) {
    Money money;
    money.units_ = trillionths;
    return money;
}

std::int64_t Money::trillionths() const {
    constexpr std::int64_t kMost = 9'000'000'000'000'000'000;
    if (boost::multiprecision::abs(units_) > kMost) throw std::overflow_error(text() + " USD is too much");
    return units_.convert_to<std::int64_t>();
}

Money Money::times(const Quantity& quantity) const {
    Money product;
    product.units_ = divide_half_to_even(units_ * numerator(quantity), denominator(quantity));
    return product;
}

Money Money::rounded(int digits) const {
    if (digits < 0 || digits > kFractionDigits) {
        throw std::invalid_argument("money is rounded to 0 to 12 digits");
    }
    const cpp_int step = power_of_ten(static_cast<unsigned>(kFractionDigits - digits));
    // Away from zero at a tie, as on an invoice: a credit of 0.005 is printed as -0.01.
    const cpp_int magnitude = (boost::multiprecision::abs(units_) * 2 + step) / (step * 2) * step;
    Money result;
    result.units_ = units_ < 0 ? cpp_int(-magnitude) : magnitude;
    return result;
}

Money& Money::operator+=(const Money& other) {
    units_ += other.units_;
    return *this;
}

Money& Money::operator-=(const Money& other) {
    units_ -= other.units_;
    return *this;
}

std::strong_ordering operator<=>(const Money& left, const Money& right) {
    return left.units_.compare(right.units_) <=> 0;
}

std::string Money::text() const {
    constexpr std::size_t kLeastDigits = 2;
    std::string digits = digits_of(boost::multiprecision::abs(units_));
    if (digits.size() <= kFractionDigits) {
        digits.insert(0, kFractionDigits + 1 - digits.size(), '0');
    }
    std::string fraction = digits.substr(digits.size() - kFractionDigits);
    while (fraction.size() > kLeastDigits && fraction.back() == '0') {
        fraction.pop_back();
    }
    digits.resize(digits.size() - kFractionDigits);
    return (units_ < 0 ? "-" : "") + digits + "." + fraction;
}

double Money::approximate() const { return units_.convert_to<double>() / 1e12; }

}  // namespace plimsoll::pricing
