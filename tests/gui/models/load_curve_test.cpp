// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/load_curve.hpp"
#include "gui/models/cheapest_spans.hpp"
#include "sim/compare/verdict.hpp"
#include "tests/gui/made_result.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace plimsoll::gui {
namespace {

using results::DeploymentResult;
using testing::madeComparison;
using testing::madeDeployment;
using testing::resultOf;

struct Made {
    double load;
    double rate;
    const char* perMonth;
    bool met = true;
};

DeploymentResult curved(const std::string& name, const std::vector<Made>& points) {
    DeploymentResult deployment = madeDeployment(name, "m", "1", 0.1);
    for (const auto& made : points) {
        results::LoadPoint point;
        point.load = made.load;
        point.requests_per_s = made.rate;
        point.latency = deployment.latency;
        point.latency.p99.value = made.load;
        point.per_month = pricing::Money::parse(made.perMonth);
        point.slo_met = made.met;
        deployment.load_curve.push_back(point);
    }
    return deployment;
}

TEST(LoadCurve, IsSortedByLoad) {
    const auto curve = costCurve(curved("a", {{4, 8, "400"}, {1, 2, "100"}}));
    ASSERT_EQ(curve.size(), 2);
    EXPECT_EQ(curve[0].load, 1);
    EXPECT_EQ(curve[1].value.value, 400);
}

TEST(LoadCurve, HasNoLatencyWhereNoneWasMeasured) {
    auto deployment = curved("a", {{1, 2, "100"}});
    EXPECT_EQ(latencyCurve(deployment, LatencyFigure::p99).size(), 1);
    deployment.requests.measured = 0;
    EXPECT_TRUE(latencyCurve(deployment, LatencyFigure::p99).isEmpty());
}

TEST(LoadCurve, ReadsPointsAsSimulatedAndTheRestAsInterpolated) {
    const auto curve = costCurve(curved("a", {{1, 2, "100"}, {4, 8, "300", false}}));
    const auto at = readAt(curve, 4, Between::linear);
    ASSERT_TRUE(at);
    EXPECT_TRUE(at->simulated);
    EXPECT_EQ(at->value, 300);
    EXPECT_FALSE(at->metBelow || at->metAbove);
    // Halfway from 1 to 4 by logarithms is 2.
    const auto between = readAt(curve, 2, Between::linear);
    ASSERT_TRUE(between);
    EXPECT_FALSE(between->simulated);
    EXPECT_NEAR(between->value, 200, 1e-9);
    EXPECT_TRUE(between->metBelow);
    EXPECT_FALSE(between->metAbove);
    EXPECT_FALSE(readAt(curve, 0.9, Between::linear));
    EXPECT_FALSE(readAt(curve, 4.1, Between::linear));
}

TEST(LoadCurve, MixesLatenciesByTheirLogarithms) {
    const auto curve = latencyCurve(curved("a", {{1, 2, "1"}, {100, 200, "1"}}), LatencyFigure::p99);
    EXPECT_NEAR(readAt(curve, 10, Between::logarithmic)->value, 10, 1e-9);
}

TEST(LoadCurve, MixesWithZeroPlainly) {
    const auto curve = costCurve(curved("a", {{1, 1, "0"}, {100, 100, "50"}}));
    EXPECT_NEAR(readAt(curve, 10, Between::logarithmic)->value, 25, 1e-9);
}

TEST(LoadCurve, DrawsTheLineThatItReads) {
    const auto points = curved("a", {{0.5, 1, "10"}, {1, 2.1, "20"}, {4, 8, "200"}});
    const auto result = resultOf(madeComparison({points}));
    const LoadScale scale(*result);
    const auto curve = costCurve(result->deployment(0));
    const auto line = lineThrough(curve, Between::linear);
    EXPECT_GT(line.size(), 20);
    EXPECT_LE(line.size(), 201);
    for (const QPointF& point : line) {
        const auto reading = readAt(curve, std::clamp(scale.loadOf(point.x()), 0.5, 4.0), Between::linear);
        ASSERT_TRUE(reading);
        EXPECT_NEAR(reading->value, point.y(), 1e-6 * point.y());
    }
    EXPECT_EQ(line.first(), QPointF(1, 10));
    EXPECT_EQ(line.last(), QPointF(8, 200));
}

/// `plimsoll` takes costs as linear in log(load) where it says which is cheaper: the drawn lines cross where it says.
TEST(LoadCurve, CrossesWhereTheVerdictSays) {
    const auto result = resultOf(madeComparison(
        {curved("flat", {{1, 2, "100"}, {4, 8, "100"}}), curved("growing", {{1, 2, "40"}, {4, 8, "220"}})}));
    const auto& changes = result->comparison().verdict.changes;
    ASSERT_EQ(changes.size(), 1U);
    const double load = changes[0].load;
    EXPECT_NEAR(readAt(costCurve(result->deployment(0)), load, Between::linear)->value,
                readAt(costCurve(result->deployment(1)), load, Between::linear)->value, 1e-9);
    EXPECT_NEAR(LoadScale(*result).rateOf(load), changes[0].rate, 1e-12);
}

TEST(LoadCurve, KeepsItsLineInsideTheBand) {
    auto deployment = curved("a", {{1, 2, "40"}, {4, 8, "400"}});
    deployment.load_curve[0].per_month_ci = results::Interval{0, 90};
    deployment.load_curve[1].per_month_ci = results::Interval{380, 420};
    const auto curve = costCurve(deployment);
    const auto band = bandAround(curve, Between::linear, 1);
    ASSERT_TRUE(band);
    const auto line = lineThrough(curve, Between::linear);
    ASSERT_EQ(band->low.size(), line.size());
    for (qsizetype i = 0; i < line.size(); ++i) {
        EXPECT_LE(band->low[i].y(), line[i].y());
        EXPECT_GE(band->high[i].y(), line[i].y());
    }
    EXPECT_NEAR(band->low.first().y(), 1, 1e-9) << "an end at 0 is drawn at the lowest place";
    EXPECT_NEAR(band->high.first().y(), 90, 1e-9);
    EXPECT_NEAR(band->low.last().y(), 380, 1e-9);
}

TEST(LoadCurve, DrawsABandDownToZeroOnALinearAxis) {
    auto deployment = curved("a", {{1, 2, "40"}, {4, 8, "80"}});
    deployment.load_curve[0].per_month_ci = results::Interval{0, 90};
    deployment.load_curve[1].per_month_ci = results::Interval{40, 120};
    const auto band = bandAround(costCurve(deployment), Between::linear, 0);
    ASSERT_TRUE(band);
    EXPECT_EQ(band->low.first().y(), 0);
    EXPECT_NEAR(band->low[band->low.size() / 2].y(), 60 * 0.25, 1e-9) << "halfway, a quarter of the line";
    EXPECT_NEAR(band->low.last().y(), 40, 1e-9);
}

TEST(LoadCurve, HasNoBandWithoutIntervals) {
    auto deployment = curved("a", {{1, 2, "40"}, {4, 8, "400"}});
    EXPECT_FALSE(bandAround(costCurve(deployment), Between::linear, 1));
    deployment.load_curve[0].per_month_ci = results::Interval{40, 40};
    EXPECT_FALSE(bandAround(costCurve(deployment), Between::linear, 1));
    EXPECT_FALSE(bandAround({}, Between::linear, 1));
}

TEST(LoadScale, GoesBothWaysAndBeyondThePoints) {
    const auto result = resultOf(madeComparison({curved("a", {{0.5, 1, "1"}, {1, 2.2, "1"}, {2, 4, "1"}})}));
    const LoadScale scale(*result);
    for (const double load : {0.1, 0.5, 0.7, 1.0, 1.9, 2.0, 9.0})
        EXPECT_NEAR(scale.loadOf(scale.rateOf(load)), load, 1e-12) << load;
    EXPECT_EQ(scale.rateOf(1), 2.2);
    EXPECT_EQ(scale.rateOf(4), 8) << "proportional";
    EXPECT_TRUE(LoadScale(*resultOf(madeComparison({madeDeployment("a", "m", "1", 1)}))).empty());
}

TEST(CheapestSpans, MeetWhereCostsCross) {
    const auto result = resultOf(madeComparison({curved("flat", {{1, 2, "100"}, {2, 4, "100"}, {4, 8, "100"}}),
                                                 curved("growing", {{1, 2, "40"}, {2, 4, "90"}, {4, 8, "220"}})}));
    const auto spans = cheapestSpans(*result);
    ASSERT_EQ(spans.size(), 2);
    EXPECT_EQ(spans[0].fromRate, 2);
    EXPECT_EQ(spans[0].deployment, 1);
    EXPECT_FALSE(spans[0].changes());
    EXPECT_EQ(spans[0].toRate, result->comparison().verdict.changes[0].rate);
    EXPECT_EQ(spans[1].fromRate, spans[0].toRate);
    EXPECT_EQ(spans[1].deployment, 0);
    EXPECT_EQ(spans[1].toRate, 8);
}

TEST(CheapestSpans, LeaveOpenWhereObjectivesStopToBeMet) {
    const auto result =
        resultOf(madeComparison({curved("weak", {{1, 2, "10"}, {2, 4, "10", false}, {4, 8, "10", false}}),
                                 curved("strong", {{1, 2, "50"}, {2, 4, "50"}, {4, 8, "50", false}})}));
    const auto spans = cheapestSpans(*result);
    ASSERT_EQ(spans.size(), 2);
    EXPECT_TRUE(spans[0].changes());
    EXPECT_EQ(spans[0].deployment, 0);
    EXPECT_EQ(spans[0].to, 1);
    EXPECT_TRUE(spans[1].changes());
    EXPECT_EQ(spans[1].to, std::nullopt) << "none meets them at the end";
}

TEST(CheapestSpans, NeedTwoLoads) {
    EXPECT_TRUE(cheapestSpans(*resultOf(madeComparison({curved("a", {{1, 2, "10"}})}))).isEmpty());
    EXPECT_TRUE(cheapestSpans(*resultOf(madeComparison({madeDeployment("a", "m", "1", 1)}))).isEmpty());
}

}  // namespace
}  // namespace plimsoll::gui
