// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include <string>

namespace plimsoll::pricing {

[[nodiscard]] inline boost::multiprecision::cpp_int power_of_ten(unsigned exponent) {
    return boost::multiprecision::pow(boost::multiprecision::cpp_int(10), exponent);
}

/// Decimal digits of a whole number >= 0. Not cpp_int::str(), which groups digits by the global C++ locale.
[[nodiscard]] inline std::string digits_of(boost::multiprecision::cpp_int value) {
    std::string reversed;
    do {
        reversed += static_cast<char>('0' + static_cast<int>(value % 10));
        value /= 10;
    } while (value != 0);
    return {reversed.rbegin(), reversed.rend()};
}

}  // namespace plimsoll::pricing
