// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/time_range.hpp"
#include "tests/gui/made_result.hpp"

#include <gtest/gtest.h>

namespace plimsoll::gui {
namespace {

using testing::kMadeBucket;
using testing::madeDeployment;

// Buckets of 10 min with 600, 660, 720, 600, 660, … arrivals and one instance that costs $2 an hour.
class TimeRange : public ::testing::Test {
protected:
    results::DeploymentResult deployment_ = madeDeployment("d", "m", "4", 0.05);
};

TEST_F(TimeRange, SumsAndAveragesWholeBuckets) {
    deployment_.series[3].in_system_mean = 0.35;
    deployment_.series[3].ready_mean = 4;
    deployment_.series[3].starting_mean = 2;
    deployment_.series[3].rejected = 7;
    deployment_.series[4].interruptions = 2;
    const auto figures = figuresIn(deployment_, {2 * kMadeBucket, 5 * kMadeBucket});
    ASSERT_TRUE(figures.has_value());
    EXPECT_DOUBLE_EQ(figures->arrived, 720 + 600 + 660);
    EXPECT_DOUBLE_EQ(figures->completed, 720 + 600 + 660);
    EXPECT_DOUBLE_EQ(figures->rate, 1.1);
    EXPECT_DOUBLE_EQ(figures->largestRate, 1.2);
    EXPECT_DOUBLE_EQ(figures->inSystem, 0.15);
    EXPECT_DOUBLE_EQ(figures->largestInSystem, 0.35);
    EXPECT_DOUBLE_EQ(figures->ready, 2);
    EXPECT_DOUBLE_EQ(figures->largestReady, 4);
    EXPECT_DOUBLE_EQ(figures->instanceHours, 8.0 / 6) << "(1 + 6 + 1) for 10 min";
    EXPECT_DOUBLE_EQ(figures->rejected, 7);
    EXPECT_DOUBLE_EQ(figures->interruptions, 2);
    EXPECT_DOUBLE_EQ(figures->cost, 1) << "half an hour of $2";
}

TEST_F(TimeRange, TakesTheBucketsThatItTouches) {
    const auto figures = figuresIn(deployment_, {2.5 * kMadeBucket, 4.1 * kMadeBucket});
    ASSERT_TRUE(figures.has_value());
    EXPECT_EQ(figures->span, (TimeSpan{2 * kMadeBucket, 5 * kMadeBucket}));
}

TEST_F(TimeRange, HasTheWorstPercentileOfABucketAndNoneOfItsOwn) {
    deployment_.series[3].latency_p99_s = 0.4;
    EXPECT_EQ(figuresIn(deployment_, {2 * kMadeBucket, 5 * kMadeBucket})->worstP99, 0.4);
    EXPECT_EQ(figuresIn(deployment_, {0, kMadeBucket})->worstP99, std::nullopt) << "nothing is measured in the warm-up";
}

TEST_F(TimeRange, IsReadFromWhatIsTyped) {
    constexpr double kDay = 86'400;
    const TimeSpan morning{8 * 3600, 9.5 * 3600};
    for (const char* text : {"08:00 to 09:30", " 8:00-9:30 ", "08:00 – 09:30:00"})
        EXPECT_EQ(spanOf(QString::fromUtf8(text), kDay), morning) << text;
    EXPECT_EQ(spanOf(QStringLiteral("23:00 to 1 d 01:00"), 2 * kDay), (TimeSpan{23 * 3600, 25 * 3600}));
    EXPECT_EQ(spanOf(QStringLiteral("23:00 to 1 d 01:00"), kDay), (TimeSpan{23 * 3600, kDay})) << "it ends there";
    for (const char* text :
         {"", "08:00", "09:30 to 08:00", "08:60 to 09:30", "1 d 01:00 to 1 d 02:00", "noon to 13:00"})
        EXPECT_EQ(spanOf(QString::fromUtf8(text), kDay), std::nullopt) << text;
}

TEST_F(TimeRange, IsEmptyOutsideOfTheSeries) {
    EXPECT_FALSE(figuresIn(deployment_, {8000, 9000}).has_value());
    deployment_.series.clear();
    EXPECT_FALSE(figuresIn(deployment_, {0, 600}).has_value());
}

TEST_F(TimeRange, HasARowForEveryDeployment) {
    const auto result = testing::resultOf(testing::sampleComparison());
    const Table table = rangeTable(*result, {0, 1200});
    ASSERT_EQ(table.rows.size(), result->indices().size());
    EXPECT_EQ(table.rows[0][1], QVariant(1260.0));
    EXPECT_FALSE(table.rows[4][1].isValid()) << "the broken one has no series";
    EXPECT_EQ(rangeTexts(*figuresIn(deployment_, {0, 1200})).size(), rangeHeadings().size());
}

}  // namespace
}  // namespace plimsoll::gui
