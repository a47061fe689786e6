// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/sweep.hpp"

#include "gui/models/break_even.hpp"
#include "gui/models/sweep_selection.hpp"
#include "gui/models/sweep_table.hpp"
#include "tests/gui/made_sweep.hpp"

#include <QSignalSpy>

#include <gtest/gtest.h>

#include <cmath>

namespace plimsoll::gui {
namespace {

using testing::jsonLine;
using testing::madeAbout;
using testing::madeRows;
using testing::madeSweep;

TEST(Sweep, KnowsItsAxesAndWhereEachPointLies) {
    const auto sweep = madeSweep();
    ASSERT_EQ(sweep->axes().size(), 2);
    EXPECT_EQ(sweep->axes()[0].title.toStdString(), "load");
    EXPECT_EQ(sweep->axes()[0].numbers, (QList<double>{1, 2, 4}));
    EXPECT_EQ(sweep->axes()[1].title.toStdString(), "at_most (s)");
    EXPECT_EQ(sweep->axes()[1].labels, (QStringList{QStringLiteral("1 s"), QStringLiteral("2 s")}));
    EXPECT_EQ(sweep->combinations(), 6);
    EXPECT_EQ(sweep->points()[5].at, (QList<int>{2, 1}));
    EXPECT_EQ(sweep->placeText(5).toStdString(), "load = 4, at_most = 2 s");
    EXPECT_EQ(sweep->pointAt({2, 1}), 5);
    EXPECT_EQ(sweep->overridesAt(5).join(QLatin1Char(' ')).toStdString(),
              "/experiment/seed=7 /workload/load=4 /slo/0/at_most=\"2 s\"");
}

// "min" was taken, so that the columns have more words of their pointers.
TEST(Sweep, TellsWhoseValuesVaryByName) {
    QByteArray about = madeAbout();
    about.replace(R"(\"name\": \"made\",)",
                  R"(\"name\": \"made\", \"deployments\": [{}, {\"name\": \"small GPUs\"}],)");
    about.replace(R"([{\"name\":\"load\",\"pointer\":\"/workload/load\",)",
                  R"([{\"name\":\"1_pools_0_replicas_min\",\"pointer\":\"/deployments/1/pools/0/replicas/min\",)"
                  R"(\"values\":[\"1\",\"2\",\"4\"]},)"
                  R"({\"name\":\"most\",\"pointer\":\"/deployments/1/pools/0/replicas/max\",)"
                  R"(\"values\":[\"1\",\"2\",\"4\"]},)"
                  R"({\"name\":\"1_pools_2_replicas_max\",\"pointer\":\"/deployments/1/pools/2/replicas/max\",)");
    const Sweep sweep(about, madeRows());
    EXPECT_EQ(sweep.axes()[0].name.toStdString(),
              "replicas min of small GPUs, most, replicas max of small GPUs, pool 3");
    EXPECT_EQ(sweep.placeText(5).toStdString(),
              "replicas min of small GPUs = 4, most = 4, replicas max of small GPUs, pool 3 = 4, at_most = 2 s");
    about.replace(R"(\"name\":\"most\",)", R"(\"name\":\"1_pools_0_replicas_max\",)");
    about.replace("pools/2", "pools/0");
    about.replace("pools_2", "pools_0");
    EXPECT_EQ(Sweep(about, madeRows()).axes()[0].name.toStdString(), "replicas min, max, max of small GPUs");
}

TEST(Sweep, ShowsStepsOfEqualFactorsRoundedAndTakesThemAsTheyAre) {
    const auto labelsOf = [](const char* values) {
        QByteArray about = madeAbout();
        about.replace(R"([\"1\",\"2\",\"4\"])", values);
        const Sweep sweep(about, madeRows());
        EXPECT_TRUE(sweep.overridesAt(0).join(QLatin1Char(' ')).contains(sweep.axes()[0].tracks[0].values[0]));
        return sweep.axes()[0].labels.join(QLatin1Char(' ')).toStdString();
    };
    EXPECT_EQ(labelsOf(R"([\"0.793700525984\",\"1.25992104989\",\"1000000\"])"), "0.7937 1.26 1000000");
    EXPECT_EQ(labelsOf(R"([\"0.793700525984\",\"0.793700525985\",\"1\"])"), "0.793700525984 0.793700525985 1")
        << "rounded, two would be alike";
}

TEST(Sweep, LacksPointsThatHaveNotBeenSimulated) {
    const auto sweep = madeSweep(3);
    EXPECT_EQ(sweep->points().size(), 3);
    EXPECT_EQ(sweep->pointAt({1, 0}), 2);
    EXPECT_EQ(sweep->pointAt({1, 1}), std::nullopt);
}

// Of 1.6 s, a limit of 1 s is exceeded by 60 %, and one of 2 s leaves 20 %.
TEST(Sweep, TellsWhatTheLimitLeavesWhereThatVaries) {
    const auto sweep = madeSweep();
    const auto slackAt = [&](int point) { return *sweep->row(sweep->points()[point].rows[1]).slack; };
    EXPECT_DOUBLE_EQ(slackAt(4), -0.6);
    EXPECT_DOUBLE_EQ(slackAt(5), 0.2);
    EXPECT_EQ(sweep->p99Limit(), std::nullopt);
}

TEST(Sweep, TakesUnitsThatDifferForNames) {
    QByteArray about = madeAbout();
    about.replace(R"(\"2 s\")", R"(\"900 ms\")");
    about.replace(R"(\\\"2 s\\\")", R"(\\\"900 ms\\\")");
    const Sweep sweep(about, {});
    EXPECT_TRUE(sweep.axes()[1].numbers.isEmpty());
    EXPECT_EQ(sweep.axes()[1].title.toStdString(), "at_most");
}

TEST(Sweep, KeepsWhyAPointHasNoResult) {
    const Sweep sweep(madeAbout(), jsonLine({{QStringLiteral("point"), 3},
                                             {QStringLiteral("state"), QStringLiteral("invalid")},
                                             {QStringLiteral("message"), QStringLiteral("too large")}}));
    ASSERT_EQ(sweep.points().size(), 1);
    EXPECT_EQ(sweep.points()[0].at, (QList<int>{1, 1}));
    EXPECT_EQ(sweep.points()[0].message.toStdString(), "too large");
    EXPECT_TRUE(sweep.rows().isEmpty());
    EXPECT_FALSE(sweep.points()[0].winner.has_value());
}

TEST(Sweep, AsksTheStoreForTheFiguresOfItsObjectives) {
    QByteArray about = madeAbout();
    about.replace(R"(\"metric\": \"latency\")", R"(\"metric\": \"ttft\", \"percentile\": 95)");
    EXPECT_TRUE(Sweep::resultsQuery(about).contains(QStringLiteral("ttft_p95_s")));
    EXPECT_FALSE(Sweep::resultsQuery(madeAbout()).contains(QStringLiteral("ttft")));
}

// (0.4 s, $30) beats all. Among those of load 2, (0.5 s, $100) and (0.8 s, $60) beat neither.
TEST(Sweep, HasAParetoFrontOfWhicheverRowsCount) {
    const auto sweep = madeSweep();
    EXPECT_EQ(paretoFront(*sweep, {0, 1, 4, 5, 8, 9}), QList<int>{1});
    EXPECT_EQ(paretoFront(*sweep, {4, 5}), (QList<int>{4, 5}));
    EXPECT_EQ(paretoFront(*sweep, {8, 9}), QList<int>{8});
}

TEST(SweepTable, HasARowForEachPointAndDeploymentAndMarksTheCheapest) {
    const auto sweep = madeSweep();
    const Table table = tableOf(*sweep, {4, 5});
    QStringList titles;
    for (const auto& column : table.columns) titles.append(heading(column));
    EXPECT_EQ(titles.mid(0, 6).join(QLatin1Char('|')).toStdString(),
              "point|load|at_most (s)|deployment|cheapest|cost (USD/month)");
    EXPECT_EQ(table.rows[0][3].toString().toStdString(), "machine");
    EXPECT_EQ(table.rows[0][4].toString().toStdString(), "");
    EXPECT_EQ(table.rows[1][4].toString().toStdString(), "★");
    EXPECT_EQ(table.rows[1][1].toDouble(), 2);
    EXPECT_EQ(table.rows[1][5].toDouble(), 60);
}

// The costs differ by -$40 at 2 and by $20 at 4: even after two thirds of that octave, at 2^(5/3). By chance, $12 at a
// slope of $60 an octave: a fifth of one to either side.
TEST(BreakEven, LiesWhereTheCostsCrossWithItsInterval) {
    const auto sweep = madeSweep();
    const auto evens = breakEvensAlong(*sweep, 0, {0, 0}, 0, 1);
    ASSERT_EQ(evens.size(), 1);
    EXPECT_NEAR(evens[0].value, std::pow(2, 5.0 / 3), 1e-12);
    ASSERT_TRUE(evens[0].ci.has_value());
    EXPECT_NEAR(evens[0].ci->lo, std::pow(2, 5.0 / 3 - 0.2), 1e-12);
    EXPECT_NEAR(evens[0].ci->hi, std::pow(2, 5.0 / 3 + 0.2), 1e-12);
    EXPECT_EQ(evens[0].cheaperBelow, 1);
    EXPECT_EQ(textOf(*sweep, 0, evens[0], 0, 1).toStdString(),
              "load 3.17 (2.76 to 3.65): below it 'function' is cheaper, above it 'machine'");
}

TEST(BreakEven, IsFoundAtEveryStepOfTheOtherAxes) {
    const auto sweep = madeSweep();
    const auto evens = breakEvens(*sweep, 0, 1, 0);
    ASSERT_EQ(evens.size(), 2);
    EXPECT_EQ(evens[0].at[1], 0);
    EXPECT_EQ(evens[1].at[1], 1);
    EXPECT_EQ(breakEvenTable(*sweep, 0, 1, 0).rows.size(), 2);
    EXPECT_TRUE(breakEvens(*sweep, 1, 1, 0).isEmpty());  // no cost depends on the limit
}

TEST(BreakEven, IsProposedOfTheTwoBetweenWhichTheCheapestChanges) {
    const auto sweep = madeSweep();
    EXPECT_EQ(rivalsAlong(*sweep, 0, {0, 0}), (QPair<int, int>(1, 0)));
    EXPECT_EQ(rivalsAlong(*sweep, 1, {0, 0}), std::nullopt);  // the function costs less at both limits
}

TEST(SweepSelection, KeepsItsBrushWhileMorePointsCome) {
    SweepSelection selection;
    selection.setSweep(madeSweep(3));
    selection.brush({5, 2});
    EXPECT_EQ(selection.brushed(), (QList<int>{2, 5}));
    EXPECT_TRUE(selection.isFaintRow(3));
    QSignalSpy grid(&selection, &SweepSelection::gridChanged);
    selection.setSweep(madeSweep(6));
    EXPECT_EQ(selection.brushed(), (QList<int>{2, 5}));
    EXPECT_TRUE(grid.isEmpty());
    selection.setHidden(0, true);
    EXPECT_EQ(selection.countedRows(), QList<int>{5});
}

TEST(SweepSelection, BrushesAPointOfTheShownDeployments) {
    SweepSelection selection;
    selection.setSweep(madeSweep());
    selection.brushPoint(2);
    EXPECT_EQ(selection.brushed(), (QList<int>{4, 5}));
    EXPECT_EQ(selection.brushedPoint(), 2);
    selection.brush({4, 6});
    EXPECT_EQ(selection.brushedPoint(), std::nullopt);
}

}  // namespace
}  // namespace plimsoll::gui
