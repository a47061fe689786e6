// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/fields_table.hpp"

#include "tests/gui/made_result.hpp"

#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

QStringList titles(const Table& table) {
    QStringList all;
    for (const auto& column : table.columns) all.append(column.title);
    return all;
}

/// The sample with a member in its first deployment's first bill line that no version knows yet.
ResultPtr resultOfTheFuture() {
    QByteArray text = testing::resultOf(testing::sampleComparison())->text();
    const qsizetype item = text.indexOf("\"item\"");
    return std::make_shared<Result>(text.insert(item, R"("meter": "hourly", )"), QStringLiteral("future.json"));
}

TEST(FieldsTable, AppendsFieldsBehindAViewsOwnColumns) {
    const auto result = testing::resultOf(testing::sampleComparison());
    Table own{{{QStringLiteral("deployment"), {}}}, {}};
    for (const auto& deployment : result->deployments()) own.rows.append({QString::fromStdString(deployment.name)});
    const Table table = withFields(own, *result, {QStringLiteral("requests")});
    EXPECT_EQ(titles(table).mid(0, 2), QStringList({QStringLiteral("deployment"), QStringLiteral("requests.arrived")}));
    ASSERT_EQ(table.rows.size(), 5);
    EXPECT_EQ(table.rows[0][0].toString(), QStringLiteral("on demand"));
    EXPECT_EQ(table.rows[0][1].toDouble(), 7200);
}

TEST(FieldsTable, NamesFieldsInWords) {
    EXPECT_EQ(nameOfField(QStringLiteral("latency_s.ci95.p99.low")), QStringLiteral("latency · 95 % · p99 · low end"));
    EXPECT_EQ(nameOfField(QStringLiteral("requests.in_flight")), QStringLiteral("requests · in flight"));
    EXPECT_EQ(nameOfField(QStringLiteral("energy_kwh")), QStringLiteral("energy"));
}

TEST(ElementsTable, HasARowForEveryElementAndKeepsAmountsExact) {
    const auto result = testing::resultOf(testing::sampleComparison());
    const Table table = elementsTable(*result, {QStringLiteral("cost"), QStringLiteral("lines")});
    ASSERT_EQ(table.rows.size(), 7);  // 1 + 3 + 2 + 1 + 0 lines
    const auto amount = titles(table).indexOf(QStringLiteral("amount"));
    const auto item = titles(table).indexOf(QStringLiteral("item"));
    ASSERT_GE(amount, 0);
    EXPECT_TRUE(table.columns[amount].isDecimal);
    EXPECT_FALSE(table.columns[item].isDecimal);
    EXPECT_EQ(table.rows[5][amount].toString(), QStringLiteral("0.001"));
    EXPECT_EQ(table.rows[5][item].toString(), QStringLiteral("requests"));
    EXPECT_EQ(table.rows[5][0].toString(), QStringLiteral("functions"));
}

TEST(ElementsTable, IsThatOfOneDeploymentWhereAsked) {
    const auto result = testing::resultOf(testing::sampleComparison());
    const Table table = elementsTable(*result, {QStringLiteral("cost"), QStringLiteral("lines")}, 1);
    ASSERT_EQ(table.rows.size(), 3);
    for (const auto& row : table.rows) EXPECT_EQ(row[0].toString(), QStringLiteral("spot"));
}

TEST(ElementsTable, ShowsMembersThatThisProgramDoesNotKnow) {
    const Table table = elementsTable(*resultOfTheFuture(), {QStringLiteral("cost"), QStringLiteral("lines")});
    const auto column = titles(table).indexOf(QStringLiteral("meter"));
    ASSERT_GE(column, 0);
    EXPECT_EQ(table.rows[0][column].toString(), QStringLiteral("hourly"));
    EXPECT_FALSE(table.rows[1][column].isValid());
}

TEST(ElementsTable, IsEmptyWhereThereIsNoSuchArray) {
    const auto result = testing::resultOf(testing::sampleComparison());
    EXPECT_TRUE(elementsTable(*result, {QStringLiteral("instances"), QStringLiteral("nothing")}).rows.isEmpty());
}

}  // namespace
}  // namespace plimsoll::gui
