// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/table_model.hpp"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QSortFilterProxyModel>

namespace plimsoll::gui {
namespace {

Table sampleTable() {
    return {{{QStringLiteral("name"), {}},
             {QStringLiteral("latency"), QStringLiteral("s")},
             {QStringLiteral("met"), {}},
             {QStringLiteral("amount"), QStringLiteral("USD"), true}},
            {{QStringLiteral("b"), 0.0125, true, QStringLiteral("10.00")},
             {QStringLiteral("a"), 3600.0, false, QStringLiteral("9.000000000001")},
             {QStringLiteral("c"), {}, {}, {}}}};
}

TEST(TableModel, KeepsTheRulesOfItemModels) {
    TableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setTable(sampleTable());
    EXPECT_EQ(model.rowCount(), 3);
    EXPECT_EQ(model.columnCount(), 4);
    model.setTable({});
    EXPECT_EQ(model.rowCount(), 0);
}

TEST(TableModel, ShowsThreeDigitsAtTheRightAndAllInTheToolTip) {
    TableModel model;
    model.setTable({{{QStringLiteral("x"), {}}}, {{1.0 / 3}}});
    const QModelIndex cell = model.index(0, 0);
    EXPECT_EQ(cell.data().toString(), QStringLiteral("0.333"));
    EXPECT_EQ(cell.data(Qt::ToolTipRole).toString(), QStringLiteral("0.3333333333333333"));
    EXPECT_TRUE(cell.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
}

TEST(TableModel, WritesTimesOfTheHorizonAsClocksAndKeepsTheirSeconds) {
    TableModel model;
    model.setTable({{{QStringLiteral("requested"), QStringLiteral("s"), false, true}}, {{34'507.25}}});
    EXPECT_EQ(model.index(0, 0).data().toString(), QStringLiteral("09:35:07"));
    EXPECT_EQ(model.index(0, 0).data(Qt::ToolTipRole).toString(), QStringLiteral("34507.25"));
    EXPECT_EQ(model.index(0, 0).data(TableModel::SortRole).toDouble(), 34'507.25);
    EXPECT_EQ(model.headerData(0, Qt::Horizontal).toString(), QStringLiteral("requested"));
}

TEST(TableModel, WritesTruthAsWordsAndUnitsInHeadings) {
    TableModel model;
    model.setTable(sampleTable());
    EXPECT_EQ(model.index(0, 2).data().toString(), QStringLiteral("yes"));
    EXPECT_EQ(model.index(1, 2).data().toString(), QStringLiteral("no"));
    EXPECT_EQ(model.headerData(1, Qt::Horizontal).toString(), QStringLiteral("latency (s)"));
    EXPECT_EQ(model.headerData(1, Qt::Vertical).toInt(), 2);
}

TEST(TableModel, SortsExactAmountsAsNumbersAndShowsThemExactly) {
    TableModel model;
    model.setTable(sampleTable());
    QSortFilterProxyModel sorted;
    sorted.setSourceModel(&model);
    sorted.setSortRole(TableModel::SortRole);
    sorted.sort(3, Qt::AscendingOrder);
    EXPECT_EQ(sorted.index(0, 3).data().toString(), QStringLiteral("9.000000000001"));
    EXPECT_EQ(sorted.index(1, 3).data().toString(), QStringLiteral("10.00"));
    EXPECT_TRUE(sorted.index(1, 3).data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
}

TEST(TableModel, HasNothingForCellsThatARowLacks) {
    TableModel model;
    model.setTable({{{QStringLiteral("x"), {}}, {QStringLiteral("y"), {}}}, {{1.0}}});
    EXPECT_FALSE(model.index(0, 1).data().isValid());
}

}  // namespace
}  // namespace plimsoll::gui
