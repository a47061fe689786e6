// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/axis_ticks.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace plimsoll::gui {
namespace {

QStringList labels(Quantity quantity, double lower, double upper, bool logarithmic) {
    return ticksOf(quantity, lower, upper, logarithmic).labels;
}

QStringList words(const char* text) { return QString::fromUtf8(text).split(QStringLiteral(", ")); }

TEST(AxisTicks, CountDurationsTheWayPeopleDo) {
    EXPECT_EQ(labels(Quantity::duration, 0.005, 50000, true),
              words("10 ms, 100 ms, 1 s, 10 s, 1 min, 10 min, 1 h, 10 h"));
    EXPECT_EQ(labels(Quantity::duration, 0.004, 9, true), words("10 ms, 100 ms, 1 s"));
    EXPECT_EQ(labels(Quantity::duration, 0, 0.1, false), words("0, 20 ms, 40 ms, 60 ms, 80 ms, 100 ms"));
    EXPECT_EQ(labels(Quantity::duration, 0, 300, false), words("0, 1 min, 2 min, 3 min, 4 min, 5 min"));
}

TEST(AxisTicks, AreFinerWhereADecadeIsAllThereIs) {
    EXPECT_EQ(labels(Quantity::duration, 0.9, 8, true), words("1 s, 2 s, 5 s"));
    EXPECT_EQ(labels(Quantity::duration, 40, 700, true), words("50 s, 1 min, 2 min, 5 min, 10 min"));
    EXPECT_EQ(labels(Quantity::money, 1.5, 700, true), words("$2, $5, $10, $20, $50, $100, $200, $500"));
}

TEST(AxisTicks, WriteMoneyWithoutIdleZeros) {
    EXPECT_EQ(labels(Quantity::money, 0.0009, 2000, true), words("$0.001, $0.01, $0.1, $1, $10, $100, $1,000"));
    EXPECT_EQ(labels(Quantity::money, 0, 1300, false), words("$0, $200, $400, $600, $800, $1,000, $1,200"));
    EXPECT_EQ(labels(Quantity::money, -20, 110, false), words("-$20, $0, $20, $40, $60, $80, $100"));
}

TEST(AxisTicks, WriteSharesInPercent) {
    EXPECT_EQ(labels(Quantity::share, 0.0005, 1.5, true), words("0.1 %, 1 %, 10 %, 100 %"));
    EXPECT_EQ(labels(Quantity::share, 0, 1.03, false), words("0 %, 20 %, 40 %, 60 %, 80 %, 100 %"));
}

TEST(AxisTicks, ThinOutOverManyDecades) {
    const AxisTicks ticks = ticksOf(Quantity::number, 1e-12, 1e12, true);
    EXPECT_LE(ticks.at.size(), 9);
    EXPECT_GE(ticks.at.size(), 5);
    EXPECT_EQ(ticks.at.last(), 1e12);
}

TEST(AxisTicks, AreLinearWhereALogarithmicAxisIsZoomedFarIn) {
    const AxisTicks ticks = ticksOf(Quantity::money, 300, 310, true);
    ASSERT_GE(ticks.at.size(), 3);
    EXPECT_NEAR(ticks.at[1] - ticks.at[0], ticks.at[2] - ticks.at[1], 1e-9);
}

TEST(AxisTicks, LieWithinTheRangeAndAscend) {
    for (const Quantity quantity : {Quantity::duration, Quantity::money, Quantity::number, Quantity::share})
        for (const double lower : {1e-7, 0.3, 45.0, 4000.0})
            for (const double ratio : {1.01, 3.0, 40.0, 1e6}) {
                const AxisTicks ticks = ticksOf(quantity, lower, lower * ratio, true);
                ASSERT_FALSE(ticks.at.isEmpty()) << lower << " " << ratio;
                EXPECT_TRUE(std::is_sorted(ticks.at.begin(), ticks.at.end()));
                EXPECT_GE(ticks.at.first(), lower);
                EXPECT_LE(ticks.at.last(), lower * ratio);
                EXPECT_LE(ticks.at.size(), 11);
                EXPECT_EQ(ticks.at.size(), ticks.labels.size());
                EXPECT_EQ(QSet<QString>(ticks.labels.begin(), ticks.labels.end()).size(), ticks.labels.size())
                    << qPrintable(ticks.labels.join(QLatin1Char(' ')));
            }
}

TEST(AxisTicks, BearNoRange) {
    EXPECT_TRUE(ticksOf(Quantity::money, 1, 1, false).at.isEmpty());
    EXPECT_TRUE(ticksOf(Quantity::money, 0, HUGE_VAL, true).at.isEmpty());
}

}  // namespace
}  // namespace plimsoll::gui
