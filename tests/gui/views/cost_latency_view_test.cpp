// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/cost_latency_view.hpp"
#include "gui/views/figure_box.hpp"
#include "tests/gui/golden_scene.hpp"
#include "tests/gui/views/latency_sample.hpp"
#include "tests/gui/views/shown_view.hpp"

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QJsonDocument>
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
using Shown = testing::ShownView<CostLatencyView>;

QJsonArray plottablesOf(const View& view) {
    return view.scene()[QStringLiteral("axes")].toArray()[0].toObject()[QStringLiteral("plottables")].toArray();
}

QStringList namesOf(const View& view) {
    QStringList names;
    for (const auto plottable : plottablesOf(view))
        names.append(plottable.toObject()[QStringLiteral("name")].toString());
    names.removeAll(QString());  // error bars
    return names;
}

QStringList labelsOf(const View& view) {
    QStringList labels;
    for (const auto item :
         view.scene()[QStringLiteral("axes")].toArray()[0].toObject()[QStringLiteral("items")].toArray())
        for (const auto text : item.toObject()[QStringLiteral("texts")].toArray()) labels.append(text.toString());
    return labels;
}

QCPGraph* graphOf(const CostLatencyView& view, const QString& name) {
    for (int i = 0; i < view.plot().graphCount(); ++i)
        if (view.plot().graph(i)->name() == name) return view.plot().graph(i);
    return nullptr;
}

TEST(CostLatencyView, DrawsFrontLimitsAndIntervals) {
    Shown shown(resultOf(latencyComparison()));
    shown.selection.setBudget(200);
    expectGolden(shown.view.scene(), QStringLiteral("cost-latency"));
}

TEST(CostLatencyView, FillsWhatMeetsItsObjectivesOnly) {
    const Shown shown(resultOf(latencyComparison()));
    const auto brushOf = [&](const char* name) {
        return graphOf(shown.view, QString::fromLatin1(name))->scatterStyle().brush().color();
    };
    const QColor base = shown.view.palette().color(QPalette::Base);
    EXPECT_NE(brushOf("spot"), base);
    EXPECT_NE(brushOf("batch"), base) << "a batch is held to its deadline";
    EXPECT_EQ(brushOf("functions"), base);
}

TEST(CostLatencyView, GreysWhatIsDominated) {
    Shown shown(resultOf(latencyComparison()));
    const auto colour = [&] { return graphOf(shown.view, QStringLiteral("fleet"))->scatterStyle().pen().color(); };
    const auto saturation = [&] { return colour().saturation(); };
    EXPECT_LT(saturation(), 20);
    EXPECT_GT(graphOf(shown.view, QStringLiteral("spot"))->scatterStyle().pen().color().saturation(), 100);
    shown.selection.select(0);
    EXPECT_GT(saturation(), 100) << "the selected one has its colour";
}

TEST(CostLatencyView, SaysWhyInTheToolTip) {
    Shown shown(resultOf(latencyComparison()));
    shown.selection.setBaseline(2);
    auto& plot = shown.view.plot();
    moveMouse(plot, pixelAt(plot, 0.1, 365));
    EXPECT_EQ(QToolTip::text(), QStringLiteral("fleet\n"
                                               "p99 latency 100 ms\n"
                                               "$365 a month\n"
                                               "objectives: ✓ met, 99.7 %\n"
                                               "costs $219 more a month than 'spot' and is no faster: 100 ms\n"
                                               "against 'functions': +$365 a month, −1.90 s (−95 %)"));
    moveMouse(plot, QPointF(plot.axisRect()->rect().center()));
    QTest::qWait(350);  // tool tips fade
    EXPECT_EQ(QToolTip::text(), QString());
}

TEST(CostLatencyView, SelectsByAClickAndDeselectsBeside) {
    Shown shown(resultOf(latencyComparison()));
    auto& plot = shown.view.plot();
    QTest::mouseClick(&plot, Qt::LeftButton, {}, pixelAt(plot, 0.1, 146).toPoint());
    EXPECT_EQ(shown.selection.deployment(), 1);
    QTest::mouseClick(&plot, Qt::LeftButton, {}, plot.axisRect()->rect().center());
    EXPECT_EQ(shown.selection.deployment(), std::nullopt);
}

TEST(CostLatencyView, LeavesHiddenOnesOutOfTheComparison) {
    Shown shown(resultOf(latencyComparison()));
    EXPECT_TRUE(namesOf(shown.view).contains(QStringLiteral("spot")));
    shown.selection.setHidden(1, true);
    EXPECT_FALSE(namesOf(shown.view).contains(QStringLiteral("spot")));
    const auto* fleet = graphOf(shown.view, QStringLiteral("fleet"));
    EXPECT_GT(fleet->scatterStyle().pen().color().saturation(), 100) << "nothing that is shown dominates it";
}

TEST(CostLatencyView, HoldsOtherPercentilesToTheirOwnObjectives) {
    Shown shown(resultOf(latencyComparison()));
    const auto text = [&] { return QString::fromUtf8(QJsonDocument(shown.view.scene()).toJson()); };
    EXPECT_TRUE(text().contains(QStringLiteral("p99 ≤ 1 s")));
    shown.view.figureBox().setFigure(LatencyFigure::p50);
    EXPECT_FALSE(text().contains(QStringLiteral("≤")));
    EXPECT_TRUE(text().contains(QStringLiteral("p50 latency")));
    EXPECT_EQ(heading(shown.view.table().columns[1]), QStringLiteral("p50 latency (s)"));
}

TEST(CostLatencyView, DrawsNoCostAtTheEndOfALogarithmicAxis) {
    const Shown shown(resultOf(latencyComparison()));
    const auto& axis = *shown.view.plot().yAxis;
    ASSERT_EQ(axis.scaleType(), QCPAxis::stLogarithmic);
    const double place = graphOf(shown.view, QStringLiteral("functions"))->data()->constBegin()->value;
    EXPECT_GT(place, axis.range().lower);
    EXPECT_LT(place, 3.65) << "below all that cost something";
}

TEST(CostLatencyView, NamesOnlyWhatMattersAmongVeryMany) {
    std::vector<results::DeploymentResult> many;
    for (int i = 0; i < 100; ++i)
        many.push_back(madeDeployment("d" + std::to_string(i), "m", std::to_string(1 + i), 0.01 * (1 + i)));
    Shown shown(resultOf(madeComparison(many)));
    EXPECT_EQ(labelsOf(shown.view), QStringList{QStringLiteral("d0 (cheapest)")});
    shown.selection.select(50);
    EXPECT_EQ(labelsOf(shown.view), QStringList({QStringLiteral("d0 (cheapest)"), QStringLiteral("d50")}));
}

TEST(CostLatencyView, LeadsFromTheReference) {
    Shown shown(resultOf(latencyComparison()));
    const auto arrows = [&] {
        int count = 0;
        for (int i = 0; i < shown.view.plot().itemCount(); ++i)
            if (const auto* line = qobject_cast<QCPItemLine*>(shown.view.plot().item(i)))
                if (line->head().style() == QCPLineEnding::esSpikeArrow) ++count;
        return count;
    };
    EXPECT_EQ(arrows(), 0);
    shown.view.setReference(
        resultOf(madeComparison({madeDeployment("spot", "m", "2", 0.3), madeDeployment("fleet", "m", "1.00", 0.05),
                                 madeDeployment("gone", "m", "1", 1)})));
    EXPECT_EQ(arrows(), 1) << "of the one that moved";
}

TEST(CostLatencyView, TableHoldsEveryDeployment) {
    Shown shown(resultOf(latencyComparison()));
    shown.selection.setHidden(1, true);
    const Table table = shown.view.table();
    ASSERT_EQ(table.rows.size(), 5);
    const auto row = [&](int index) { return table.rows[index]; };
    EXPECT_EQ(row(0)[0], QStringLiteral("fleet"));
    EXPECT_EQ(row(0)[1].toDouble(), 0.1);
    EXPECT_EQ(row(0)[4].toDouble(), 365);
    EXPECT_EQ(row(0)[9], QStringLiteral("costs $219 more a month than 'spot' and is no faster: 100 ms"));
    EXPECT_EQ(row(1)[2].toDouble(), 0.09);
    EXPECT_EQ(row(1)[8].toBool(), true);
    EXPECT_FALSE(row(4)[1].isValid()) << "no result";
    EXPECT_EQ(table.columns[11].title, QStringLiteral("latency_s.mean")) << "and everything that the result holds";
}

TEST(CostLatencyView, SaysWhatIsMissing) {
    results::DeploymentResult broken;
    broken.name = "broken";
    Shown shown(resultOf(madeComparison({broken})));
    const auto message = [&] { return shown.view.scene()[QStringLiteral("message")].toString(); };
    EXPECT_TRUE(message().contains(QStringLiteral("no request was measured")));
    shown.view.setResult(resultOf(madeComparison({madeDeployment("a", "m", "1", 0.1)})));
    EXPECT_EQ(message(), QString());
    shown.selection.setHidden(0, true);
    EXPECT_TRUE(message().contains(QStringLiteral("hidden")));
}

}  // namespace
}  // namespace plimsoll::gui
