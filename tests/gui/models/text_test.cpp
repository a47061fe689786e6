// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/text.hpp"

#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

TEST(Text, CountsInTheRightNumber) {
    EXPECT_EQ(countText(1, QStringLiteral("value"), QStringLiteral("values")), QStringLiteral("1 value"));
    EXPECT_EQ(countText(0, QStringLiteral("value"), QStringLiteral("values")), QStringLiteral("0 values"));
    EXPECT_EQ(countText(1730, QStringLiteral("value"), QStringLiteral("values")), QStringLiteral("1,730 values"));
}

TEST(Text, WritesRelativeChangesWithTheirSign) {
    EXPECT_EQ(changeText(100, 107.7), QStringLiteral("+7.7 %"));
    EXPECT_EQ(changeText(150, 100), QStringLiteral("−33.3 %"));
    EXPECT_EQ(changeText(100, 100), QStringLiteral("+0 %"));
    EXPECT_EQ(changeText(2, 24.8), QStringLiteral("×12.4"));
    EXPECT_EQ(changeText(0, 5), QString());
}

TEST(Text, WritesMoneyWithItsInterval) {
    EXPECT_EQ(moneyText(167.2, results::Interval{155.4, 179}), QStringLiteral("$167 ± 12"));
    EXPECT_EQ(moneyText(167.2, results::Interval{167.1, 167.3}), QStringLiteral("$167"));
    EXPECT_EQ(moneyText(167.2, std::nullopt), QStringLiteral("$167"));
}

TEST(ClockText, CountsFromTheStartAndKeepsOneNotation) {
    EXPECT_EQ(clockText(0), QStringLiteral("00:00"));
    EXPECT_EQ(clockText(330), QStringLiteral("00:05:30"));
    EXPECT_EQ(clockText(34'500), QStringLiteral("09:35"));
    EXPECT_EQ(clockText(34'507), QStringLiteral("09:35:07"));
    EXPECT_EQ(clockText(34'559.7), QStringLiteral("09:36")) << "never 60 seconds";
    EXPECT_EQ(clockText(86'400), QStringLiteral("1 d 00:00"));
    EXPECT_EQ(clockText(2 * 86'400 + 34'500), QStringLiteral("2 d 09:35"));
    for (const double seconds : {0., 330., 34'507., 2 * 86'400 + 34'500.})
        EXPECT_EQ(secondsOfClock(clockText(seconds)), seconds);
    EXPECT_EQ(spanText(28'800, 34'200), QStringLiteral("from 08:00 to 09:30"));
}

}  // namespace
}  // namespace plimsoll::gui
