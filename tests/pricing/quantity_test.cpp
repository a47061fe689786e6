// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/quantity.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace plimsoll::pricing {
namespace {

TEST(Quantity, KeepsTheDecimalThatAPersonWrote) {
    EXPECT_EQ(quantity_from(0.1), Quantity(1, 10));  // not the binary 0.1000000000000000055...
    EXPECT_EQ(quantity_from(2.3154), Quantity(23154, 10000));
    EXPECT_EQ(quantity_from(1e20), Quantity(boost::multiprecision::cpp_int("100000000000000000000")));
    EXPECT_EQ(quantity_from(0), Quantity(0));
    EXPECT_THROW((void)quantity_from(-1), std::invalid_argument);
    EXPECT_THROW((void)quantity_from(std::numeric_limits<double>::infinity()), std::invalid_argument);
}

TEST(Quantity, ReadsPlainDecimalsOnly) {
    EXPECT_EQ(parse_quantity("0.125"), Quantity(1, 8));
    EXPECT_EQ(parse_quantity("6000000000"), Quantity(6'000'000'000));
    for (const char* text : {"", "-1", "1e9", ".5", "5.", "1 000"}) {
        EXPECT_FALSE(parse_quantity(text)) << text;
    }
}

TEST(Quantity, TextHasAtMostSixDigitsAndNoTrailingZeros) {
    EXPECT_EQ(quantity_text(Quantity(1, 3)), "0.333333");
    EXPECT_EQ(quantity_text(Quantity(2, 3)), "0.666667");
    EXPECT_EQ(quantity_text(Quantity(5, 2)), "2.5");
    EXPECT_EQ(quantity_text(Quantity(730)), "730");
    EXPECT_EQ(quantity_text(Quantity(1, 10'000'000)), "0");
}

TEST(Quantity, CountsReadAsPeopleSayThem) {
    EXPECT_EQ(count_text(6'000'000'000), "6B");
    EXPECT_EQ(count_text(11'250'000'000), "11.25B");
    EXPECT_EQ(count_text(400'000), "400k");
    EXPECT_EQ(count_text(2'000'000), "2M");
    EXPECT_EQ(count_text(999), "999");
}

}  // namespace
}  // namespace plimsoll::pricing
