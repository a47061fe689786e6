// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/result_matrix.hpp"

#include "tests/gui/made_result.hpp"

#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

using testing::madeComparison;
using testing::madeDeployment;
using testing::resultOf;

TEST(ResultMatrix, HasARowForADeploymentOfAnyResult) {
    const auto one = resultOf(madeComparison({madeDeployment("a", "m", "1", 0.1), madeDeployment("b", "m", "2", 5)}));
    const auto other =
        resultOf(madeComparison({madeDeployment("c", "m", "0.5", 0.1), madeDeployment("a", "m", "3", 0.1)}));
    const Table table =
        matrixOf({{QStringLiteral("x"), one}, {QStringLiteral("none"), nullptr}, {QStringLiteral("y"), other}});
    ASSERT_EQ(table.columns.size(), 3);
    EXPECT_EQ(table.columns[2].title, QStringLiteral("y"));
    ASSERT_EQ(table.rows.size(), 3);
    EXPECT_EQ(table.rows[0][1].toString(), QStringLiteral("★ ✓ $365 a month, p99 200 ms"));
    EXPECT_EQ(table.rows[0][2].toString(), QStringLiteral("✓ $1,095 a month, p99 200 ms"));
    EXPECT_EQ(table.rows[1][1].toString(), QStringLiteral("✗ $730 a month, p99 10.0 s"));
    EXPECT_FALSE(table.rows[1][2].isValid());
    EXPECT_EQ(table.rows[2][0].toString(), QStringLiteral("c"));
    EXPECT_TRUE(table.rows[2][2].toString().startsWith(QStringLiteral("★")));
}

}  // namespace
}  // namespace plimsoll::gui
