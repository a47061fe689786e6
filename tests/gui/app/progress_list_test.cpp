// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/progress_list.hpp"

#include <gtest/gtest.h>

#include <QTest>

namespace plimsoll::gui {
namespace {

QStringList rowsOf(const ProgressList& list) {
    QStringList rows;
    for (int i = 0; i < list.topLevelItemCount(); ++i) {
        QStringList cells;
        for (int column = 0; column < list.columnCount(); ++column) cells.append(list.topLevelItem(i)->text(column));
        rows.append(cells.join(QLatin1Char('|')));
    }
    return rows;
}

TEST(ProgressList, TellsHowFarEachDeploymentIs) {
    ProgressList list;
    list.showProgress({0.5, 3, {}, {}, {{QStringLiteral("a"), 1, 0}, {QStringLiteral("b"), 0.256, 12}}});
    EXPECT_EQ(rowsOf(list), QStringList({QStringLiteral("a|100 %|done"), QStringLiteral("b|25 %|12.0 s left")}));
    list.showProgress({0.1, {}, {}, {}, {{QStringLiteral("c"), 0, {}}}});
    EXPECT_EQ(rowsOf(list), QStringList({QStringLiteral("c|0 %|")}));
}

TEST(ProgressList, SaysWhatWasLostAndNotThatItIsDone) {
    ProgressList list;
    list.showProgress({0.5, 3, {}, {}, {{QStringLiteral("a"), 1, 0, 1}, {QStringLiteral("b"), 0.25, 12, 2}}});
    EXPECT_EQ(rowsOf(list),
              QStringList({QStringLiteral("a||1 simulation lost"), QStringLiteral("b|25 %|2 simulations lost")}));
}

TEST(ProgressList, ShowsItselfOnlyWhereARunTakesLong) {
    QWidget window;
    ProgressList list(&window);
    window.show();
    const RunProgress progress{0.5, 3, {}, {}, {{QStringLiteral("a"), 0.5, 3}}};
    list.showProgress(progress);
    EXPECT_TRUE(list.isHidden()) << "nothing runs";
    list.begin();
    list.showProgress(progress);
    EXPECT_TRUE(list.isHidden());
    QTest::qWait(ProgressList::kPatienceMs + 50);
    EXPECT_TRUE(list.isHidden()) << "nothing new was told";
    list.showProgress(progress);
    EXPECT_FALSE(list.isHidden());
    EXPECT_GT(list.sizeHint().height(), 0);
    list.end();
    EXPECT_TRUE(list.isHidden());
    list.begin();
    list.showProgress(progress);
    EXPECT_TRUE(list.isHidden()) << "another run, another patience";
}

}  // namespace
}  // namespace plimsoll::gui
