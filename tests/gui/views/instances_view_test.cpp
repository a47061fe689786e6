// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/instances_view.hpp"
#include "gui/views/timeline_view.hpp"

#include "gui/views/life_plot.hpp"
#include "tests/gui/golden_scene.hpp"
#include "tests/gui/made_result.hpp"
#include "tests/gui/views/shown_view.hpp"

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QTest>

#include <set>

namespace plimsoll::gui {
namespace {

using testing::expectGolden;
using testing::resultOf;
using testing::sampleComparison;
using Shown = testing::ShownView<InstancesView>;

QString deploymentOf(const View& view) { return view.scene()[QStringLiteral("deployment")].toString(); }
QString captionOf(const View& view) { return view.scene()[QStringLiteral("caption")].toString(); }
QString messageOf(const View& view) { return view.scene()[QStringLiteral("message")].toString(); }

/// Where a row has a time, in pixels of the plot.
QPoint at(const InstancesView& view, int row, double seconds) {
    const auto& plot = view.plot();
    return {static_cast<int>(plot.xAxis->coordToPixel(seconds)), static_cast<int>(plot.yAxis->coordToPixel(row))};
}

TEST(InstancesView, ShowsTheBestDeploymentWithInstances) {
    const Shown shown(resultOf(sampleComparison()));
    EXPECT_EQ(deploymentOf(shown.view), QStringLiteral("spot"));
    EXPECT_TRUE(captionOf(shown.view).contains(QStringLiteral("Select a deployment")));
}

TEST(InstancesView, ShowsTheLivesOfTheSelectedOne) {
    Shown shown(resultOf(sampleComparison()));
    shown.selection.select(1);
    shown.settle();
    expectGolden(shown.view.scene(), QStringLiteral("instances"));
    EXPECT_TRUE(captionOf(shown.view).contains(QStringLiteral("leaves out the 2 that came after them")));
}

TEST(InstancesView, SaysWhyThereIsNothingToSee) {
    Shown shown(resultOf(sampleComparison()));
    shown.selection.select(3);
    shown.settle();
    EXPECT_TRUE(messageOf(shown.view).startsWith(QStringLiteral("'model API' has no instances of its own.")));

    auto earlier = sampleComparison();
    for (auto& deployment : earlier.deployments) deployment.lives.clear();
    shown.view.setResult(resultOf(earlier));
    shown.settle();
    EXPECT_TRUE(messageOf(shown.view).contains(QStringLiteral("an earlier version of Plimsoll")));

    for (auto& deployment : earlier.deployments) deployment.instances = {};
    shown.view.setResult(resultOf(earlier));
    shown.settle();
    EXPECT_EQ(messageOf(shown.view), QStringLiteral("No deployment has instances of its own."));
}

TEST(InstancesView, SelectsByAClickOnALifeAndDeselectsByOneBeside) {
    Shown shown(resultOf(sampleComparison()));
    shown.selection.setHidden(0, true);
    shown.settle();
    ASSERT_EQ(deploymentOf(shown.view), QStringLiteral("spot"));
    QTest::mouseClick(&shown.view.plot(), Qt::LeftButton, {}, at(shown.view, 2, 3000));
    EXPECT_EQ(shown.selection.deployment(), 1);
    shown.settle();
    QTest::mouseClick(&shown.view.plot(), Qt::LeftButton, {}, at(shown.view, 2, 6000));
    EXPECT_EQ(shown.selection.deployment(), std::nullopt);
}

TEST(InstancesView, SharesTheCursorOfTime) {
    Shown shown(resultOf(sampleComparison()));
    shown.selection.select(1);
    shown.settle();
    QTest::mouseMove(&shown.view.plot(), at(shown.view, 2, 3000));
    ASSERT_TRUE(shown.selection.hoverTime());
    EXPECT_NEAR(*shown.selection.hoverTime(), 3000, 20);
    shown.selection.hoverTime(1550);
    const auto* layer = shown.view.plot().layer(QStringLiteral("overlay"));
    QStringList texts;
    for (auto* child : layer->children())
        if (const auto* text = qobject_cast<QCPItemText*>(child); text != nullptr && text->visible())
            texts.append(text->text());
    EXPECT_EQ(texts, QStringList({QStringLiteral("00:25:50 · 1 boot")}));
}

TEST(InstancesView, ShowsThePartOfTheHorizonThatOtherViewsShow) {
    Shown shown(resultOf(sampleComparison()));
    TimelineView timeline(shown.selection);
    timeline.resize(900, 640);
    timeline.show();
    timeline.setResult(resultOf(sampleComparison()));
    shown.settle();
    auto& time = *timeline.plot().axisRects().first()->axis(QCPAxis::atBottom);
    auto& own = *shown.view.plot().xAxis;
    ASSERT_EQ(own.range(), QCPRange(0, 7200));

    time.setRange(1200, 2400);
    EXPECT_EQ(own.range(), QCPRange(1200, 2400));
    own.setRange(3000, 3600);
    EXPECT_EQ(time.range(), QCPRange(3000, 3600));
    shown.view.setResult(resultOf(sampleComparison()));  // a new run keeps it
    shown.selection.select(1);
    shown.settle();
    EXPECT_EQ(own.range(), QCPRange(3000, 3600));
    own.setRange(1000, 2000);
    EXPECT_EQ(timeline.plot().axisRects().first()->axis(QCPAxis::atBottom)->range(), QCPRange(1000, 2000));

    QTest::mouseDClick(&shown.view.plot(), Qt::LeftButton, {}, shown.view.plot().axisRect()->center());
    shown.settle();
    EXPECT_EQ(shown.selection.shownTime(), std::nullopt);
    EXPECT_EQ(own.range(), QCPRange(0, 7200));
    EXPECT_EQ(timeline.plot().axisRects().last()->axis(QCPAxis::atBottom)->range(), QCPRange(0, 7200));
}

TEST(InstancesView, DrawsOneInstanceNoLargerThanOneOfSeveral) {
    auto comparison = sampleComparison();
    comparison.deployments[1].lives.resize(1);
    const Shown shown(resultOf(comparison));
    EXPECT_EQ(shown.view.plot().yAxis->range(), QCPRange(-0.5, 11.5));
}

TEST(InstancesView, ShowsManyInstancesAPageAtATime) {
    auto comparison = sampleComparison();
    auto& lives = comparison.deployments[1].lives;
    const auto life = lives.front();
    lives.assign(500, life);
    const Shown shown(resultOf(comparison));
    EXPECT_EQ(shown.view.scene()[QStringLiteral("instances")].toInt(), 500);
    EXPECT_EQ(shown.view.plot().yAxis->range(), QCPRange(-0.5, 79.5));
    EXPECT_TRUE(captionOf(shown.view).contains(QStringLiteral("Drag or turn the wheel")));
    shown.view.plot().yAxis->setRange(450, 600);
    EXPECT_EQ(shown.view.plot().yAxis->range().upper, 499.5) << "there is nothing beyond the last one";
}

TEST(LifeBrush, TellsPhasesApartByColourAndByPatternAlone) {
    using results::LifePhase;
    using scenarios::Purchase;
    for (const bool dark : {false, true}) {
        std::set<int> patterns;
        std::set<QRgb> colours;
        const auto add = [&](LifePhase phase, Purchase purchase) {
            const QBrush brush = lifeBrush(phase, purchase, dark);
            patterns.insert(brush.style());
            colours.insert(brush.color().rgb());
        };
        for (const auto phase : {LifePhase::provision, LifePhase::boot, LifePhase::image, LifePhase::weights,
                                 LifePhase::warm_up, LifePhase::drain})
            add(phase, Purchase::spot);
        for (const auto purchase : {Purchase::on_demand, Purchase::spot, Purchase::reserved})
            add(LifePhase::serve, purchase);
        EXPECT_EQ(patterns.size(), 9u);
        EXPECT_EQ(colours.size(), 9u);
    }
}

}  // namespace
}  // namespace plimsoll::gui
