// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/deployment_style.hpp"
#include "gui/views/cost_curve_view.hpp"
#include "gui/views/figure_box.hpp"
#include "gui/views/latency_curve_view.hpp"
#include "tests/gui/golden_scene.hpp"
#include "tests/gui/views/latency_sample.hpp"
#include "tests/gui/views/shown_view.hpp"

#include <gtest/gtest.h>

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QSvgGenerator>
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
using Costs = testing::ShownView<CostCurveView>;
using Latencies = testing::ShownView<LatencyCurveView>;

QJsonObject readOutOf(const View& view) {
    for (const auto item :
         view.scene()[QStringLiteral("axes")].toArray()[0].toObject()[QStringLiteral("items")].toArray())
        if (item.toObject()[QStringLiteral("kind")] == QStringLiteral("read-out")) return item.toObject();
    return {};
}

QJsonObject stripOf(const View& view) {
    for (const auto item :
         view.scene()[QStringLiteral("axes")].toArray()[0].toObject()[QStringLiteral("items")].toArray())
        if (item.toObject()[QStringLiteral("kind")] == QStringLiteral("strip")) return item.toObject();
    return {};
}

QCPGraph* graphOf(const PlotView& view, const QString& name) {
    for (int i = 0; i < view.plot().graphCount(); ++i)
        if (view.plot().graph(i)->name() == name) return view.plot().graph(i);
    return nullptr;
}

QPointF middleOf(const PlotView& view, double rate) {
    return {view.plot().xAxis->coordToPixel(rate), static_cast<double>(view.plot().axisRect()->rect().center().y())};
}

TEST(CostCurveView, DrawsCurvesBandsCrossingsAndTheStrip) {
    Costs shown(resultOf(latencyComparison()));
    shown.selection.setBudget(300);
    expectGolden(shown.view.scene(), QStringLiteral("cost-over-load"));
}

TEST(LatencyCurveView, DrawsCurvesBandsObjectivesAndTheStrip) {
    const Latencies shown(resultOf(latencyComparison()));
    expectGolden(shown.view.scene(), QStringLiteral("latency-over-load"));
}

TEST(LoadCurveView, TellsWhichIsTheCheapestAtEachLoad) {
    const Costs shown(resultOf(latencyComparison()));
    // Functions begin to meet their objective somewhere between load 1 and 2, and are alone at load 8; elsewhere no
    // interval says that the next one costs more.
    EXPECT_EQ(stripOf(shown.view)[QStringLiteral("spans")].toArray(),
              (QJsonArray{QJsonArray{0.5, 1, QStringLiteral("spot"), QStringLiteral("unclear")},
                          QJsonArray{1, 2, QStringLiteral("spot"), QStringLiteral("functions")},
                          QJsonArray{2, 4, QStringLiteral("functions"), QStringLiteral("unclear")},
                          QJsonArray{4, 8, QStringLiteral("functions")}}));
    const auto& changes = shown.view.result()->comparison().verdict.changes;
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_TRUE(shown.view.scene()[QStringLiteral("caption")].toString().contains(
        QStringLiteral("(1) ") + QString::fromStdString(changes[0].text)));
}

TEST(LoadCurveView, MarksPointsThatMissOrAreUnstable) {
    const Costs shown(resultOf(latencyComparison()));
    const auto points = [&](const char* name) {
        const auto* graph = graphOf(shown.view, QString::fromLatin1(name));
        return graph == nullptr ? 0 : graph->dataCount();
    };
    EXPECT_EQ(points("fleet, objectives met"), 3);
    EXPECT_EQ(points("fleet, objectives missed"), 1);
    EXPECT_EQ(points("fleet, unstable"), 1);
    EXPECT_EQ(points("spot, objectives missed"), 1);
    EXPECT_EQ(points("spot, unstable"), 0);
    EXPECT_EQ(points("functions, objectives missed"), 2);
}

TEST(LoadCurveView, ReadsEveryCurveAtTheCursor) {
    Costs shown(resultOf(latencyComparison()));
    EXPECT_TRUE(readOutOf(shown.view).isEmpty());
    moveMouse(shown.view.plot(), middleOf(shown.view, 4));
    EXPECT_NEAR(shown.selection.hoverLoad().value_or(0), 4, 0.05);
    shown.selection.hoverLoad(4);
    EXPECT_EQ(readOutOf(shown.view)[QStringLiteral("title")], QStringLiteral("4 requests/s (load ×4), interpolated"));
    EXPECT_EQ(readOutOf(shown.view)[QStringLiteral("rows")].toArray(),
              (QJsonArray{QJsonArray{QStringLiteral("fleet"), QStringLiteral("$365 a month ✓→✗")},
                          QJsonArray{QStringLiteral("spot"), QStringLiteral("$146 a month ✓→✗")},
                          QJsonArray{QStringLiteral("functions"), QStringLiteral("$80.00 a month ✓")},
                          QJsonArray{QStringLiteral("batch"), QStringLiteral("$14.60 a month ✓")}}));
    shown.selection.hoverLoad(2);
    EXPECT_TRUE(readOutOf(shown.view)[QStringLiteral("title")].toString().endsWith(QStringLiteral("simulated")));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&shown.view.plot(), &leave);
    EXPECT_EQ(shown.selection.hoverLoad(), std::nullopt);
    EXPECT_TRUE(readOutOf(shown.view).isEmpty());
}

TEST(LoadCurveView, ReadsLatenciesOnTheDrawnLine) {
    Latencies shown(resultOf(latencyComparison()));
    shown.selection.hoverLoad(4);
    const auto rows = readOutOf(shown.view)[QStringLiteral("rows")].toArray();
    ASSERT_EQ(rows.size(), 4);
    // Halfway by logarithms from 0.2 s to 40 s.
    EXPECT_EQ(rows[1], QJsonValue(QJsonArray({QStringLiteral("fleet"), QStringLiteral("2.83 s ✓→✗")})));
}

TEST(LoadCurveView, StatesDifferencesToTheBaseline) {
    Costs shown(resultOf(latencyComparison()));
    shown.selection.setBaseline(1);
    shown.selection.hoverLoad(1);
    const auto rows = readOutOf(shown.view)[QStringLiteral("rows")].toArray();
    EXPECT_EQ(rows[0], QJsonValue(QJsonArray({QStringLiteral("fleet"), QStringLiteral("$365 a month (×2.5) ✓")})));
    EXPECT_EQ(rows[1], QJsonValue(QJsonArray({QStringLiteral("spot"), QStringLiteral("$146 a month ✓")})));
}

TEST(LoadCurveView, AsksForTheLoadThatTheLineIsDroppedAt) {
    Costs shown(resultOf(latencyComparison()));
    auto& plot = shown.view.plot();
    const QSignalSpy chosen(&shown.selection, &Selection::loadChosen);
    const QCPRange before = plot.xAxis->range();

    const QPoint line = middleOf(shown.view, 1).toPoint();
    QTest::mousePress(&plot, Qt::LeftButton, {}, line);
    moveMouse(plot, middleOf(shown.view, 2), Qt::LeftButton);
    EXPECT_NEAR(shown.selection.hoverLoad().value_or(0), 2, 0.05);
    EXPECT_FALSE(readOutOf(shown.view).isEmpty());
    moveMouse(plot, middleOf(shown.view, 4), Qt::LeftButton);
    EXPECT_EQ(chosen.count(), 0);
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, middleOf(shown.view, 4).toPoint());
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_NEAR(chosen[0][0].toDouble(), 4, 0.05);
    EXPECT_EQ(plot.xAxis->range(), before) << "the line was dragged, not the plot";
    EXPECT_EQ(shown.selection.deployment(), std::nullopt);
}

TEST(LoadCurveView, AsksForNothingWhereTheLineIsOnlyTouched) {
    Costs shown(resultOf(latencyComparison()));
    const QSignalSpy chosen(&shown.selection, &Selection::loadChosen);
    const QPoint line = middleOf(shown.view, 1).toPoint();
    QTest::mousePress(&shown.view.plot(), Qt::LeftButton, {}, line);
    moveMouse(shown.view.plot(), line + QPointF(1, 0), Qt::LeftButton);
    QTest::mouseRelease(&shown.view.plot(), Qt::LeftButton, {}, line + QPoint(1, 0));
    EXPECT_EQ(chosen.count(), 0);
}

TEST(LoadCurveView, DrawsTheLineToSimulatedLoads) {
    Costs shown(resultOf(latencyComparison()));
    QTest::mousePress(&shown.view.plot(), Qt::LeftButton, {}, middleOf(shown.view, 1).toPoint());
    moveMouse(shown.view.plot(), middleOf(shown.view, 2) + QPointF(3, 0), Qt::LeftButton);
    EXPECT_EQ(shown.selection.hoverLoad(), 2);
    moveMouse(shown.view.plot(), middleOf(shown.view, 2) + QPointF(20, 0), Qt::LeftButton);
    EXPECT_GT(shown.selection.hoverLoad().value_or(0), 2);
    QTest::mouseRelease(&shown.view.plot(), Qt::LeftButton);
}

TEST(LoadCurveView, DragsThePlotBesideTheLine) {
    Costs shown(resultOf(latencyComparison()));
    auto& plot = shown.view.plot();
    const QSignalSpy chosen(&shown.selection, &Selection::loadChosen);
    const QCPRange before = plot.xAxis->range();
    QTest::mousePress(&plot, Qt::LeftButton, {}, middleOf(shown.view, 3).toPoint());
    moveMouse(plot, middleOf(shown.view, 4), Qt::LeftButton);
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, middleOf(shown.view, 4).toPoint());
    EXPECT_EQ(chosen.count(), 0);
    EXPECT_NE(plot.xAxis->range(), before);
    EXPECT_EQ(plot.xAxis->range(), plot.xAxis2->range()) << "both scales of load move together";
}

TEST(LoadCurveView, StaysWithinTheSimulatedLoads) {
    Costs shown(resultOf(latencyComparison()));
    auto& plot = shown.view.plot();
    QTest::mousePress(&plot, Qt::LeftButton, {}, middleOf(shown.view, 1).toPoint());
    moveMouse(plot, QPointF(plot.width() + 500, 200), Qt::LeftButton);
    EXPECT_EQ(shown.selection.hoverLoad(), 8);
    moveMouse(plot, QPointF(-500, 200), Qt::LeftButton);
    EXPECT_EQ(shown.selection.hoverLoad(), 0.5);
    QTest::mouseRelease(&plot, Qt::LeftButton);
}

TEST(LoadCurveView, MovesTheLineByKeys) {
    Costs shown(resultOf(latencyComparison()));
    auto& plot = shown.view.plot();
    const QSignalSpy chosen(&shown.selection, &Selection::loadChosen);
    QTest::keyClick(&plot, Qt::Key_Right);
    QTest::keyClick(&plot, Qt::Key_Right);
    QTest::keyClick(&plot, Qt::Key_Left);
    EXPECT_NEAR(shown.selection.hoverLoad().value_or(0), 1.05, 1e-9);
    QTest::keyClick(&plot, Qt::Key_Return);
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_NEAR(chosen[0][0].toDouble(), 1.05, 1e-9);
    QTest::keyClick(&plot, Qt::Key_Escape);
    EXPECT_EQ(shown.selection.hoverLoad(), std::nullopt);
}

TEST(LoadCurveView, FollowsTheCursorOfOtherViews) {
    Costs costs(resultOf(latencyComparison()));
    LatencyCurveView latencies(costs.selection);
    latencies.resize(900, 640);
    latencies.show();
    latencies.setResult(resultOf(latencyComparison()));
    costs.settle();
    moveMouse(costs.view.plot(), middleOf(costs.view, 2));
    EXPECT_FALSE(readOutOf(latencies).isEmpty());
}

TEST(LoadCurveView, SelectsTheCurveThatIsClicked) {
    Costs shown(resultOf(latencyComparison()));
    auto& plot = shown.view.plot();
    QTest::mouseClick(&plot, Qt::LeftButton, {}, pixelAt(plot, 3, 365).toPoint());
    EXPECT_EQ(shown.selection.deployment(), 0);
    EXPECT_LT(graphOf(shown.view, QStringLiteral("spot"))->pen().color().alphaF(), 0.5) << "the others are faint";
    QTest::mouseClick(&plot, Qt::LeftButton, {}, pixelAt(plot, 3, 60).toPoint());
    EXPECT_EQ(shown.selection.deployment(), std::nullopt);
}

TEST(LoadCurveView, TellsPointsExactly) {
    Latencies shown(resultOf(latencyComparison()));
    auto& plot = shown.view.plot();
    moveMouse(plot, pixelAt(plot, 8, 5));
    EXPECT_EQ(QToolTip::text(), QStringLiteral("spot\n8 requests/s (load ×8), simulated\n5.00 ± 1.00 s\n✗ missed"));
    moveMouse(plot, pixelAt(plot, 8, 40));
    EXPECT_TRUE(QToolTip::text().contains(QStringLiteral("unstable")));
}

TEST(LoadCurveView, LeavesHiddenDeploymentsOutOfCurvesStripAndText) {
    Costs shown(resultOf(latencyComparison()));
    shown.selection.setHidden(2, true);
    EXPECT_EQ(graphOf(shown.view, QStringLiteral("functions")), nullptr);
    const QByteArray scene = QJsonDocument(shown.view.scene()).toJson();
    EXPECT_FALSE(scene.contains("functions")) << scene.constData();
    EXPECT_TRUE(scene.contains("spot"));
}

/// Spot at $146 and functions from $20 at load 2 to $320 at load 8, linear in log(load): 126 below, 174 above.
TEST(LoadCurveView, TellsTheBreakEvenOfThePairThatIsLookedAt) {
    Costs shown(resultOf(latencyComparison()));
    shown.selection.setBaseline(1);
    shown.selection.select(2);
    const QString caption = shown.view.scene()[QStringLiteral("caption")].toString();
    EXPECT_TRUE(caption.contains(QStringLiteral(
        "⇄ From about load 3.6 (between 2 and 8; 3.6 requests/s) on, 'spot' is cheaper than 'functions'.")))
        << qPrintable(caption);
}

/// Of any pair: neither of these two is the recommended one.
TEST(LoadCurveView, TellsTheBreakEvenOfAnyPair) {
    Costs shown(resultOf(latencyComparison()));
    shown.selection.setBaseline(0);
    shown.selection.select(2);
    EXPECT_TRUE(shown.view.scene()[QStringLiteral("caption")].toString().contains(
        QStringLiteral("⇄ 'functions' is cheaper than 'fleet' at every simulated load.")))
        << qPrintable(shown.view.scene()[QStringLiteral("caption")].toString());
}

/// Between $20 and $320 the line is straight on the logarithmic axis: at load 4, halfway, it is at $80.
TEST(LoadCurveView, DrawsNothingThatBendsBetweenSimulatedPoints) {
    const Costs shown(resultOf(latencyComparison()));
    const auto* graph = graphOf(shown.view, QStringLiteral("functions"));
    ASSERT_NE(graph, nullptr);
    EXPECT_EQ(graph->dataCount(), 4);
    EXPECT_EQ(shown.view.plot().yAxis->scaleType(), QCPAxis::stLogarithmic);
}

TEST(LoadCurveView, DrawsDeploymentsInTheirOwnColours) {
    Costs shown(resultOf(latencyComparison()));
    shown.selection.setLooks({5, 1, 2, 3, 4});
    shown.view.setResult(resultOf(latencyComparison()));
    Costs::settle();
    EXPECT_EQ(graphOf(shown.view, QStringLiteral("fleet"))->pen().color(), styleOf(5, false).colour);
    EXPECT_NE(styleOf(5, false).colour, styleOf(0, false).colour);
}

/// The one below is as much wider as shows at both sides of the one above.
TEST(LoadCurveView, TellsCurvesApartThatLieOnOneAnother) {
    std::vector<results::DeploymentResult> both{madeDeployment("a", "m", "1", 0.1), madeDeployment("b", "m", "1", 0.1)};
    for (auto& each : both) testing::setLoadCurve(each, {{1, "365", 0.2}, {2, "365", 0.2}});
    const Costs shown(resultOf(madeComparison(both)));
    EXPECT_DOUBLE_EQ(graphOf(shown.view, QStringLiteral("a"))->pen().widthF(), 1.6 + 2.6);
    EXPECT_DOUBLE_EQ(graphOf(shown.view, QStringLiteral("b"))->pen().widthF(), 1.6);
}

/// All texts that are painted on the plot, the cursor's too.
QByteArray paintedOn(QCustomPlot& plot) {
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    buffer.open(QIODevice::WriteOnly);
    QCPPainter painter(&generator);
    painter.setMode(QCPPainter::pmVectorized);
    plot.toPainter(&painter, plot.width(), plot.height());
    painter.end();
    return buffer.data();
}

TEST(LoadCurveView, CutsNoValueShortAtTheCursor) {
    for (const QSize size : {QSize(900, 640), QSize(420, 300)}) {
        SCOPED_TRACE(size.width());
        Costs shown(resultOf(latencyComparison()), size);
        shown.selection.hoverLoad(4);
        const QByteArray painted = paintedOn(shown.view.plot());
        for (const char* text : {"4 requests/s (load ×4), interpolated", "fleet", "$365 a month ✓→✗", "functions",
                                 "$80.00 a month ✓", "$14.60 a month ✓"})
            EXPECT_TRUE(painted.contains(text)) << text;
    }
}

TEST(LoadCurveView, DrawsTheReferenceThin) {
    Costs shown(resultOf(latencyComparison()));
    shown.view.setReference(resultOf(latencyComparison()));
    const auto* before = graphOf(shown.view, QStringLiteral("spot, before"));
    ASSERT_NE(before, nullptr);
    EXPECT_EQ(before->pen().style(), Qt::DotLine);
    shown.view.setReference(nullptr);
    EXPECT_EQ(graphOf(shown.view, QStringLiteral("spot, before")), nullptr);
}

TEST(LatencyCurveView, ShowsTheChosenFigureWithItsObjective) {
    Latencies shown(resultOf(latencyComparison()));
    EXPECT_EQ(shown.view.plot().yAxis->label(), QStringLiteral("p99 latency"));
    shown.view.figureBox().setFigure(LatencyFigure::mean);
    EXPECT_EQ(shown.view.plot().yAxis->label(), QStringLiteral("mean latency"));
    EXPECT_EQ(heading(shown.view.table().columns[3]), QStringLiteral("mean latency (s)"));
}

TEST(LoadCurveView, TableHoldsEveryPoint) {
    const Costs shown(resultOf(latencyComparison()));
    const Table table = shown.view.table();
    ASSERT_EQ(table.rows.size(), 16);
    QStringList first;
    for (int i = 0; i < 8; ++i) first.append(heading(table.columns[i]));
    EXPECT_EQ(first, QStringList({QStringLiteral("deployment"), QStringLiteral("load"),
                                  QStringLiteral("requests (1/s)"), QStringLiteral("cost (USD/month)"),
                                  QStringLiteral("cost, low (USD/month)"), QStringLiteral("cost, high (USD/month)"),
                                  QStringLiteral("meets its objectives"), QStringLiteral("unstable")}));
    EXPECT_EQ(table.rows[4][0], QStringLiteral("spot"));
    EXPECT_EQ(table.rows[4][3].toDouble(), 146);
    EXPECT_EQ(table.rows[4][5].toDouble(), 300);
    EXPECT_EQ(table.rows[3][7].toBool(), true);
}

TEST(LoadCurveView, SaysHowToGetALoadCurve) {
    const Costs shown(resultOf(madeComparison({madeDeployment("a", "m", "1", 0.1)})));
    EXPECT_TRUE(shown.view.scene()[QStringLiteral("message")].toString().contains(QStringLiteral("\"load_curve\"")));
}

TEST(LoadCurveView, WaitsForTheFullResultWhereTheFirstAnswerHasNoCurve) {
    const ResultPtr read = resultOf(madeComparison({madeDeployment("a", "m", "1", 0.1)}));
    const auto coarse = std::make_shared<Result>(read->text(), QStringLiteral("plimsoll"));
    coarse->markCoarse();
    const Costs shown(coarse);
    EXPECT_TRUE(
        shown.view.scene()[QStringLiteral("message")].toString().contains(QStringLiteral("follows with the full")));
}

TEST(LoadCurveView, KeepsTheLastCurveUntilTheNextIsThere) {
    auto comparison = latencyComparison();
    Costs shown(resultOf(comparison));
    const auto captioned = [&] {
        return shown.view.scene()[QStringLiteral("caption")].toString().contains(QStringLiteral("Before the last"));
    };
    const auto coarse = [&] {
        for (auto& deployment : comparison.deployments) deployment.load_curve.clear();
        const auto result = std::make_shared<Result>(resultOf(comparison)->text(), QStringLiteral("plimsoll"));
        result->markCoarse();
        return result;
    };
    shown.view.setResult(coarse());
    Costs::settle();
    EXPECT_NE(graphOf(shown.view, QStringLiteral("functions")), nullptr);
    EXPECT_TRUE(captioned());

    shown.view.setResult(resultOf(latencyComparison()));
    Costs::settle();
    EXPECT_FALSE(captioned());

    comparison.deployments.back().name = "renamed";  // the curve would be taken for another deployment's
    shown.view.setResult(coarse());
    Costs::settle();
    EXPECT_TRUE(shown.view.scene()[QStringLiteral("message")].toString().contains(QStringLiteral("follows with")));
}

TEST(LatencyCurveView, SaysThatNothingWasMeasured) {
    auto rejected = madeDeployment("all rejected", "m", "1", 0.1);
    testing::setLoadCurve(rejected, {{1, "365", 0}, {2, "365", 0}});
    rejected.requests.measured = 0;
    const Latencies latencies(resultOf(madeComparison({rejected})));
    EXPECT_TRUE(latencies.view.scene()[QStringLiteral("message")].toString().contains(
        QStringLiteral("no request was measured")));
    const Costs costs(resultOf(madeComparison({rejected})));
    EXPECT_NE(graphOf(costs.view, QStringLiteral("all rejected")), nullptr) << "its cost is known";
}

TEST(LoadCurveView, BearsASingleLoad) {
    auto alone = madeDeployment("a", "m", "1", 0.1);
    testing::setLoadCurve(alone, {{1, "365", 0.2}});
    Costs shown(resultOf(madeComparison({alone})));
    moveMouse(shown.view.plot(), middleOf(shown.view, 1));
    EXPECT_EQ(shown.selection.hoverLoad(), 1);
    EXPECT_EQ(readOutOf(shown.view)[QStringLiteral("rows")].toArray().size(), 1);
}

}  // namespace
}  // namespace plimsoll::gui
