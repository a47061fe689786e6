// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/readable.hpp"

#include <gtest/gtest.h>

namespace plimsoll::scenarios {
namespace {

TEST(Readable, DurationsHaveThreeDigitsAndAFittingUnit) {
    EXPECT_EQ(duration_text(0), "0 s");
    EXPECT_EQ(duration_text(5e-9), "5.00 ns");
    EXPECT_EQ(duration_text(2.35e-3), "2.35 ms");
    EXPECT_EQ(duration_text(0.412), "412 ms");
    EXPECT_EQ(duration_text(0.99949), "999 ms");
    EXPECT_EQ(duration_text(0.9996), "1.00 s");
    EXPECT_EQ(duration_text(9.996), "10.0 s");
    EXPECT_EQ(duration_text(99.96), "100 s");
    EXPECT_EQ(duration_text(119), "119 s");
    EXPECT_EQ(duration_text(195), "3.25 min");
    EXPECT_EQ(duration_text(29520), "8.20 h");
    EXPECT_EQ(duration_text(3600.0 * 4321), "4,321 h");
    EXPECT_EQ(duration_text(-0.25), "-250 ms");
}

TEST(Readable, TimeLeftIsRoundedUp) {
    EXPECT_EQ(time_left_text(0.1), "1 s");
    EXPECT_EQ(time_left_text(119.5), "2 min");
    EXPECT_EQ(time_left_text(121), "3 min");
    EXPECT_EQ(time_left_text(7201), "3 h");
}

TEST(Readable, ThousandsAreApart) {
    EXPECT_EQ(count_text(109'482'240), "109,482,240");
    EXPECT_EQ(count_text(999), "999");
    EXPECT_EQ(with_thousands("-1234.5678"), "-1,234.5678");
}

}  // namespace
}  // namespace plimsoll::scenarios
