// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/latency_distribution_view.hpp"
#include "tests/gui/golden_scene.hpp"
#include "tests/gui/views/latency_sample.hpp"
#include "tests/gui/views/shown_view.hpp"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QJsonArray>
#include <QTest>

namespace plimsoll::gui {
namespace {

using testing::expectGolden;
using testing::latencyComparison;
using testing::madeComparison;
using testing::madeDeployment;
using testing::moveMouse;
using testing::pixelAt;
using testing::resultOf;
using Shown = testing::ShownView<LatencyDistributionView>;
using Shape = LatencyDistributionView::Shape;

QJsonObject readOutOf(const View& view) {
    for (const auto item :
         view.scene()[QStringLiteral("axes")].toArray()[0].toObject()[QStringLiteral("items")].toArray())
        if (item.toObject()[QStringLiteral("kind")] == QStringLiteral("read-out")) return item.toObject();
    return {};
}

QString readingOf(const View& view, const char* name) {
    for (const auto row : readOutOf(view)[QStringLiteral("rows")].toArray())
        if (row.toArray()[0] == QLatin1String(name)) return row.toArray()[1].toString();
    return {};
}

TEST(LatencyDistributionView, DrawsSharesAnsweredWithinATime) {
    const Shown shown(resultOf(latencyComparison()));
    expectGolden(shown.view.scene(), QStringLiteral("latency-distribution"));
}

TEST(LatencyDistributionView, DrawsTheTailByPowersOfTen) {
    Shown shown(resultOf(latencyComparison()));
    shown.view.setShape(Shape::tail);
    expectGolden(shown.view.scene(), QStringLiteral("latency-tail"));
}

TEST(LatencyDistributionView, ReadsSharesAtTheCursor) {
    Shown shown(resultOf(latencyComparison()));
    auto& plot = shown.view.plot();
    moveMouse(plot, QPointF(plot.xAxis->coordToPixel(0.1), plot.axisRect()->rect().center().y()));
    EXPECT_EQ(readOutOf(shown.view)[QStringLiteral("title")].toString().left(15), QStringLiteral("answered within"));
    EXPECT_EQ(readingOf(shown.view, "batch"), QStringLiteral("0.0 %"));
    moveMouse(plot, QPointF(plot.xAxis->coordToPixel(4000), plot.axisRect()->rect().center().y()));
    EXPECT_EQ(readingOf(shown.view, "fleet"), QStringLiteral("100 %"));
    EXPECT_FALSE(readingOf(shown.view, "batch").isEmpty());

    shown.view.setShape(Shape::tail);
    moveMouse(plot, QPointF(plot.xAxis->coordToPixel(4000), plot.axisRect()->rect().center().y()));
    EXPECT_TRUE(readOutOf(shown.view)[QStringLiteral("title")].toString().startsWith(QStringLiteral("slower than")));
    EXPECT_EQ(readingOf(shown.view, "fleet"), QStringLiteral("0 %"));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&plot, &leave);
    EXPECT_TRUE(readOutOf(shown.view).isEmpty());
}

TEST(LatencyDistributionView, DrawsTimesOfTokensWhereThereAreSome) {
    using Metric = scenarios::SloSpec::Metric;
    auto comparison = latencyComparison();
    Shown plain(resultOf(comparison));
    auto* metrics = plain.view.findChild<QComboBox*>(QStringLiteral("metric"));
    ASSERT_NE(metrics, nullptr);
    EXPECT_TRUE(metrics->isHidden());
    plain.view.setMetric(Metric::ttft);
    EXPECT_EQ(plain.view.plot().xAxis->label().left(7), QStringLiteral("latency")) << "the result has nothing else";

    comparison.deployments[0].first_token_distribution = {{0, 0.01}, {0.5, 0.02}, {1, 0.5}};
    comparison.scenario.slos = {{Metric::ttft, 50, std::chrono::milliseconds(100)}};
    Shown shown(resultOf(comparison));
    EXPECT_FALSE(shown.view.findChild<QComboBox*>(QStringLiteral("metric"))->isHidden());
    shown.view.setMetric(Metric::ttft);
    const auto& plot = shown.view.plot();
    EXPECT_TRUE(plot.xAxis->label().startsWith(QStringLiteral("time to first token")));
    int curves = 0;
    for (int i = 0; i < plot.graphCount(); ++i) {
        if (plot.graph(i)->name() == QStringLiteral("objectives")) {
            EXPECT_EQ(plot.graph(i)->data()->constBegin()->key, 0.1);
            continue;
        }
        ++curves;
        EXPECT_EQ(plot.graph(i)->data()->at(1)->key, 0.02);
    }
    EXPECT_EQ(curves, 1);
    EXPECT_EQ(shown.view.table().rows.size(), 3);
    EXPECT_EQ(shown.view.table().columns[1].title, QStringLiteral("share of the requests"));

    comparison.deployments[0].token_gaps_distribution = {{0, 0.01}, {1, 0.5}};
    Shown tokens(resultOf(comparison));
    tokens.view.setMetric(Metric::itl);
    EXPECT_EQ(tokens.view.table().columns[1].title, QStringLiteral("share of the tokens"));
}

TEST(LatencyDistributionView, KeepsEveryCurveOnTheRightSideOfItsObjective) {
    const Shown shown(resultOf(latencyComparison()));
    // The p99 of functions is beyond the limit of 1 s, so that their curve passes below the ring at (1 s, 99 %).
    const auto& plot = shown.view.plot();
    for (int i = 0; i < plot.graphCount(); ++i) {
        if (plot.graph(i)->name() != QStringLiteral("objectives")) continue;
        EXPECT_EQ(plot.graph(i)->data()->constBegin()->key, 1);
        EXPECT_EQ(plot.graph(i)->data()->constBegin()->value, 0.99);
        return;
    }
    FAIL() << "no objectives";
}

TEST(LatencyDistributionView, SelectsTheCurveThatIsClicked) {
    Shown shown(resultOf(latencyComparison()));
    auto& plot = shown.view.plot();
    QTest::mouseClick(&plot, Qt::LeftButton, {}, pixelAt(plot, 1800, 0.3).toPoint());
    EXPECT_EQ(shown.selection.deployment(), 3);
    QTest::mouseClick(&plot, Qt::LeftButton, {}, pixelAt(plot, 100, 0.3).toPoint());
    EXPECT_EQ(shown.selection.deployment(), std::nullopt);
}

TEST(LatencyDistributionView, NamesWhatHasNoDistribution) {
    auto comparison = latencyComparison();
    comparison.deployments[1].latency_distribution.clear();
    const Shown shown(resultOf(comparison));
    EXPECT_TRUE(shown.view.scene()[QStringLiteral("caption")].toString().contains(
        QStringLiteral("No distribution of: spot, broken.")));
}

TEST(LatencyDistributionView, AsksForANewRunOfAnOlderResult) {
    auto deployment = madeDeployment("a", "m", "1", 0.1);
    deployment.latency_distribution.clear();
    const Shown shown(resultOf(madeComparison({deployment})));
    EXPECT_TRUE(
        shown.view.scene()[QStringLiteral("message")].toString().contains(QStringLiteral("Run the scenario again")));
}

TEST(LatencyDistributionView, BearsOneLatencyForAll) {
    auto constant = madeDeployment("constant", "m", "1", 0.1);
    constant.latency_distribution = {{0, 0.1}, {0.5, 0.1}, {1, 0.1}};
    auto atOnce = madeDeployment("at once", "m", "1", 0);
    atOnce.latency_distribution = {{0, 0}, {1, 0}};
    for (const auto shape : {Shape::within, Shape::tail}) {
        Shown shown(resultOf(madeComparison({constant, atOnce})));
        shown.view.setShape(shape);
        EXPECT_EQ(shown.view.scene()[QStringLiteral("legend")].toArray().size(), 2);
    }
}

TEST(LatencyDistributionView, TableHoldsEveryPoint) {
    const Shown shown(resultOf(latencyComparison()));
    const Table table = shown.view.table();
    ASSERT_EQ(table.rows.size(), 20);
    EXPECT_EQ(table.rows[1], QList<QVariant>({QStringLiteral("fleet"), 0.75, 0.05}));
}

}  // namespace
}  // namespace plimsoll::gui
