// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/latency_parts_view.hpp"
#include "tests/gui/golden_scene.hpp"
#include "tests/gui/views/latency_sample.hpp"
#include "tests/gui/views/shown_view.hpp"

#include <gtest/gtest.h>

#include <QTest>
#include <QToolTip>

namespace plimsoll::gui {
namespace {

using testing::expectGolden;
using testing::latencyComparison;
using testing::madeComparison;
using testing::madeDeployment;
using testing::moveMouse;
using testing::pixelAt;
using testing::resultOf;
using Shown = testing::ShownView<LatencyPartsView>;
using Measure = LatencyPartsView::Measure;

TEST(LatencyPartsView, StacksSharesOfMeanAndPercentiles) {
    const Shown shown(resultOf(latencyComparison()));
    expectGolden(shown.view.scene(), QStringLiteral("latency-parts"));
}

TEST(LatencyPartsView, StacksSecondsOnOneAxis) {
    Shown shown(resultOf(latencyComparison()));
    shown.selection.setHidden(3, true);  // hours
    shown.view.setMeasure(Measure::seconds);
    expectGolden(shown.view.scene(), QStringLiteral("latency-parts-seconds"));
}

TEST(LatencyPartsView, TellsThePartsOfABar) {
    Shown shown(resultOf(latencyComparison()));
    auto& plot = shown.view.plot();
    // fleet: heading, mean, p50, p95, p99; spot: heading, mean; functions: heading, mean, p50, p99.
    moveMouse(plot, pixelAt(plot, 0.5, 10));
    EXPECT_EQ(QToolTip::text(), QStringLiteral("functions, p99\n"
                                               "mean of the 72 requests around it\n"
                                               "network: 5.00 ms, 0.0 %\n"
                                               "queue: 0 s, 0.0 %\n"
                                               "batching: 0 s, 0.0 %\n"
                                               "cold start: 5.00 s, 92.5 %\n"
                                               "compute: 395 ms, 7.3 %\n"
                                               "total: 5.40 s"));
}

TEST(LatencyPartsView, SelectsTheDeploymentOfABar) {
    Shown shown(resultOf(latencyComparison()));
    auto& plot = shown.view.plot();
    QTest::mouseClick(&plot, Qt::LeftButton, {}, pixelAt(plot, 0.5, 10).toPoint());
    EXPECT_EQ(shown.selection.deployment(), 2);
    EXPECT_EQ(plot.plottableCount(), 2 * static_cast<int>(kLatencyParts.size())) << "its bars, and faint ones";
    QTest::mouseClick(&plot, Qt::LeftButton, {}, pixelAt(plot, 0.5, 7).toPoint());
    EXPECT_EQ(shown.selection.deployment(), std::nullopt) << "between two deployments";
}

TEST(LatencyPartsView, SaysThatAnOlderResultHoldsMeansOnly) {
    const Shown shown(resultOf(madeComparison({madeDeployment("a", "m", "1", 0.1)})));
    EXPECT_TRUE(shown.view.scene()[QStringLiteral("caption")].toString().contains(QStringLiteral("means only")));
}

TEST(LatencyPartsView, BearsNoLatencyAtAll) {
    const Shown shown(resultOf(madeComparison({madeDeployment("at once", "m", "1", 0)})));
    EXPECT_TRUE(shown.view.scene().contains(QStringLiteral("axes")));
}

TEST(LatencyPartsView, ShowsTheFirstOfVeryMany) {
    std::vector<results::DeploymentResult> many;
    for (int i = 0; i < 200; ++i) many.push_back(madeDeployment("d" + std::to_string(i), "m", "1", 0.1));
    const Shown shown(resultOf(madeComparison(many)));
    EXPECT_LT(shown.view.plot().yAxis->range().size(), 50);
    EXPECT_TRUE(shown.view.scene()[QStringLiteral("caption")].toString().contains(QStringLiteral("Drag up and down")));
}

}  // namespace
}  // namespace plimsoll::gui
