// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/tornado.hpp"

#include "tests/gui/made_result.hpp"

#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

using testing::resultOf;
using testing::sensitiveComparison;

TEST(Tornado, HasTheWidestBarFirstAndNoneForWhatChangesNothing) {
    const auto result = resultOf(sensitiveComparison());
    const Tornado cost = costTornado(result->deployment(1));
    EXPECT_EQ(cost.base, 146);
    ASSERT_EQ(cost.rows.size(), 2U);
    EXPECT_EQ(cost.rows[0].name, QStringLiteral("Price of spot m"));
    EXPECT_EQ(cost.rows[0].ends, QStringLiteral("$0.700 to $1.30 per hour"));
    EXPECT_EQ(cost.rows[0].low, 113.15);
    EXPECT_EQ(cost.rows[0].high, 178.85);
    EXPECT_EQ(cost.rows[1].name, QStringLiteral("Time to interruption"));
    const Tornado p99 = p99Tornado(result->deployment(1));
    EXPECT_EQ(p99.base, 0.1);
    ASSERT_EQ(p99.rows.size(), 1U) << "one end has no answered request, and a price changes no latency";
    EXPECT_EQ(p99.rows[0].name, QStringLiteral("Load"));
}

TEST(Tornado, IsOfTheSelectedDeploymentElseOfTheRecommended) {
    const auto result = resultOf(sensitiveComparison());
    const ShownComparison all(*result);
    EXPECT_EQ(tornadoDeployment(*result, all, 1), 1);
    EXPECT_EQ(tornadoDeployment(*result, all, std::nullopt), 3);
    EXPECT_EQ(tornadoDeployment(*result, all, 0), 3) << "this one has none";
    EXPECT_EQ(tornadoDeployment(*result, ShownComparison(*result, {3}), std::nullopt), 1);
    EXPECT_EQ(tornadoDeployment(*result, ShownComparison(*result, {1, 3}), 1), std::nullopt);
    EXPECT_TRUE(hasSensitivities(*result));
    EXPECT_FALSE(hasSensitivities(*resultOf(testing::sampleComparison())));
}

TEST(Tornado, TableHasEveryAssumptionOfWhatIsShown) {
    const auto result = resultOf(sensitiveComparison());
    EXPECT_EQ(sensitivitiesTable(*result, ShownComparison(*result)).rows.size(), 4);
    const Table table = sensitivitiesTable(*result, ShownComparison(*result, {1}));
    ASSERT_EQ(table.rows.size(), 1);
    EXPECT_EQ(table.rows[0],
              (QList<QVariant>{QStringLiteral("model API"), QStringLiteral("load"), QStringLiteral("0.8 to 1.2 times"),
                               73.0, 109.5, 0.2, 0.2, QStringLiteral("±20 % by default")}));
}

}  // namespace
}  // namespace plimsoll::gui
