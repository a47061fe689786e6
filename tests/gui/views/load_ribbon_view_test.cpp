// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/load_ribbon_view.hpp"

#include "tests/gui/made_result.hpp"
#include "tests/gui/views/shown_view.hpp"

#include <gtest/gtest.h>

#include <QJsonDocument>
#include <QTest>

#include <qcustomplot.h>

namespace plimsoll::gui {
namespace {

using testing::resultOf;
using testing::sampleComparison;
using Shown = testing::ShownView<LoadRibbonView>;

// The API costs $91.25 at 1 request/s and $182.5 at 2; spot costs $146 and $150: they cross in between.
TEST(LoadRibbonView, SaysWhoIsTheCheapestFromTheFirstLoadToTheLast) {
    const Shown shown(resultOf(sampleComparison()), {900, 110});
    const Table table = shown.view.table();
    ASSERT_GE(table.rows.size(), 2);
    EXPECT_EQ(table.rows.first()[0], QVariant(0.5));
    EXPECT_EQ(table.rows.first()[2], QVariant(QStringLiteral("model API")));
    EXPECT_EQ(table.rows.last()[1], QVariant(2.0));
    EXPECT_EQ(table.rows.last()[2], QVariant(QStringLiteral("spot")));
    EXPECT_TRUE(shown.view.plot().accessibleDescription().startsWith(QStringLiteral("From 0.5 to")));
}

TEST(LoadRibbonView, SelectsWhatIsClicked) {
    Shown shown(resultOf(sampleComparison()), {900, 110});
    auto& plot = shown.view.plot();
    const auto at = [&](double rate) {
        return QPoint(qRound(plot.xAxis->coordToPixel(rate)), plot.axisRect()->center().y());
    };
    QTest::mouseClick(&plot, Qt::LeftButton, {}, at(0.6));
    EXPECT_EQ(shown.selection.deployment(), 3);
    QTest::mouseClick(&plot, Qt::LeftButton, {}, at(1.9));
    EXPECT_EQ(shown.selection.deployment(), 1);
}

TEST(LoadRibbonView, HasTheLoadLineAndTheCursorOfAllCurves) {
    Shown shown(resultOf(sampleComparison()), {900, 110});
    const auto scene = [&] { return QJsonDocument(shown.view.scene()).toJson(); };
    EXPECT_TRUE(scene().contains("↔ this scenario"));
    EXPECT_FALSE(scene().contains("load ×"));
    shown.selection.hoverLoad(1.5);
    shown.settle();
    EXPECT_TRUE(scene().contains("1.5 requests/s (load ×1.5)"));
    QTest::keyClick(&shown.view.plot(), Qt::Key_Return);
    EXPECT_EQ(shown.selection.chosenLoad(), 1.5);
    shown.settle();
    EXPECT_TRUE(scene().contains("↔ asked for"));
}

TEST(LoadRibbonView, SaysWhatASingleLoadLacks) {
    auto comparison = sampleComparison();
    for (auto& deployment : comparison.deployments)
        if (!deployment.load_curve.empty()) deployment.load_curve = {deployment.load_curve[1]};
    const Shown shown(resultOf(comparison));
    EXPECT_TRUE(shown.view.scene()[QStringLiteral("message")].toString().startsWith(
        QStringLiteral("The load curve has a single load.")));
}

}  // namespace
}  // namespace plimsoll::gui
