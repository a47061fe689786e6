// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/cost_latency_view.hpp"
#include "gui/views/latency_curve_view.hpp"
#include "tests/gui/views/latency_sample.hpp"
#include "tests/gui/views/shown_view.hpp"

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QTest>
#include <QWheelEvent>

/// What the mouse and the keys do in every plot.
namespace plimsoll::gui {
namespace {

using testing::latencyComparison;
using testing::moveMouse;
using testing::pixelAt;
using testing::resultOf;
using Curves = testing::ShownView<LatencyCurveView>;
using Scatter = testing::ShownView<CostLatencyView>;

void scroll(QCustomPlot& plot, const QPointF& at) {
    QWheelEvent event(at, plot.mapToGlobal(at), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(&plot, &event);
}

TEST(PlotView, IsolatesByAClickOnTheLegend) {
    Curves shown(resultOf(latencyComparison()));
    const QPoint onFirst(30, 12);
    QTest::mouseClick(&shown.view.plot(), Qt::LeftButton, {}, onFirst);
    EXPECT_EQ(shown.selection.hidden(), QSet<int>({1, 2, 3, 4}));
    EXPECT_EQ(shown.selection.deployment(), std::nullopt);
    QTest::mouseClick(&shown.view.plot(), Qt::LeftButton, {}, onFirst);
    EXPECT_EQ(shown.selection.hidden(), QSet<int>()) << "a second click brings all back";
}

TEST(PlotView, HidesAndShowsByControlAndAClickOnTheLegend) {
    Curves shown(resultOf(latencyComparison()));
    const QPoint onFirst(30, 12);
    QTest::mouseClick(&shown.view.plot(), Qt::LeftButton, Qt::ControlModifier, onFirst);
    EXPECT_EQ(shown.selection.hidden(), QSet<int>({0}));
    EXPECT_EQ(shown.selection.deployment(), std::nullopt);
    QTest::mouseClick(&shown.view.plot(), Qt::LeftButton, Qt::ControlModifier, onFirst);
    EXPECT_EQ(shown.selection.hidden(), QSet<int>()) << "its pale entry is still there";
}

TEST(PlotView, IsolatesAndHidesTheSelectedOneByTheKeyboard) {
    Curves shown(resultOf(latencyComparison()));
    auto& plot = shown.view.plot();
    QTest::keyClick(&plot, Qt::Key_Space);
    EXPECT_EQ(shown.selection.hidden(), QSet<int>()) << "none is selected";
    QTest::keyClick(&plot, Qt::Key_Down);
    QTest::keyClick(&plot, Qt::Key_Space);
    EXPECT_EQ(shown.selection.hidden(), QSet<int>({1, 2, 3, 4}));
    QTest::keyClick(&plot, Qt::Key_Space);
    EXPECT_EQ(shown.selection.hidden(), QSet<int>());
    QTest::keyClick(&plot, Qt::Key_Space, Qt::ControlModifier);
    EXPECT_EQ(shown.selection.hidden(), QSet<int>({0}));
    QTest::keyClick(&plot, Qt::Key_Space, Qt::ControlModifier);
    EXPECT_EQ(shown.selection.hidden(), QSet<int>());
}

TEST(PlotView, DescribesNoneThatIsHidden) {
    Curves shown(resultOf(latencyComparison()));
    shown.selection.setHidden(0, true);
    EXPECT_EQ(shown.view.scene()[QStringLiteral("legend")].toArray().first(),
              QString::fromStdString(shown.view.result()->deployment(1).name));
}

TEST(PlotView, ZoomsByTheKeyboardAndBackAgain) {
    Curves shown(resultOf(latencyComparison()));
    auto& plot = shown.view.plot();
    const QCPRange whole = plot.xAxis->range();
    QTest::keyClick(&plot, Qt::Key_Plus);
    const QCPRange once = plot.xAxis->range();
    EXPECT_NEAR(std::log(once.upper / once.lower), 0.8 * std::log(whole.upper / whole.lower), 1e-9);
    QTest::keyClick(&plot, Qt::Key_Minus);
    EXPECT_NEAR(plot.xAxis->range().lower, whole.lower, 1e-9 * whole.lower);
    QTest::keyClick(&plot, Qt::Key_Backspace);
    EXPECT_EQ(plot.xAxis->range(), once);
    QTest::keyClick(&plot, Qt::Key_Plus);
    QTest::keyClick(&plot, Qt::Key_Home);
    EXPECT_EQ(plot.xAxis->range(), whole);
}

TEST(PlotView, ZoomsToARectangleAndBackAgain) {
    Scatter shown(resultOf(latencyComparison()));
    auto& plot = shown.view.plot();
    const QCPRange whole = plot.xAxis->range();
    const QRect room = plot.axisRect()->rect();
    const QPoint from = room.topLeft() + QPoint(room.width() / 4, room.height() / 4);
    const QPoint to = room.topLeft() + QPoint(room.width() / 2, room.height() / 2);
    const QCPRange wanted(plot.xAxis->pixelToCoord(from.x()), plot.xAxis->pixelToCoord(to.x() + 1));
    QTest::mousePress(&plot, Qt::LeftButton, Qt::ShiftModifier, from);
    moveMouse(plot, to, Qt::LeftButton);
    QTest::mouseRelease(&plot, Qt::LeftButton, Qt::ShiftModifier, to);
    EXPECT_NEAR(plot.xAxis->range().lower, wanted.lower, 1e-6 * wanted.lower);
    EXPECT_NEAR(plot.xAxis->range().upper, wanted.upper, 1e-6 * wanted.upper);
    const QCPRange zoomed = plot.xAxis->range();
    QTest::keyClick(&plot, Qt::Key_Backspace);
    EXPECT_EQ(plot.xAxis->range(), whole);
    QTest::keyClick(&plot, Qt::Key_Backspace, Qt::ShiftModifier);
    EXPECT_EQ(plot.xAxis->range(), zoomed) << "forward again";
    QTest::keyClick(&plot, Qt::Key_Backspace);
    QTest::keyClick(&plot, Qt::Key_Plus);
    const QCPRange other = plot.xAxis->range();
    QTest::keyClick(&plot, Qt::Key_Backspace, Qt::ShiftModifier);
    EXPECT_EQ(plot.xAxis->range(), other) << "another way was taken";
}

TEST(PlotView, GoesThroughTheShownDeploymentsByArrows) {
    Curves shown(resultOf(latencyComparison()));
    shown.selection.setHidden(1, true);
    auto& plot = shown.view.plot();
    QTest::keyClick(&plot, Qt::Key_Down);
    EXPECT_EQ(shown.selection.deployment(), 0);
    QTest::keyClick(&plot, Qt::Key_Down);
    EXPECT_EQ(shown.selection.deployment(), 2);
    QTest::keyClick(&plot, Qt::Key_Up);
    QTest::keyClick(&plot, Qt::Key_Up);
    EXPECT_EQ(shown.selection.deployment(), 4) << "round to the last one";
    QTest::keyClick(&plot, Qt::Key_Escape);
    EXPECT_EQ(shown.selection.deployment(), std::nullopt);
}

TEST(PlotView, KeepsZoomedRangesForTheNextResultUntilADoubleClick) {
    Scatter shown(resultOf(latencyComparison()));
    auto& plot = shown.view.plot();
    const QCPRange whole = plot.xAxis->range();
    const QPointF middle = plot.axisRect()->rect().center();
    QTest::mouseClick(&plot, Qt::LeftButton, {}, middle.toPoint());
    shown.view.setResult(resultOf(latencyComparison()));
    EXPECT_EQ(plot.xAxis->range(), whole) << "a click is no zoom";

    scroll(plot, middle);
    const QCPRange zoomed = plot.xAxis->range();
    ASSERT_LT(zoomed.upper / zoomed.lower, whole.upper / whole.lower);
    shown.view.setResult(resultOf(latencyComparison()));
    EXPECT_EQ(plot.xAxis->range(), zoomed);
    QTest::mouseDClick(&plot, Qt::LeftButton, {}, middle.toPoint());
    EXPECT_EQ(plot.xAxis->range(), whole);
}

TEST(PlotView, NamesNoMoreThanTwelveInTheLegend) {
    std::vector<results::DeploymentResult> many;
    for (int i = 0; i < 13; ++i) {
        many.push_back(testing::madeDeployment("d" + std::to_string(i), "m", "1", 0.1));
        testing::setLoadCurve(many.back(), {{1, "10", 0.1}, {2, "20", 0.2}});
    }
    Curves shown(resultOf(testing::madeComparison(many)));
    const auto legend = [&] { return shown.view.scene()[QStringLiteral("legend")].toArray(); };
    EXPECT_EQ(legend(), QJsonArray{QStringLiteral("13 deployments: point at one, or select it, for its name")});
    shown.selection.select(7);
    EXPECT_EQ(legend(), QJsonArray{QStringLiteral("d7")});
    shown.selection.setHidden(0, true);
    EXPECT_EQ(legend().size(), 12);
}

TEST(PlotView, TellsScreenReadersTheVerdict) {
    const Scatter shown(resultOf(latencyComparison()));
    EXPECT_TRUE(shown.view.plot().accessibleDescription().startsWith(QStringLiteral("'spot' is the cheapest")));
}

TEST(PlotView, TellsScreenReadersNothingOfWhatIsHidden) {
    Scatter shown(resultOf(latencyComparison()));
    shown.selection.setHidden(1, true);
    const QString told = shown.view.plot().accessibleDescription();
    EXPECT_FALSE(told.isEmpty());
    EXPECT_FALSE(told.contains(QStringLiteral("'spot'"))) << told.toStdString();
}

}  // namespace
}  // namespace plimsoll::gui
