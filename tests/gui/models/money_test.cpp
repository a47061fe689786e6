// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/money_page.hpp"

#include "tests/gui/made_result.hpp"

#include <gtest/gtest.h>

#include <QTextDocument>

namespace plimsoll::gui {
namespace {

using testing::resultOf;
using testing::sampleComparison;

QString textWith(const SummaryLook& look) {
    QTextDocument document;
    document.setHtml(moneyHtml(*resultOf(sampleComparison()), look));
    return document.toPlainText();
}

TEST(MoneyPage, TellsAMonthAYearAndTheNextBest) {
    const QString text = textWith({});
    EXPECT_TRUE(text.startsWith(QStringLiteral("$91.25 a month, $1,095 a year"))) << qPrintable(text);
    EXPECT_TRUE(text.contains(QStringLiteral("model API is the cheapest that is fast enough.")));
    EXPECT_TRUE(text.contains(QStringLiteral("The next, spot, costs $54.75 more a month and $657 more a year")));
    EXPECT_TRUE(text.contains(QStringLiteral("The oldest price is of 2026-01-02.")));
    for (const char* jargon : {"p99", "percentile", "JSON"})
        EXPECT_FALSE(text.contains(QLatin1String(jargon))) << jargon;
}

TEST(MoneyPage, HoldsTheAnswerAgainstTheBudgetAndLeavesHiddenOnesOut) {
    SummaryLook look;
    look.budget = 100;
    look.hidden = {3};
    const QString text = textWith(look);
    EXPECT_TRUE(text.contains(QStringLiteral("✗ It is $46.00 over the budget of $100 a month."))) << qPrintable(text);
    EXPECT_FALSE(text.contains(QStringLiteral("model API")));
}

TEST(MoneyPage, SaysWhatIsNoFactAndWhatIsNotClear) {
    SummaryLook look;
    look.stamp = QStringLiteral("What if: load × 2");
    EXPECT_TRUE(textWith(look).contains(QStringLiteral("⚠ What if: load × 2"))) << qPrintable(textWith(look));
    EXPECT_TRUE(textWith(look).contains(QStringLiteral("more a year; that difference is clear.")));
    auto comparison = sampleComparison();
    comparison.verdict.clear = false;
    QTextDocument document;
    document.setHtml(moneyHtml(*resultOf(comparison), {}));
    EXPECT_TRUE(document.toPlainText().contains(QStringLiteral("that difference is not clear.")))
        << qPrintable(document.toPlainText());
}

TEST(MoneyTable, IsInTheOrderOfCost) {
    const auto result = resultOf(sampleComparison());
    const Table table = moneyTable(*result, ShownComparison(*result));
    ASSERT_EQ(table.rows.size(), 4) << "without the one that gave no result";
    EXPECT_EQ(table.rows[0][0], QVariant(QStringLiteral("functions")));
    EXPECT_NEAR(table.rows[1][2].toDouble(), 12 * 91.25, 1e-9);
    EXPECT_NEAR(table.rows[3][3].toDouble(), 365 - 91.25, 1e-9);
    EXPECT_EQ(table.rows[0][4], QVariant(QStringLiteral("✗ too slow")));
}

}  // namespace
}  // namespace plimsoll::gui
