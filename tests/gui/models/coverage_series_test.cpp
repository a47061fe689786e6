// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/coverage_series.hpp"

#include "tests/gui/made_projection.hpp"

#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

// $3.00 of $3.60 that are committed to in three hours; beside these, $1.00.
TEST(CoverageSeries, AreTheHoursOfTheAdvice) {
    const CommitmentAdvice advice(testing::madeCommitments());
    const auto points = hoursCovered(advice.deployments[0]);
    ASSERT_EQ(points.size(), 3);
    EXPECT_EQ(points[2].name.toStdString(), "Hour 2");
    EXPECT_DOUBLE_EQ(points[0].whole(), 2.2);
    for (const auto& point : points) EXPECT_DOUBLE_EQ(point.committed(), 1.2);
    EXPECT_EQ(coverageText(points).toStdString(),
              "83.3 % of what is committed is used, 21.7 % of what is paid is on demand.");
    EXPECT_EQ(coverageTable(QStringLiteral("machine"), points, QStringLiteral("USD")).rows[2],
              (QList<QVariant>{QStringLiteral("machine"), QStringLiteral("Hour 2"), 0.6, 0.6, 0.0}));
    EXPECT_TRUE(hoursCovered(advice.deployments[1]).isEmpty());
    EXPECT_EQ(coverageText({}).toStdString(), "Nothing is paid for machines on demand.");
}

TEST(CoverageSeries, AreTheMonthsOfTheProjection) {
    const ProjectedBills bills(testing::madeProjection());
    EXPECT_TRUE(monthsCovered(bills.deployments[0]).isEmpty());
    const auto points = monthsCovered(bills.deployments[1]);
    ASSERT_EQ(points.size(), 2);
    EXPECT_EQ(points[0].committed(), 0);
    EXPECT_EQ(points[0].onDemand, 130);
    EXPECT_EQ(points[1].name.toStdString(), "2027-02");
    EXPECT_EQ(points[1].used, 45);
    EXPECT_EQ(points[1].unused, 15);
    EXPECT_EQ(points[1].whole(), 130);
}

}  // namespace
}  // namespace plimsoll::gui
