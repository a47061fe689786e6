// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/trade_off.hpp"
#include "tests/gui/made_result.hpp"

#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

using results::DeploymentResult;
using testing::madeComparison;
using testing::madeDeployment;
using testing::resultOf;

/// Costs 365 times its bill a month and takes twice its p50 at p99.
DeploymentResult deployment(const std::string& name, const std::string& bill, double p50) {
    return madeDeployment(name, "m", bill, p50);
}

QList<TradeOff> all(const ResultPtr& result) { return tradeOffs(*result, result->indices(), LatencyFigure::p99); }

std::optional<int> dominator(const ResultPtr& result, int index) { return all(result)[index].dominatedBy; }

TEST(TradeOffs, GoFromTheFastestToTheCheapest) {
    const auto result = resultOf(madeComparison({deployment("cheap", "1", 0.4), deployment("poor", "3", 0.3),
                                                 deployment("fast", "4", 0.05), deployment("middle", "2", 0.1)}));
    const auto front = paretoFront(all(result));
    QList<int> order;
    for (const auto& tradeOff : front) order.append(tradeOff.deployment);
    EXPECT_EQ(order, QList<int>({2, 3, 0}));
    EXPECT_EQ(dominator(result, 1), 3);
}

TEST(TradeOffs, NameTheCheapestThatDominates) {
    const auto result =
        resultOf(madeComparison({deployment("a", "2", 0.1), deployment("b", "1", 0.2), deployment("worse", "3", 0.3)}));
    EXPECT_EQ(dominator(result, 2), 1);
    EXPECT_EQ(whyDominated(*result, all(result)[2], LatencyFigure::p99),
              QStringLiteral("costs $730 more a month than 'b' and is slower: 600 ms against 400 ms"));
}

TEST(TradeOffs, DominateByOneOfBothOnly) {
    const auto result = resultOf(
        madeComparison({deployment("base", "1", 0.1), deployment("dearer", "2", 0.1), deployment("slower", "1", 0.2)}));
    EXPECT_EQ(whyDominated(*result, all(result)[1], LatencyFigure::p99),
              QStringLiteral("costs $365 more a month than 'base' and is no faster: 200 ms"));
    EXPECT_EQ(whyDominated(*result, all(result)[2], LatencyFigure::p99),
              QStringLiteral("costs as much as 'base' and is slower: 400 ms against 200 ms"));
    EXPECT_EQ(dominator(result, 0), std::nullopt);
    EXPECT_EQ(whyDominated(*result, all(result)[0], LatencyFigure::p99), QString());
}

TEST(TradeOffs, LetEqualOnesBothStand) {
    const auto result = resultOf(madeComparison({deployment("one", "1", 0.1), deployment("two", "1", 0.1)}));
    EXPECT_EQ(paretoFront(all(result)).size(), 2);
}

TEST(TradeOffs, NeverPreferOneThatMissesItsObjectives) {
    auto batch = deployment("batch", "2", 3);  // a p99 of 6 s, held to its deadline
    batch.serving = scenarios::Serving::batch;
    batch.deadline = results::DeadlineOutcome{std::chrono::hours(1), 9, true, 1};
    const auto result = resultOf(madeComparison({batch, deployment("misses", "1", 2)}));
    ASSERT_TRUE(all(result)[0].feasible);
    ASSERT_FALSE(all(result)[1].feasible);
    EXPECT_EQ(dominator(result, 0), std::nullopt);
}

TEST(TradeOffs, CompareOnlyWhatIsShown) {
    const auto result = resultOf(madeComparison({deployment("best", "1", 0.1), deployment("worse", "2", 0.2)}));
    EXPECT_EQ(tradeOffs(*result, {1}, LatencyFigure::p99).first().dominatedBy, std::nullopt);
}

TEST(TradeOffs, LeaveOutWhatMeasuredNothing) {
    DeploymentResult broken;
    broken.name = "broken";
    auto rejected = deployment("all rejected", "1", 0);
    rejected.requests.measured = 0;
    const auto result = resultOf(madeComparison({broken, rejected, deployment("fine", "1", 0.1)}));
    ASSERT_EQ(all(result).size(), 1);
    EXPECT_EQ(all(result).first().deployment, 2);
}

TEST(TradeOffs, SayWhereReplicationsDoNotTellThemApart) {
    auto better = deployment("better", "1", 0.1);
    auto worse = deployment("worse", "1.1", 0.1);
    better.by_replication = {{300, 400, 395}, {0.1, 0.1, 0.1}, {0.2, 0.2, 0.2}};
    worse.by_replication = {{450, 350, 404.5}, {0.1, 0.1, 0.1}, {0.2, 0.2, 0.2}};
    const auto noisy = resultOf(madeComparison({better, worse}));
    EXPECT_EQ(all(noisy)[1].clear, false);
    EXPECT_TRUE(whyDominated(*noisy, all(noisy)[1], LatencyFigure::p99).endsWith(QStringLiteral("(not clear)")));

    // As noisy each, but always 36.5 apart: replications see the same requests.
    worse.by_replication.cost_per_month = {336.5, 436.5, 431.5};
    const auto paired = resultOf(madeComparison({better, worse}));
    EXPECT_EQ(all(paired)[1].clear, true);
    EXPECT_FALSE(whyDominated(*paired, all(paired)[1], LatencyFigure::p99).contains(QStringLiteral("clear")));
}

TEST(TradeOffs, GoByIntervalsForPercentilesThatReplicationsDoNotHold) {
    auto better = deployment("better", "1", 0.1);
    auto worse = deployment("worse", "1", 0.11);
    better.latency.p95.ci = results::Interval{0.14, 0.16};
    worse.latency.p95.ci = results::Interval{0.155, 0.175};
    const auto result = resultOf(madeComparison({better, worse}));
    const auto clear = [&](LatencyFigure figure) { return tradeOffs(*result, result->indices(), figure)[1].clear; };
    EXPECT_EQ(clear(LatencyFigure::p95), false);
    EXPECT_EQ(clear(LatencyFigure::p50), std::nullopt) << "there is no interval";
}

TEST(TradeOffs, StateTheDifferenceToTheBaseline) {
    const auto result = resultOf(madeComparison({deployment("base", "1", 0.1), deployment("other", "2", 0.05)}));
    EXPECT_EQ(againstBaseline(*result, all(result)[1], 0, LatencyFigure::p99),
              QStringLiteral("against 'base': +$365 a month (×2), −100 ms (−50 %)"));
    EXPECT_EQ(againstBaseline(*result, all(result)[0], 0, LatencyFigure::p99), QString());
}

TEST(LatencyFigures, AreHeldToObjectivesOnJustThatPercentile) {
    auto comparison = madeComparison({deployment("a", "1", 0.1)});
    using Metric = scenarios::SloSpec::Metric;
    using namespace std::chrono_literals;
    comparison.scenario.slos = {{Metric::latency, 99, 1s}, {Metric::latency, 95, 500ms}, {Metric::wait, 99, 20ms}};
    const auto result = resultOf(comparison);
    ASSERT_EQ(objectivesOn(*result, LatencyFigure::p99).size(), 1U);
    EXPECT_EQ(limitText(objectivesOn(*result, LatencyFigure::p99)[0]), QStringLiteral("p99 ≤ 1 s"));
    EXPECT_EQ(limitText(objectivesOn(*result, LatencyFigure::p95)[0]), QStringLiteral("p95 ≤ 500 ms"));
    EXPECT_TRUE(objectivesOn(*result, LatencyFigure::mean).empty());
    EXPECT_TRUE(objectivesOn(*result, LatencyFigure::p50).empty());
}

}  // namespace
}  // namespace plimsoll::gui
