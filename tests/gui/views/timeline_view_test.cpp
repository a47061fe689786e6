// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/timeline_view.hpp"

#include "gui/export/export.hpp"

#include "tests/gui/golden_scene.hpp"
#include "tests/gui/made_result.hpp"
#include "tests/gui/views/shown_view.hpp"

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <qcustomplot.h>

namespace plimsoll::gui {
namespace {

using testing::expectGolden;
using testing::kMadeBucket;
using testing::kMadeHorizon;
using testing::resultOf;
using testing::sampleComparison;
using Shown = testing::ShownView<TimelineView>;

int linesIn(const TimelineView& view, int row) {
    return static_cast<int>(view.scene()[QStringLiteral("axes")][row][QStringLiteral("plottables")].toArray().size());
}

TEST(TimelineView, DrawsAllDeploymentsInEachRow) {
    const Shown shown(resultOf(sampleComparison()));
    expectGolden(shown.view.scene(), QStringLiteral("timeline"));
}

TEST(TimelineView, DrawsTheSelectedOneInDetail) {
    Shown shown(resultOf(sampleComparison()));
    shown.selection.select(1);
    shown.settle();
    expectGolden(shown.view.scene(), QStringLiteral("timeline-selected"));
}

TEST(TimelineView, HasARowForTheKvCacheWhereAnswersComeTokenByToken) {
    const auto titles = [](const TimelineView& view) {
        QStringList all;
        for (const auto axes : view.scene()[QStringLiteral("axes")].toArray())
            for (const auto item : axes.toObject()[QStringLiteral("items")].toArray())
                all.append(item.toObject()[QStringLiteral("text")].toString());
        return all.join(QLatin1Char('\n'));
    };
    auto comparison = sampleComparison();
    EXPECT_FALSE(titles(Shown(resultOf(comparison)).view).contains(QStringLiteral("KV cache")));
    auto& series = comparison.deployments[1].token_series;
    series.assign(comparison.deployments[1].series.size(), {3, 1, 0.5});
    Shown shown(resultOf(comparison));
    EXPECT_TRUE(titles(shown.view).contains(QStringLiteral("KV cache used"))) << titles(shown.view).toStdString();
    shown.selection.select(1);
    shown.settle();
    EXPECT_TRUE(titles(shown.view).contains(QStringLiteral("Sequences: at work"))) << titles(shown.view).toStdString();
}

TEST(TimelineView, ComparesTheFiguresOfARangeWithTheBaselineUnlessThatIsHidden) {
    Shown shown(resultOf(sampleComparison()));
    shown.selection.select(1);
    shown.selection.setBaseline(0);
    shown.selection.showTime(TimeSpan{2 * kMadeBucket, 5 * kMadeBucket});
    shown.settle();
    const auto names = [&] {
        QStringList all;
        const auto rows = shown.view.scene()[QStringLiteral("range")][QStringLiteral("rows")].toArray();
        for (const auto row : rows) all.append(row[0].toString());
        return all;
    };
    EXPECT_EQ(names(), QStringList({QStringLiteral("spot"), QStringLiteral("on demand")}));
    shown.selection.setHidden(0, true);
    shown.settle();
    EXPECT_EQ(names(), QStringList{QStringLiteral("spot")});
}

TEST(TimelineView, HasAllRowsInALargeExportOfALowView) {
    Shown shown(resultOf(sampleComparison()), {420, 200});
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("timeline.svg"));
    ASSERT_EQ(exportView(shown.view, path, {1280, 800}), QString());
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray svg = file.readAll();
    for (const char* title : {"Arrivals", "Ready instances", "Requests in the system", "p99 latency", "Cost, USD/h"})
        EXPECT_TRUE(svg.contains(title)) << title;
    EXPECT_FALSE(svg.contains("A higher view shows more"));
    shown.settle();
    EXPECT_EQ(shown.view.plot().size(), QSize(416, 196)) << "in the frame, as before";
}

// Of the four deployments in a narrow view, by marker: "● 1 · ■ 1 · …".
TEST(TimelineView, ReadsByMarkersWhereNamesHaveNoRoom) {
    Shown shown(resultOf(sampleComparison()), {420, 640});
    shown.selection.hoverTime(3 * kMadeBucket + 1);
    shown.settle();
    const QByteArray scene = QJsonDocument(shown.view.scene()).toJson();
    EXPECT_TRUE(scene.contains("● 1 · ■ 1 · ▲ 1 · ◆ 0")) << scene.constData();
}

TEST(TimelineView, DrawsTheBaselineBesideTheSelectedOne) {
    Shown shown(resultOf(sampleComparison()));
    shown.selection.select(1);
    shown.settle();
    const int alone = linesIn(shown.view, 2);
    shown.selection.setBaseline(0);
    shown.settle();
    EXPECT_EQ(linesIn(shown.view, 2), alone + 1);
}

TEST(TimelineView, DoesNotDrawHiddenDeployments) {
    Shown shown(resultOf(sampleComparison()));
    const int before = linesIn(shown.view, 1);
    shown.selection.setHidden(1, true);
    shown.settle();
    EXPECT_EQ(linesIn(shown.view, 1), before - 1);
    for (int i = 0; i < 5; ++i) shown.selection.setHidden(i, true);
    shown.settle();
    EXPECT_EQ(shown.view.scene()[QStringLiteral("message")].toString(), QStringLiteral("All deployments are hidden."));
}

TEST(TimelineView, LeavesOutRowsThatCouldNotBeRead) {
    Shown shown(resultOf(sampleComparison()));
    const auto caption = [&] { return shown.view.scene()[QStringLiteral("caption")].toString(); };
    ASSERT_EQ(shown.view.plot().axisRectCount(), 6);
    EXPECT_FALSE(caption().contains(QStringLiteral("shows more")));
    shown.view.resize(900, 310);
    shown.settle();
    EXPECT_EQ(shown.view.plot().axisRectCount(), 4);
    EXPECT_TRUE(caption().contains(QStringLiteral("shows more: Requests in the system"))) << qPrintable(caption());
    EXPECT_TRUE(caption().contains(QStringLiteral("Interruptions")));
    for (const auto* rect : shown.view.plot().axisRects()) EXPECT_GE(rect->height(), 24);
    shown.view.resize(900, 100);
    shown.settle();
    EXPECT_EQ(shown.view.plot().axisRectCount(), 2) << "arrivals and latency";
    shown.view.resize(900, 640);
    shown.settle();
    EXPECT_EQ(shown.view.plot().axisRectCount(), 6);
}

TEST(TimelineView, SharesTheRangeOfTimeAmongAllRows) {
    Shown shown(resultOf(sampleComparison()));
    const auto rects = shown.view.plot().axisRects();
    ASSERT_EQ(rects.size(), 6);
    rects[3]->axis(QCPAxis::atBottom)->setRange(1200, 2400);
    for (const auto* rect : rects) EXPECT_EQ(rect->axis(QCPAxis::atBottom)->range(), QCPRange(1200, 2400));
    rects[0]->axis(QCPAxis::atBottom)->setRange(-5000, 1000);
    EXPECT_EQ(rects[5]->axis(QCPAxis::atBottom)->range(), QCPRange(0, 6000)) << "there is nothing before the start";
}

TEST(TimelineView, FollowsTheCursorOfOtherViews) {
    Shown shown(resultOf(sampleComparison()));
    shown.selection.select(1);
    shown.settle();
    const auto textsAt = [&](std::optional<double> time) {
        shown.selection.hoverTime(time);
        QStringList texts;
        auto& plot = shown.view.plot();
        for (auto* child : plot.layer(QStringLiteral("overlay"))->children())
            if (const auto* text = qobject_cast<QCPItemText*>(child); text != nullptr && text->visible())
                texts.append(text->text());
        return texts;
    };
    EXPECT_EQ(textsAt(2.5 * kMadeBucket),
              QStringList({QStringLiteral("00:25  1.2 /s"), QStringLiteral("ready 0.5 · starting 0.5"),
                           QStringLiteral("0.05"), QStringLiteral("p99 100 ms · p50 50.0 ms"),
                           QStringLiteral("$0.150/h"), QStringLiteral("1")}));
    EXPECT_EQ(textsAt(3.5 * kMadeBucket)[3], QStringLiteral("p99 – · p50 –")) << "nothing completed";
    EXPECT_TRUE(textsAt(std::nullopt).isEmpty());
}

TEST(TimelineView, TellsOthersWhereItsCursorIs) {
    Shown shown(resultOf(sampleComparison()));
    auto& plot = shown.view.plot();
    const auto* rect = plot.axisRects().first();
    QTest::mouseMove(&plot, rect->center());
    ASSERT_TRUE(shown.selection.hoverTime());
    EXPECT_NEAR(*shown.selection.hoverTime(), kMadeHorizon / 2, kMadeHorizon / rect->width());
    QTest::mouseMove(&plot, QPoint(rect->left() - 10, rect->center().y()));
    EXPECT_FALSE(shown.selection.hoverTime());
}

TEST(TimelineView, SelectsTheDeploymentWhoseLineIsClicked) {
    Shown shown(resultOf(sampleComparison()));
    auto& plot = shown.view.plot();
    auto* latency = plot.axisRects()[3];
    // "functions" take two seconds at p99, alone up there.
    const QPoint line(latency->center().x(), static_cast<int>(latency->axis(QCPAxis::atLeft)->coordToPixel(2)));
    QTest::mouseClick(&plot, Qt::LeftButton, {}, line);
    EXPECT_EQ(shown.selection.deployment(), 2);
    shown.settle();
    const auto* cost = plot.axisRects()[4];
    QTest::mouseClick(&plot, Qt::LeftButton, {}, QPoint(cost->center().x(), cost->bottom() - 1));
    EXPECT_EQ(shown.selection.deployment(), std::nullopt) << "a click beside everything deselects";
}

TEST(TimelineView, DrawsTheRangeOfVeryManyAndSaysSo) {
    std::vector<results::DeploymentResult> many;
    for (int i = 0; i < 40; ++i)
        many.push_back(testing::madeDeployment("d" + std::to_string(i), "m", std::to_string(1 + i), 0.01 * (1 + i)));
    Shown shown(resultOf(testing::madeComparison(std::move(many))));
    const QJsonObject scene = shown.view.scene();
    EXPECT_TRUE(scene[QStringLiteral("caption")].toString().startsWith(QStringLiteral("40 deployments are too many")));
    EXPECT_EQ(linesIn(shown.view, 3), 3) << "two ends of a band and the recommended one";
}

TEST(TimelineView, KeepsTheZoomWhenAnotherResultComes) {
    Shown shown(resultOf(sampleComparison()));
    auto& plot = shown.view.plot();
    const auto* rect = plot.axisRects().first();
    QWheelEvent wheel(rect->center(), plot.mapToGlobal(rect->center()), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&plot, &wheel);
    const QCPRange zoomed = plot.axisRects().first()->axis(QCPAxis::atBottom)->range();
    EXPECT_LT(zoomed.size(), kMadeHorizon);
    shown.view.setResult(resultOf(sampleComparison()));
    shown.settle();
    EXPECT_EQ(plot.axisRects().last()->axis(QCPAxis::atBottom)->range(), zoomed);
}

}  // namespace
}  // namespace plimsoll::gui
