// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/latency_parts.hpp"
#include "tests/gui/made_result.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace plimsoll::gui {
namespace {

using testing::madeComparison;
using testing::madeDeployment;
using testing::resultOf;

results::DeploymentResult withTail() {
    auto deployment = madeDeployment("tailed", "m", "1", 0.4);  // 0.3 s compute, 0.1 s queue
    deployment.parts_at_percentile = {{50, 720, {0, 0, 0, 0, 0.3}}, {99, 72, {0.005, 0.2, 0, 5, 0.3}}};
    return deployment;
}

TEST(LatencyParts, GoFromTheMeanToTheTail) {
    const auto result = resultOf(madeComparison({madeDeployment("mean only", "m", "1", 0.2), withTail()}));
    const auto rows = partsRows(*result, result->indices());
    ASSERT_EQ(rows.size(), 4);
    EXPECT_EQ(rows[0].deployment, 0);
    EXPECT_EQ(rows[0].name(), QStringLiteral("mean"));
    EXPECT_NEAR(rows[0].total(), 0.2, 1e-12);
    EXPECT_EQ(rows[3].name(), QStringLiteral("p99"));
    EXPECT_EQ(rows[3].requests, 72U);
    EXPECT_NEAR(rows[3].total(), 5.505, 1e-12);
    EXPECT_EQ(secondsOf(rows[3].parts, LatencyPart::cold_start), 5);
}

TEST(LatencyParts, LeaveOutWhatMeasuredNothing) {
    results::DeploymentResult broken;
    broken.name = "broken";
    const auto result = resultOf(madeComparison({broken, withTail()}));
    EXPECT_EQ(partsRows(*result, {0}).size(), 0);
    EXPECT_EQ(partsRows(*result, {0, 1}).size(), 3);
}

TEST(LatencyParts, TableHoldsPartsThatOnlyTheResultKnows) {
    const auto plain = resultOf(madeComparison({withTail()}));
    nlohmann::ordered_json json = plain->json();
    json["deployments"][0]["latency_parts_s"]["retries"] = 0.5;
    json["deployments"][0]["latency_parts_s"]["at_percentile"][1]["retries"] = 0.25;
    const Result result(QByteArray::fromStdString(json.dump()), QStringLiteral("later.json"));
    const Table table = partsTable(result);
    ASSERT_EQ(table.rows.size(), 3);
    EXPECT_EQ(heading(table.columns.last()), QStringLiteral("retries (s)"));
    EXPECT_EQ(table.rows[0].last().toDouble(), 0.5);
    EXPECT_FALSE(table.rows[1].last().isValid());
    EXPECT_EQ(table.rows[2].last().toDouble(), 0.25);
    EXPECT_EQ(table.rows[2][1].toString(), QStringLiteral("p99"));
    EXPECT_EQ(table.rows[2][2].toDouble(), 72);
    EXPECT_NEAR(table.rows[2][3].toDouble(), 5.755, 1e-12);
}

}  // namespace
}  // namespace plimsoll::gui
