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

/// `plimsoll` simulates loads near a crossing that results do not hold: the drawn lines cross where it says.
TEST(LoadCurve, CrossesWhereTheVerdictSays) {
    auto flat = costCurve(curved("flat", {{1, 2, "100"}, {4, 8, "100"}}));
    auto growing = costCurve(curved("growing", {{1, 2, "40"}, {4, 8, "160", false}}));
    results::LoadChange change;
    change.load = 2.5;
    change.rate = 5;
    meet(growing, flat, change, Between::logarithmic);
    for (const auto* curve : {&flat, &growing}) {
        ASSERT_EQ(curve->size(), 3);
        EXPECT_TRUE((*curve)[1].crossing);
        EXPECT_EQ((*curve)[1].rate, 5);
        EXPECT_DOUBLE_EQ((*curve)[1].value.value, 100) << "where the one that does not change is";
        EXPECT_EQ(readAt(*curve, 2.5, Between::logarithmic)->simulated, false);
    }
    EXPECT_TRUE(flat[1].sloMet);
    EXPECT_FALSE(growing[1].sloMet);
    meet(growing, flat, change, Between::logarithmic);
    EXPECT_EQ(flat.size(), 3) << "once is enough";
}

TEST(LoadCurve, KeepsItsLineInsideTheBand) {
    auto deployment = curved("a", {{1, 2, "40"}, {4, 8, "400"}});
    deployment.load_curve[0].per_month_ci = results::Interval{0, 90};
    deployment.load_curve[1].per_month_ci = results::Interval{380, 420};
    const auto band = bandAround(costCurve(deployment), 1);
    ASSERT_TRUE(band);
    EXPECT_EQ(band->low, (QList<QPointF>{{2, 1}, {8, 380}})) << "an end at 0 is drawn at the lowest place";
    EXPECT_EQ(band->high, (QList<QPointF>{{2, 90}, {8, 420}}));
}

/// Halfway from 1 to 4 by logarithms is 2, and halfway between a quarter and one is five eighths.
TEST(LoadCurve, KeepsTheBandAroundACrossing) {
    auto deployment = curved("a", {{1, 2, "40"}, {4, 8, "80"}});
    deployment.load_curve[0].per_month_ci = results::Interval{10, 90};
    deployment.load_curve[1].per_month_ci = results::Interval{80, 120};
    auto curve = costCurve(deployment);
    auto other = costCurve(curved("b", {{1, 2, "60"}, {4, 8, "60"}}));
    results::LoadChange change;
    change.load = 2;
    change.rate = 4;
    meet(curve, other, change, Between::linear);
    const auto band = bandAround(curve, 0);
    ASSERT_TRUE(band);
    ASSERT_EQ(band->low.size(), 3);
    EXPECT_NEAR(band->low[1].y(), 60 * 0.625, 1e-9);
    EXPECT_EQ(band->low[2].y(), 80);
}

TEST(LoadCurve, HasNoBandWithoutIntervals) {
    auto deployment = curved("a", {{1, 2, "40"}, {4, 8, "400"}});
    EXPECT_FALSE(bandAround(costCurve(deployment), 1));
    deployment.load_curve[0].per_month_ci = results::Interval{40, 40};
    EXPECT_FALSE(bandAround(costCurve(deployment), 1));
    EXPECT_FALSE(bandAround({}, 1));
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

/// Every cost known to within `half`.
DeploymentResult known(DeploymentResult deployment, double half) {
    for (auto& point : deployment.load_curve) {
        const double cost = point.per_month.approximate();
        point.per_month_ci = results::Interval{cost - half, cost + half};
    }
    return deployment;
}

QList<CheapestSpan> spansOf(const Result& result, const QSet<int>& hidden = {}) {
    return cheapestSpans(result, ShownComparison(result, hidden));
}

TEST(CheapestSpans, MeetWhereCostsCross) {
    const auto result =
        resultOf(madeComparison({known(curved("flat", {{1, 2, "100"}, {2, 4, "100"}, {4, 8, "100"}}), 0),
                                 known(curved("growing", {{1, 2, "40"}, {2, 4, "90"}, {4, 8, "220"}}), 0)}));
    const auto spans = spansOf(*result);
    ASSERT_EQ(spans.size(), 2);
    EXPECT_EQ(spans[0].fromRate, 2);
    EXPECT_EQ(spans[0].deployment, 1);
    EXPECT_FALSE(spans[0].changes());
    EXPECT_EQ(spans[0].toRate, result->comparison().verdict.changes[0].rate);
    EXPECT_EQ(spans[1].fromRate, spans[0].toRate);
    EXPECT_EQ(spans[1].deployment, 0);
    EXPECT_EQ(spans[1].toRate, 8);
    EXPECT_TRUE(spans[0].clear && spans[1].clear);
}

/// Differences of 60, 10 and -120, each to within sqrt(2) 8 = 11.3: the second one may be chance. The costs cross
/// 10/130 of the way in log(load), to within 11.3 / (130 / log(2)).
TEST(CheapestSpans, AreUnclearWhereTheDifferenceIs) {
    const auto result =
        resultOf(madeComparison({known(curved("flat", {{1, 2, "100"}, {2, 4, "100"}, {4, 8, "100"}}), 8),
                                 known(curved("growing", {{1, 2, "40"}, {2, 4, "90"}, {4, 8, "220"}}), 8)}));
    const auto spans = spansOf(*result);
    ASSERT_EQ(spans.size(), 4);
    EXPECT_TRUE(spans[0].clear);
    EXPECT_NEAR(spans[0].toRate, std::sqrt(2.0 * 4), 1e-12) << "half of the way to what is not clear";
    EXPECT_FALSE(spans[1].clear);
    EXPECT_EQ(spans[1].deployment, 1);
    const double crossing = 4 * std::pow(2, 10.0 / 130);
    EXPECT_NEAR(spans[1].toRate, result->comparison().verdict.changes[0].rate, 1e-9);
    EXPECT_NEAR(spans[1].toRate, crossing, 1e-6);
    EXPECT_FALSE(spans[2].clear);
    EXPECT_EQ(spans[2].deployment, 0);
    EXPECT_NEAR(spans[2].toRate, crossing * std::pow(2, std::sqrt(2.0) * 8 / 130), 1e-6);
    EXPECT_TRUE(spans[3].clear);
}

TEST(CheapestSpans, AreOfTheDeploymentsThatAreShown) {
    const auto result = resultOf(madeComparison({known(curved("dear", {{1, 2, "300"}, {4, 8, "300"}}), 0),
                                                 known(curved("cheap", {{1, 2, "10"}, {4, 8, "10"}}), 0),
                                                 known(curved("middle", {{1, 2, "100"}, {4, 8, "500"}}), 0)}));
    ASSERT_EQ(spansOf(*result).size(), 1);
    const auto spans = spansOf(*result, {1});
    ASSERT_EQ(spans.size(), 2);
    EXPECT_EQ(spans[0].deployment, 2);
    EXPECT_EQ(spans[1].deployment, 0);
}

TEST(CheapestSpans, LeaveOpenWhereObjectivesStopToBeMet) {
    const auto result =
        resultOf(madeComparison({curved("weak", {{1, 2, "10"}, {2, 4, "10", false}, {4, 8, "10", false}}),
                                 curved("strong", {{1, 2, "50"}, {2, 4, "50"}, {4, 8, "50", false}})}));
    const auto spans = spansOf(*result);
    ASSERT_EQ(spans.size(), 2);
    EXPECT_TRUE(spans[0].changes());
    EXPECT_EQ(spans[0].deployment, 0);
    EXPECT_EQ(spans[0].to, 1);
    EXPECT_TRUE(spans[1].changes());
    EXPECT_EQ(spans[1].to, std::nullopt) << "none meets them at the end";
}

TEST(CheapestSpans, NeedTwoLoads) {
    EXPECT_TRUE(spansOf(*resultOf(madeComparison({curved("a", {{1, 2, "10"}})}))).isEmpty());
    EXPECT_TRUE(spansOf(*resultOf(madeComparison({madeDeployment("a", "m", "1", 1)}))).isEmpty());
}

TEST(Coincide, MeansDrawnOnOneAnother) {
    const auto curve = [](const QList<double>& values) {
        QList<CurvePoint> points;
        for (qsizetype i = 0; i < values.size(); ++i) {
            CurvePoint point;
            point.load = static_cast<double>(i + 1);
            point.value.value = values[i];
            points.append(point);
        }
        return points;
    };
    EXPECT_TRUE(coincide(curve({100, 200, 400}), curve({101, 200, 800})));
    EXPECT_FALSE(coincide(curve({100, 200, 400}), curve({103, 200, 800})));
    EXPECT_FALSE(coincide(curve({100, 200, 400}), curve({})));
}

}  // namespace
}  // namespace plimsoll::gui
