// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/tickers.hpp"

#include "gui/views/row_axis.hpp"

#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

QStringList labelsOf(QCPAxisTicker& ticker, const QCPRange& range) {
    QVector<double> ticks;
    QVector<QString> labels;
    ticker.generate(range, QLocale(QLocale::German), QLatin1Char('g'), 3, ticks, nullptr, &labels);
    QStringList visible;
    for (qsizetype i = 0; i < ticks.size(); ++i)
        if (range.contains(ticks[i])) visible.append(labels[i]);
    return visible;
}

TEST(PowerTicker, WritesPowersAsPeopleDoWhateverTheLocale) {
    PowerTicker ticker(5);
    EXPECT_EQ(labelsOf(ticker, {0.01, 1000}),
              QStringList({QStringLiteral("0.01"), QStringLiteral("0.1"), QStringLiteral("1"), QStringLiteral("10"),
                           QStringLiteral("100"), QStringLiteral("1,000")}));
}

TEST(PowerTicker, SkipsPowersWhereThereAreTooMany) {
    PowerTicker ticker(3);
    const QStringList labels = labelsOf(ticker, {0.001, 100'000});
    EXPECT_LE(labels.size(), 5);
    EXPECT_GE(labels.size(), 3);
    EXPECT_TRUE(labelsOf(ticker, {-1, 1}).isEmpty()) << "there is no power below zero";
}

TEST(PlainTicker, SeparatesThousandsWhateverTheLocale) {
    PlainTicker ticker(3);
    EXPECT_EQ(labelsOf(ticker, {0, 50'000}),
              QStringList({QStringLiteral("0"), QStringLiteral("20,000"), QStringLiteral("40,000")}));
}

TEST(ClockTicker, WritesTimesAsEverythingElseDoes) {
    ClockTicker ticker;
    EXPECT_EQ(labelsOf(ticker, {0, 600}).mid(0, 3),
              QStringList({QStringLiteral("00:00"), QStringLiteral("00:02"), QStringLiteral("00:04")}));
    EXPECT_TRUE(labelsOf(ticker, {0, 60}).contains(QStringLiteral("00:00:30")));
    EXPECT_TRUE(labelsOf(ticker, {0, 4 * 86'400.0}).contains(QStringLiteral("1 d 00:00")));
}

class RowTickerTest : public ::testing::Test {
protected:
    RowTickerTest() {
        plot_.resize(400, 300);
        plot_.replot();
    }

    [[nodiscard]] QStringList labels(int rows) {
        QStringList names;
        for (int row = 0; row < rows; ++row) names.append(QStringLiteral("row %1").arg(row));
        RowTicker ticker(*plot_.yAxis, names);
        return labelsOf(ticker, {-0.5, rows - 0.5});
    }

    QCustomPlot plot_;
};

TEST_F(RowTickerTest, NamesEveryRowWhereThereIsRoom) {
    EXPECT_EQ(labels(3), QStringList({QStringLiteral("row 0"), QStringLiteral("row 1"), QStringLiteral("row 2")}));
}

TEST_F(RowTickerTest, NamesAsManyOfVeryManyRowsAsHaveRoom) {
    const QStringList some = labels(500);
    EXPECT_LE(some.size(), 300 / QFontMetrics(plot_.yAxis->tickLabelFont()).height());
    EXPECT_GE(some.size(), 3);
    EXPECT_EQ(some.first(), QStringLiteral("row 0"));
}

TEST_F(RowTickerTest, FindsTheRowUnderThePointer) {
    setRows(*plot_.yAxis, {QStringLiteral("a"), QStringLiteral("b")});
    plot_.yAxis->setRange(-0.5, 1.5);
    const auto at = [&](double row) { return rowAt(*plot_.yAxis, {100, plot_.yAxis->coordToPixel(row)}, 2); };
    EXPECT_EQ(at(0), 0);
    EXPECT_EQ(at(1.3), 1);
    EXPECT_EQ(at(0.5), std::nullopt) << "between two rows";
    EXPECT_EQ(at(2), std::nullopt);
    EXPECT_LT(plot_.yAxis->coordToPixel(0), plot_.yAxis->coordToPixel(1)) << "the first is at the top";
}

}  // namespace
}  // namespace plimsoll::gui
