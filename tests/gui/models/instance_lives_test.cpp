// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/instance_lives.hpp"

#include "tests/gui/made_result.hpp"

#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

using testing::resultOf;
using testing::sampleComparison;

TEST(InstanceLives, AreSortedByTheTimeOfTheirRequest) {
    const auto rows = lifeRows(resultOf(sampleComparison())->deployments()[1]);
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_EQ(rows[0].requested, 0);
    EXPECT_EQ(rows[1].requested, 600);
    EXPECT_EQ(rows[2].requested, 1500);
    EXPECT_EQ(rows[3].purchase, scenarios::Purchase::on_demand);
    EXPECT_EQ(rows[1].end, results::LifeEnd::stopped);
}

TEST(InstanceLives, HaveEachPhaseBeginWhereTheOneBeforeEnds) {
    const auto life = lifeRows(resultOf(sampleComparison())->deployments()[1])[2];
    ASSERT_EQ(life.spans.size(), 7u);
    double before = life.requested;
    for (const auto& span : life.spans) {
        EXPECT_EQ(span.from, before);
        EXPECT_GT(span.to, span.from);
        before = span.to;
    }
    EXPECT_EQ(life.ended, 4510);
}

TEST(InstanceLives, AreToldLineByLine) {
    const auto rows = lifeRows(resultOf(sampleComparison())->deployments()[1]);
    EXPECT_EQ(lifeText(rows[0]), QStringLiteral("spot, pool 0, requested at 00:00\n"
                                                "serving: 25.0 min, until 00:25\n"
                                                "draining: 30.0 s, until 00:25:30\n"
                                                "interrupted by the provider"));
}

TEST(InstanceLives, AreThoseOfTheDeploymentThatTheVerdictNamesFirstUnlessOneIsSelected) {
    auto comparison = sampleComparison();
    ASSERT_EQ(comparison.verdict.cheapest, 3U) << "it has no instances";
    ASSERT_EQ(comparison.verdict.runner_up, 1U);
    const auto result = resultOf(comparison);
    EXPECT_EQ(deploymentWithLives(*result, {}, {}), 1);
    EXPECT_EQ(deploymentWithLives(*result, {}, {1}), 0);
    EXPECT_EQ(deploymentWithLives(*result, 3, {}), 3) << "what is selected is shown, and be it that it has none";
    EXPECT_EQ(deploymentWithLives(*result, 1, {1}), 0);
    EXPECT_EQ(deploymentWithLives(*result, {}, {0, 1}), std::nullopt);
}

TEST(LivesTable, HasARowPerInstanceWithTheEndOfEachPhase) {
    const Table table = livesTable(*resultOf(sampleComparison()), 1);
    ASSERT_EQ(table.rows.size(), 4);
    QStringList titles;
    for (const auto& column : table.columns) titles.append(heading(column));
    const auto boot = titles.indexOf(QStringLiteral("boot until (s)"));
    ASSERT_GE(boot, 0) << qPrintable(titles.join(QLatin1Char(',')));
    EXPECT_TRUE(titles.contains(QStringLiteral("requested_s (s)")));
    EXPECT_FALSE(table.rows[0][boot].isValid()) << "it was up at the start";
    EXPECT_EQ(table.rows[1][boot].toDouble(), 1560);
    for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.columns.size());
}

}  // namespace
}  // namespace plimsoll::gui
