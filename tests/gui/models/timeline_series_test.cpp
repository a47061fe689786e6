// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/timeline_series.hpp"

#include "tests/gui/made_result.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace plimsoll::gui {
namespace {

using testing::kMadeBucket;
using testing::kMadeHorizon;
using testing::madeComparison;
using testing::madeDeployment;
using testing::resultOf;
using testing::sampleComparison;

TEST(TimelineSeries, HasAPointWhereAValueBeginsAndOneAtTheEnd) {
    const auto deployments = sampleComparison().deployments;
    const Polyline ready = stepsOf(deployments[1], SeriesField::ready);  // half of it gone in buckets 2 and 7
    EXPECT_EQ(ready.x,
              QList<double>({0, 2 * kMadeBucket, 3 * kMadeBucket, 7 * kMadeBucket, 8 * kMadeBucket, kMadeHorizon}));
    EXPECT_EQ(ready.y, QList<double>({1, 0.5, 1, 0.5, 1, 1}));
    EXPECT_EQ(stepsOf(deployments[0], SeriesField::ready).x.size(), 2) << "equal neighbours share a point";
}

TEST(TimelineSeries, HasGapsWhereNothingCompleted) {
    const Polyline p99 = stepsOf(sampleComparison().deployments[1], SeriesField::p99);
    // Nothing is measured in bucket 0, nothing completes in bucket 3.
    ASSERT_EQ(p99.x, QList<double>({kMadeBucket, 3 * kMadeBucket, 3 * kMadeBucket, 4 * kMadeBucket, kMadeHorizon}));
    EXPECT_EQ(p99.y[0], 0.1);
    EXPECT_EQ(p99.y[1], 0.1) << "the run ends at the bucket's end";
    EXPECT_TRUE(std::isnan(p99.y[2]));
    EXPECT_EQ(p99.y[3], 0.1);
}

TEST(TimelineSeries, HasGapsAtZeroForALogarithmicAxis) {
    auto deployment = sampleComparison().deployments[0];
    deployment.series[4].cost_per_hour = 0;
    EXPECT_EQ(stepsOf(deployment, SeriesField::cost).y, QList<double>({0.5, 0, 0.5, 0.5}));
    const Polyline line = stepsOf(deployment, SeriesField::cost, true);
    ASSERT_EQ(line.y.size(), 5);
    EXPECT_TRUE(std::isnan(line.y[2]));
    EXPECT_EQ(line.y[1], 0.5);
}

TEST(TimelineSeries, IsEmptyWithoutASeries) {
    EXPECT_TRUE(stepsOf(sampleComparison().deployments[4], SeriesField::cost).x.isEmpty());
    EXPECT_FALSE(bucketAt(sampleComparison().deployments[4], 0));
}

TEST(TimelineSeries, StacksWhatStartsOnWhatIsReady) {
    const Polyline all = stackedSteps(sampleComparison().deployments[1], SeriesField::ready, SeriesField::starting);
    EXPECT_EQ(all.y, QList<double>({1, 1})) << "half ready and half starting is one";
}

TEST(TimelineSeries, FindsTheBucketOfATime) {
    const auto deployment = sampleComparison().deployments[0];
    EXPECT_EQ(bucketAt(deployment, 0), 0u);
    EXPECT_EQ(bucketAt(deployment, kMadeBucket), 1u);
    EXPECT_EQ(bucketAt(deployment, kMadeHorizon - 1), 11u);
    EXPECT_FALSE(bucketAt(deployment, kMadeHorizon));
    EXPECT_FALSE(bucketAt(deployment, -1));
}

TEST(TimelineSeries, GivesValuesWithTheirUnits) {
    const auto deployment = sampleComparison().deployments[1];
    EXPECT_EQ(valueText(SeriesField::arrivals, valueOf(deployment, 1, SeriesField::arrivals)),
              QStringLiteral("1.1 /s"));
    EXPECT_EQ(valueText(SeriesField::p99, valueOf(deployment, 1, SeriesField::p99)), QStringLiteral("100 ms"));
    EXPECT_EQ(valueText(SeriesField::p99, valueOf(deployment, 3, SeriesField::p99)), QStringLiteral("–"));
    EXPECT_EQ(valueText(SeriesField::cost, valueOf(deployment, 1, SeriesField::cost)), QStringLiteral("$0.150/h"));
}

TEST(TimelineSeries, HasWhatReplicasHoldOfTokensWhereTheyAnswerTokenByToken) {
    auto comparison = sampleComparison();
    auto& deployment = comparison.deployments[1];
    EXPECT_FALSE(valueOf(deployment, 1, SeriesField::kv_cache));
    deployment.token_series.resize(deployment.series.size());
    deployment.token_series[1] = {3.5, 2, 0.25};
    EXPECT_EQ(valueText(SeriesField::running, valueOf(deployment, 1, SeriesField::running)), QStringLiteral("3.5"));
    EXPECT_EQ(valueText(SeriesField::queued, valueOf(deployment, 1, SeriesField::queued)), QStringLiteral("2"));
    EXPECT_EQ(valueText(SeriesField::kv_cache, valueOf(deployment, 1, SeriesField::kv_cache)),
              QStringLiteral("25.0 %"));
    const auto table = timelineTable(*resultOf(comparison), {0, 1}, 100);
    const auto names = [&] {
        QStringList all;
        for (const auto& column : table.columns) all.append(column.title);
        return all;
    }();
    const auto place = names.indexOf(QStringLiteral("token_by_token.kv_cache_used_mean"));
    ASSERT_GE(place, 0);
    EXPECT_FALSE(table.rows[1][place].isValid()) << "the first deployment has none";
    const auto width = static_cast<qsizetype>(comparison.deployments[0].series.size());
    EXPECT_EQ(table.rows[width + 1][place].toDouble(), 0.25);
}

TEST(TimelineSeries, PutsInterruptionsInTheMiddleOfTheirBuckets) {
    const Polyline points = interruptionsOf(sampleComparison().deployments[1]);
    EXPECT_EQ(points.x, QList<double>({2.5 * kMadeBucket, 7.5 * kMadeBucket}));
    EXPECT_EQ(points.y, QList<double>({1, 2}));
}

TEST(Envelope, SpansTheLowestAndHighestOfAllDeployments) {
    const auto result = resultOf(sampleComparison());
    const Envelope all = envelopeOf(*result, {}, SeriesField::p99, 200);
    ASSERT_EQ(all.x.size(), 11);  // bucket 0 has no latency
    EXPECT_EQ(all.low.first(), 0.1);
    EXPECT_EQ(all.high.first(), 2);
    EXPECT_EQ(envelopeOf(*result, {2}, SeriesField::p99, 200).high.first(), 0.2) << "hidden ones do not count";
    EXPECT_EQ(envelopeOf(*result, {}, SeriesField::cost, 3).x, QList<double>({1200, 3600, 6000}));
}

TEST(TimelineChoice, IsTheSelectedDeploymentInDetail) {
    const auto choice = timelineChoice(*resultOf(sampleComparison()), 2, {}, 12);
    EXPECT_EQ(choice.lines, QList<int>({2}));
    EXPECT_TRUE(choice.detailed);
    EXPECT_FALSE(choice.envelope);
}

TEST(TimelineChoice, IsEveryDeploymentThatIsNotHiddenWithoutASelection) {
    const auto result = resultOf(sampleComparison());
    EXPECT_EQ(timelineChoice(*result, {}, {}, 12).lines, QList<int>({0, 1, 2, 3, 4}));
    EXPECT_EQ(timelineChoice(*result, {}, {1, 2}, 12).lines, QList<int>({0, 3, 4}));
    EXPECT_EQ(timelineChoice(*result, 1, {1}, 12).lines, QList<int>({0, 2, 3, 4})) << "hidden wins over selected";
    EXPECT_TRUE(timelineChoice(*result, {}, {0, 1, 2, 4}, 12).detailed) << "one alone has room for detail";
}

TEST(TimelineChoice, IsTheRangeOfVeryManyAndTheRecommendedOne) {
    const auto choice = timelineChoice(*resultOf(sampleComparison()), {}, {}, 3);
    EXPECT_TRUE(choice.envelope);
    EXPECT_EQ(choice.lines, QList<int>({3}));
    EXPECT_TRUE(timelineChoice(*resultOf(sampleComparison()), {}, {3}, 3).lines.isEmpty());
}

TEST(TimelineSeries, KnowsWhetherTrafficIsTheSame) {
    auto comparison = sampleComparison();
    EXPECT_TRUE(haveSameArrivals(*resultOf(comparison), {0, 1, 2, 3}));
    EXPECT_FALSE(haveSameArrivals(*resultOf(comparison), {0, 4})) << "no series is not the same one";
    comparison.deployments[1].series[5].arrived += 1;
    EXPECT_FALSE(haveSameArrivals(*resultOf(comparison), {0, 1}));
}

TEST(TimelineSeries, KnowsWhetherDeploymentsDifferByOrders) {
    auto comparison = sampleComparison();
    EXPECT_FALSE(differByOrders(*resultOf(comparison), {0, 1, 2, 3}, SeriesField::cost));
    for (auto& bucket : comparison.deployments[2].series) bucket.cost_per_hour = 0.01;
    EXPECT_TRUE(differByOrders(*resultOf(comparison), {0, 1, 2, 3}, SeriesField::cost));
    EXPECT_FALSE(differByOrders(*resultOf(comparison), {0, 1}, SeriesField::cost));
}

TEST(TimelineTable, HasARowPerBucketWithEveryArrayOfTheSeries) {
    QByteArray text = resultOf(sampleComparison())->text();
    text.replace("\"arrived\": [\n", "\"queue_mean\": [7, 8, 9], \"arrived\": [\n");
    text.replace("\"arrived\":[", "\"queue_mean\":[7,8,9],\"arrived\":[");
    const Result result(text, {});
    const Table table = timelineTable(result, {0, 1}, 1000);
    ASSERT_EQ(table.rows.size(), 24);
    QStringList titles;
    for (const auto& column : table.columns) titles.append(heading(column));
    EXPECT_EQ(titles.mid(0, 2), QStringList({QStringLiteral("deployment"), QStringLiteral("time (s)")}));
    const auto queue = titles.indexOf(QStringLiteral("queue_mean"));
    ASSERT_GE(queue, 0) << qPrintable(titles.join(QLatin1Char(',')));
    EXPECT_EQ(table.rows[1][queue].toDouble(), 8);
    EXPECT_FALSE(table.rows[3][queue].isValid());
    EXPECT_EQ(table.rows[13][1].toDouble(), kMadeBucket);
    EXPECT_TRUE(titles.contains(QStringLiteral("latency_p99_s (s)")));
}

TEST(TimelineTable, SaysWhatItLeavesOut) {
    const Table table = timelineTable(*resultOf(sampleComparison()), {0, 1}, 10);
    ASSERT_EQ(table.rows.size(), 11);
    EXPECT_TRUE(table.rows.last()[0].toString().startsWith(QStringLiteral("… 14 more rows")));
}

}  // namespace
}  // namespace plimsoll::gui
