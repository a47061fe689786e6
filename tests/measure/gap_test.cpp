// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/gap.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace plimsoll::measure {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// 100 steps foreseen to take 10 ms each, 1 ms of that the host's: of 12 ms of the device and 3 ms of the host.
TEST(StepTotals, RatiosTakeTheHostOfTheProfileUntilTheEnginesIsAdded) {
    const StepTotals totals{1.2, 0.3, 1.0, 0.1};
    EXPECT_DOUBLE_EQ(totals.device_ratio(), 1.3);
    EXPECT_DOUBLE_EQ(totals.wall_ratio(), 1.5);
    const StepTotals as_foreseen{0.9, 0.1, 1.0, 0.1};
    EXPECT_DOUBLE_EQ(as_foreseen.device_ratio(), 1);
    EXPECT_DOUBLE_EQ(as_foreseen.wall_ratio(), 1);
}

TEST(Gap, PartsAddUpToTheDifference) {
    const auto parts = parts_of({0.010, 0.013, 0.012, 0.020});
    EXPECT_DOUBLE_EQ(parts.device_s, 0.003);
    EXPECT_DOUBLE_EQ(parts.host_s, -0.001);
    EXPECT_DOUBLE_EQ(parts.queue_s, 0.008);
    EXPECT_DOUBLE_EQ(parts.total_s(), 0.010);
}

TEST(Gap, TheLargestPartCountsWhicheverWayItGoes) {
    EXPECT_EQ(largest({-3, 1, 2}), GapCause::device);
    EXPECT_EQ(largest({1, -3, 2}), GapCause::host);
    EXPECT_EQ(largest({1, 2, -3}), GapCause::queue);
}

LoadGaps told(const GapStages& latency) {
    LoadGaps load;
    load.load = 0.6;
    load.gaps = {{"latency p50", latency}};
    load.run_spread = 0.02;
    load.device_ratio = models::RunFigure{1.25, 0};
    load.wall_ratio = models::RunFigure{1.5, 0};
    return load;
}

TEST(GapText, ShowsPartsAndShares) {
    EXPECT_THAT(text_of({told({0.010, 0.014, 0.013, 0.020})}),
                AllOf(HasSubstr("0.60  latency p50"), HasSubstr("20.000      10.000     +10.000"),
                      HasSubstr("+4.000    40 %"), HasSubstr("-1.000   -10 %"), HasSubstr("+7.000    70 %")));
}

struct Told {
    GapStages stages;
    const char* sentence;
    const char* advice;
};

class GapSentence : public testing::TestWithParam<Told> {};

TEST_P(GapSentence, NamesTheLargestPartAndWhatToDo) {
    EXPECT_THAT(text_of({told(GetParam().stages)}),
                AllOf(HasSubstr(std::string("load 0.60: ") + GetParam().sentence), HasSubstr(GetParam().advice)));
}

INSTANTIATE_TEST_SUITE_P(
    Parts, GapSentence,
    testing::Values(
        Told{{1, 3, 4, 5}, "mostly the device: by its times, steps take 1.250", "Measure the profile again"},
        Told{{5, 2, 2, 2}, "mostly the device", "kernels are faster"},
        Told{{1, 2, 4, 5}, "mostly the host: with its work, steps take 1.500", "asynchronous scheduling"},
        Told{{5, 5, 3, 3}, "mostly the host", "host does more per step"},
        Told{{1, 2, 3, 6}, "mostly the queue: requests take longer than the steps explain", "another rule"},
        Told{{6, 6, 6, 3}, "mostly the queue: requests take less", "several steps at a time"},
        Told{{1, 1.5, 1, 1.02}, "measured and simulated latencies differ by less than the runs do", "."}));

TEST(GapText, WithoutStepsOnlyTheSumIsKnown) {
    auto load = told({0.010, 0, 0, 0.020});
    load.device_ratio.reset();
    load.wall_ratio.reset();
    EXPECT_THAT(text_of({load}), AllOf(HasSubstr("the engine does not tell its steps, so only the sum is known"),
                                       HasSubstr("+10.000"), Not(HasSubstr("%"))));
}

}  // namespace
}  // namespace plimsoll::measure
