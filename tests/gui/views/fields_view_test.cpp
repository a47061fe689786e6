// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/fields_view.hpp"

#include "tests/gui/made_result.hpp"
#include "tests/gui/views/shown_view.hpp"

#include <gtest/gtest.h>

#include <QLineEdit>

namespace plimsoll::gui {
namespace {

using Fields = testing::ShownView<FieldsView>;

QList<QVariant> rowOf(const Table& table, const char* figure) {
    for (const auto& row : table.rows)
        if (row[0].toString() == QString::fromUtf8(figure)) return row;
    return {};
}

TEST(FieldsView, ShowsWhatIsSearchedFor) {
    const Fields shown(testing::resultOf(testing::sampleComparison()));
    const int all = shown.view.scene()[QStringLiteral("rows")].toInt();
    auto* search = shown.view.findChild<QLineEdit*>(QStringLiteral("search"));
    search->setText(QStringLiteral("utilization"));
    EXPECT_EQ(shown.view.scene()[QStringLiteral("rows")].toInt(), 1);
    search->clear();
    EXPECT_EQ(shown.view.scene()[QStringLiteral("rows")].toInt(), all);
}

TEST(FieldsView, NamesFiguresInWords) {
    const Fields shown(testing::resultOf(testing::sampleComparison()));
    EXPECT_FALSE(rowOf(shown.view.table(), "requests · arrived").isEmpty());
    for (const auto& row : shown.view.table().rows)
        EXPECT_FALSE(row[0].toString().contains(QLatin1Char('_'))) << row[0].toString().toStdString();
}

TEST(FieldsView, ShowsTheDifferenceOfTheTwoThatAreLookedAt) {
    Fields shown(testing::resultOf(testing::sampleComparison()));
    EXPECT_EQ(shown.view.table().columns.size(), 6);
    shown.selection.setBaseline(0);
    shown.selection.select(3);
    const Table table = shown.view.table();
    ASSERT_EQ(table.columns.size(), 7);
    EXPECT_EQ(table.columns[6].title, QStringLiteral("model API − on demand"));
    const auto row = rowOf(table, "latency · p99 (s)");
    ASSERT_EQ(row.size(), 7);
    EXPECT_DOUBLE_EQ(row[6].toDouble(), 0.2 - 0.1);
}

}  // namespace
}  // namespace plimsoll::gui
