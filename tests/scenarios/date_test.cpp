// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/date.hpp"

#include <gtest/gtest.h>

namespace plimsoll {
namespace {

TEST(DateOf, ReadsWhatItWrites) {
    const auto date = Date::parse("2026-07-20");
    ASSERT_TRUE(date);
    EXPECT_EQ(date->text(), "2026-07-20");
    EXPECT_EQ(Date::parse("0987-01-02")->text(), "0987-01-02");
}

TEST(DateOf, RefusesWhatIsNoDay) {
    for (const char* text : {"", "2026-7-20", "2026/07/20", "2026-02-30", "2026-13-01", "0000-01-01", "20260720",
                             "2026-07-2x", "2026-07-20 ", "-026-07-20"})
        EXPECT_FALSE(Date::parse(text)) << text;
}

TEST(DateOf, CountsDaysAndCompares) {
    EXPECT_EQ(*Date::parse("2024-03-01") - *Date::parse("2024-02-28"), std::chrono::days(2));
    EXPECT_LT(*Date::parse("2025-12-31"), *Date::parse("2026-01-01"));
}

}  // namespace
}  // namespace plimsoll
