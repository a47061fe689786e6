// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/verdict_anatomy.hpp"

#include "gui/models/verdict_page.hpp"
#include "tests/gui/made_result.hpp"

#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

using testing::resultOf;
using testing::sampleComparison;

class VerdictAnatomy : public ::testing::Test {
protected:
    /// "question: what | finding | margin | how sure | pointer" of each row.
    static QStringList told(const results::Comparison& comparison, const QSet<int>& hidden = {}) {
        const ResultPtr result = resultOf(comparison);
        QStringList lines;
        for (const auto& step : verdictSteps(*result, ShownComparison(*result, hidden)))
            for (const auto& row : step.rows)
                lines.append(
                    QStringList{step.question, row.what, row.finding, row.margin, row.certainty, row.pointer}.join(
                        QStringLiteral(" | ")));
        return lines;
    }
};

TEST_F(VerdictAnatomy, ArguesFromWhoIsExcludedToWhatWouldFlipIt) {
    const QStringList lines = told(sampleComparison());
    const QStringList expected{
        // differences 48.75, 55, 60.5: 54.75 ± 4.3027 * 5.879 / sqrt(3)

        QStringLiteral("1. Excluded | ✗ functions | p99 latency 2.00 s of 1 s; it would cost $36.13 less a month | "
                       "100 % over the limit | not told from chance: one replication | /slo/0/at_most"),
        QStringLiteral("1. Excluded | ? broken | gave no result |  |  | /deployments/4"),
        QStringLiteral("2. Left, the cheapest first | ★ model API | $91.25 ± 0.25 a month; p99 latency 200 ms of 1 s | "
                       "80 % to spare | clear | /deployments/3"),
        QStringLiteral("2. Left, the cheapest first | ✓ spot | $146 ± 16 a month; p99 latency 100 ms of 1 s | "
                       "90 % to spare | clear | /deployments/1"),
        QStringLiteral("2. Left, the cheapest first | ✓ on demand | $365 a month; p99 latency 100 ms of 1 s | "
                       "90 % to spare | not told from chance: one replication | /deployments/0"),
        QStringLiteral("3. model API against each other one | ✓ spot | costs $54.75 more a month | $40.15 to $69.35 | "
                       "clear; chance decides | /experiment/replications"),
        QStringLiteral("3. model API against each other one | ≈ on demand | costs $274 more a month |  | "
                       "not told from chance: one replication | /deployments/0"),
        QStringLiteral("4. What would flip it | price of input tokens | if it rises above $1.60 per hour, from $1.00, "
                       "'spot' wins | ×1.6 |  | /deployments/3/pools/0/offer/price"),
        QStringLiteral("4. What would flip it | price of spot m | if it falls below $0.500 per hour, from $1.00, "
                       "'spot' wins | ×0.50 |  | /deployments/1/pools/0/offer/price"),
        QStringLiteral(
            "4. What would flip it | load | if it rises above about 1.5 times the present one, 'spot' wins | "
            "×1.5 |  | /workload/load")};
    for (qsizetype i = 0; i < std::max(lines.size(), expected.size()); ++i)
        EXPECT_EQ(lines.value(i).toStdString(), expected.value(i).toStdString());
}

TEST_F(VerdictAnatomy, IsAboutWhatIsShown) {
    const QStringList lines = told(sampleComparison(), {3});
    EXPECT_TRUE(lines.filter(QStringLiteral("★ spot")).size() == 1);
    EXPECT_TRUE(lines.filter(QStringLiteral("model API")).isEmpty());
}

TEST_F(VerdictAnatomy, SaysWhichDoubtDecidesAndLeadsToIt) {
    auto comparison = sampleComparison();
    auto& rival = comparison.verdict.rivals[0];
    rival.clear = false;
    rival.difference_ci = results::Interval{-5, 115};
    rival.largest_doubt = results::Doubt::prices;
    EXPECT_EQ(told(comparison).filter(QStringLiteral("≈ spot")),
              QStringList{QStringLiteral("3. model API against each other one | ≈ spot | costs $54.75 more a month | "
                                         "-$5.00 to $115 | not clear; unconfirmed prices decide | "
                                         "/deployments/1/pools/0/offer/price")});
    rival.largest_doubt = results::Doubt::step_times;
    EXPECT_TRUE(told(comparison)
                    .filter(QStringLiteral("≈ spot"))
                    .first()
                    .endsWith(QStringLiteral("/deployments/1/pools/0/step_time/1")));
}

TEST_F(VerdictAnatomy, TellsTheRunnerUpOfResultsFromBeforeAllRivalsWereTold) {
    auto comparison = sampleComparison();
    comparison.verdict.rivals.clear();
    EXPECT_EQ(told(comparison).filter(QStringLiteral("against each other")).size(), 1);
}

TEST_F(VerdictAnatomy, PageLeadsToDeploymentsAndAssumptions) {
    SummaryLook look;
    look.good = QColor(0x00705A);
    look.selected = 1;
    const QString html = verdictHtml(*resultOf(sampleComparison()), look);
    EXPECT_TRUE(html.contains(QStringLiteral("<h2>model API is recommended</h2>")));
    EXPECT_TRUE(html.contains(QStringLiteral("<a href=\"deployment:1\"")));
    EXPECT_TRUE(html.contains(QStringLiteral("<a href=\"assumption:/experiment/replications\"")));
    EXPECT_EQ(pointerOfLink(QStringLiteral("assumption:/slo/0/at_most")), QStringLiteral("/slo/0/at_most"));
    EXPECT_EQ(pointerOfLink(QStringLiteral("deployment:1")), QString());
    // Of 150 pixels, the 54.75 USD lie between 40.73 and 68.77; the rest is what the largest is not.
    EXPECT_TRUE(html.contains(QStringLiteral("bgcolor=\"#00705a\"")));
}

}  // namespace
}  // namespace plimsoll::gui
