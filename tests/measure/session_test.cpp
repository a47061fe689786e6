// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/session.hpp"

#include "fake_backend.hpp"
#include "scenarios/input_error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plimsoll::measure {
namespace {

using models::Precision;
using models::Profile;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

models::Work product(double m, Precision precision = Precision::fp32) {
    return {models::Gemm{1, m, 64, 64}, precision};
}

/// Four coarse sizes, then stages of two and three.
Plan plan() {
    return {{{product(1), product(2), product(4), product(8)},
             {product(3), product(6)},
             {product(5), product(7), product(9)}}};
}

struct MeasuredRun {
    FakeBackend backend;
    Profile profile;
    std::vector<Progress> progress;
    std::size_t interrupt_after = SIZE_MAX;

    Ending measure(double budget_s, const Plan& what = plan()) {
        Surroundings surroundings;
        surroundings.now_s = [this] { return backend.now_s; };
        surroundings.interrupted = [this] { return backend.measured.size() >= interrupt_after; };
        surroundings.progress = [this](const Progress& now) { progress.push_back(now); };
        surroundings.safety = [](const Profile&) {};
        return measure_plan(backend, what, budget_s, surroundings, profile);
    }
    [[nodiscard]] std::set<double> sizes() const {
        std::set<double> all;
        for (const auto& table : profile.tables)
            for (const auto& sample : table.samples) all.insert(std::get<models::Gemm>(sample.work.shape).m);
        return all;
    }
};

TEST(Session, ARichBudgetMeasuresEveryStage) {
    MeasuredRun run;
    EXPECT_EQ(run.measure(100), Ending::complete);
    EXPECT_THAT(run.sizes(), ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9));
    EXPECT_TRUE(run.profile.complete);
    EXPECT_EQ(run.profile.title, "Fake, 2 threads");
    EXPECT_DOUBLE_EQ(*run.profile.step_overhead_s, 5e-6);
}

// A second each: the coarse grid ends at 4 s, the stage of two at 6 s; the one of three would need 9 s.
TEST(Session, AFurtherStageBeginsOnlyIfItWillFit) {
    MeasuredRun run;
    EXPECT_EQ(run.measure(8.5), Ending::complete);
    EXPECT_THAT(run.sizes(), ElementsAre(1, 2, 3, 4, 6, 8));
    EXPECT_TRUE(run.profile.complete);
}

TEST(Session, ABudgetThatEndsInTheCoarseGridLeavesAnIncompleteProfile) {
    MeasuredRun run;
    EXPECT_EQ(run.measure(2.5), Ending::cut_off);
    EXPECT_THAT(run.sizes(), ElementsAre(1, 2, 4));
    EXPECT_FALSE(run.profile.complete);
}

TEST(Session, AnInterruptKeepsWhatIsThere) {
    MeasuredRun run;
    run.interrupt_after = 2;
    EXPECT_EQ(run.measure(100), Ending::interrupted);
    EXPECT_THAT(run.sizes(), ElementsAre(1, 2));
    EXPECT_FALSE(run.profile.complete);
}

TEST(Session, ResumingMeasuresOnlyWhatIsMissing) {
    MeasuredRun first;
    first.interrupt_after = 5;  // in the middle of the second stage
    EXPECT_EQ(first.measure(100), Ending::interrupted);
    MeasuredRun second;
    second.profile = first.profile;
    EXPECT_EQ(second.measure(100), Ending::complete);
    EXPECT_THAT(second.backend.measured, ElementsAre("gemm fp32 1 6 64 64", "gemm fp32 1 5 64 64",
                                                     "gemm fp32 1 7 64 64", "gemm fp32 1 9 64 64"));
    EXPECT_THAT(second.sizes(), ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9));
    EXPECT_TRUE(second.profile.complete);
}

TEST(Session, RefusesToMixDevicesLibrariesAndThreads) {
    MeasuredRun run;
    ASSERT_EQ(run.measure(100), Ending::complete);
    run.backend.identity_.title = "Fake, 1 thread";
    run.backend.identity_.threads = 1;
    run.backend.identity_.library = "Fake 1.1";
    try {
        static_cast<void>(run.measure(100));
        FAIL();
    } catch (const InputError& error) {
        ASSERT_EQ(error.problems().size(), 3U);
        EXPECT_THAT(error.problems()[0].message, HasSubstr("Fake, 2 threads"));
        EXPECT_THAT(error.problems()[1].message, HasSubstr("threads"));
        EXPECT_THAT(error.problems()[2].message, HasSubstr("Fake 1.1"));
    }
}

TEST(Session, WhatTheDeviceCannotRunIsLeftOut) {
    MeasuredRun run;
    const Plan both{{{product(1), product(1, Precision::int8), product(1, Precision::bf16)}}};
    EXPECT_EQ(run.measure(100, both), Ending::complete);
    ASSERT_EQ(run.profile.tables.size(), 2U);
    EXPECT_EQ(run.profile.tables[0].kernel, "plain");
    EXPECT_EQ(run.profile.tables[1].kernel, "narrow");
}

TEST(Session, ATableNamesEachKernelOnce) {
    Profile profile;
    double m = 1;
    for (const char* kernel : {"a", "b", "a", "ab"}) keep_sample(profile, product(m++), {{1, 0, 5}, kernel});
    ASSERT_EQ(profile.tables.size(), 1U);
    EXPECT_EQ(profile.tables[0].kernel, "a; b; ab");
}

TEST(Session, KernelsOfDifferentKindsHaveTablesOfTheirOwn) {
    Profile profile;
    const auto attention = [](double heads, bool causal) {
        return models::Work{models::Attention{1, 16, 16, heads, heads, 64, causal}, Precision::fp32};
    };
    const auto stream = [](models::StreamKind kind) {
        return models::Work{models::Stream{kind, 16, 64}, Precision::fp32};
    };
    for (const auto& work : {attention(12, false), attention(16, false), attention(12, true),
                             stream(models::StreamKind::norm), stream(models::StreamKind::add), product(1)})
        keep_sample(profile, work, {{1, 0, 5}, "k"});
    EXPECT_EQ(profile.tables.size(), 6U);
}

TEST(Session, ProgressNeverGoesBackWithinAStageAndEndsWhole) {
    MeasuredRun run;
    ASSERT_EQ(run.measure(8.5), Ending::complete);
    ASSERT_EQ(run.progress.size(), 6U);
    for (std::size_t i = 0; i < run.progress.size(); ++i) EXPECT_EQ(run.progress[i].done, i + 1);
    EXPECT_EQ(run.progress[3].of, 4U);
    EXPECT_EQ(run.progress[5].of, 6U);
    EXPECT_DOUBLE_EQ(run.progress[5].left_s, 0);
    EXPECT_DOUBLE_EQ(run.progress[5].fraction, 1);
}

// 100 s for four kernels: a share of 25 s each, but nobody is given more than a quarter second; 0.4 s left of a budget
// for two: half of an even share, 0.1 s.
TEST(Session, TheBudgetDecidesHowLongAKernelIsRepeated) {
    MeasuredRun rich;
    ASSERT_EQ(rich.measure(100), Ending::complete);
    EXPECT_DOUBLE_EQ(rich.backend.efforts.front().at_most_s, 0.25);
    MeasuredRun poor;
    EXPECT_EQ(poor.measure(2.4), Ending::cut_off);
    EXPECT_DOUBLE_EQ(poor.backend.efforts[2].at_most_s, 0.4 / 2 / 2);
}

/// The spread that the profile holds for a product of 64 x 64 with m rows; below 0 where it holds none.
double spread_of(const Profile& profile, double m) {
    for (const auto& table : profile.tables)
        for (const auto& sample : table.samples)
            if (sample.work == product(m)) return sample.spread;
    return -1;
}

Plan coarse() { return {{plan().stages.front()}}; }

TEST(Session, WhatIsNoisyIsMeasuredAgainInTheEndAndTheQuieterCounts) {
    MeasuredRun run;
    run.backend.spreads = {{"gemm fp32 1 2 64 64", {0.5, 0.3, 0.04}}, {"gemm fp32 1 8 64 64", {0.2, 0.4, 0.3, 0.15}}};
    EXPECT_EQ(run.measure(100, coarse()), Ending::complete);
    // The worst comes first; one is quiet after two more times, one never.
    EXPECT_THAT(run.backend.measured, ElementsAre("gemm fp32 1 1 64 64", "gemm fp32 1 2 64 64", "gemm fp32 1 4 64 64",
                                                  "gemm fp32 1 8 64 64", "gemm fp32 1 2 64 64", "gemm fp32 1 8 64 64",
                                                  "gemm fp32 1 2 64 64", "gemm fp32 1 8 64 64", "gemm fp32 1 8 64 64"));
    EXPECT_DOUBLE_EQ(spread_of(run.profile, 2), 0.04);
    EXPECT_DOUBLE_EQ(spread_of(run.profile, 8), 0.15);
    EXPECT_THAT(noisy_works(run.profile), ElementsAre(product(8)));
    EXPECT_EQ(run.sizes().size(), 4U);
    EXPECT_TRUE(run.profile.complete);
    EXPECT_EQ(run.progress.back().done, 9U);
    EXPECT_EQ(run.progress.back().of, 9U);
}

TEST(Session, WhatScattersByItsWholeTimeIsLeftOutAndNamed) {
    MeasuredRun run;
    run.backend.spreads = {{"gemm fp32 1 4 64 64", {11, 3, 2, 1}}, {"gemm fp32 1 8 64 64", {1333, 0.5, 2, 2}}};
    EXPECT_EQ(run.measure(100, coarse()), Ending::complete);
    EXPECT_THAT(run.sizes(), ElementsAre(1, 2, 8));
    EXPECT_DOUBLE_EQ(spread_of(run.profile, 8), 0.5);
    EXPECT_THAT(run.profile.unsteady, ElementsAre("gemm fp32 1 4 64 64"));
    EXPECT_THAT(noisy_works(run.profile), ElementsAre(product(4), product(8)));
    EXPECT_TRUE(run.profile.complete);
}

// The coarse grid takes 4 of 6.5 s; three more repetitions begin before the budget ends.
TEST(Session, MeasuringAgainEndsWithTheBudget) {
    MeasuredRun run;
    for (const int m : {1, 2, 4, 8}) run.backend.spreads[text_of(product(m))].assign(10, 0.5);
    EXPECT_EQ(run.measure(6.5, coarse()), Ending::complete);
    EXPECT_EQ(run.backend.measured.size(), 7U);
    EXPECT_TRUE(run.profile.complete);
}

// 4 s of 6.5: the stage of two would fit, but not with the four kernels that are to be measured again.
TEST(Session, AFinerStageWaitsForWhatIsNoisy) {
    MeasuredRun run;
    for (const int m : {1, 2, 4, 8}) run.backend.spreads[text_of(product(m))] = {0.5};
    EXPECT_EQ(run.measure(6.5), Ending::complete);
    EXPECT_THAT(run.sizes(), ElementsAre(1, 2, 4, 8));
}

TEST(Session, ResumingAWholeProfileMeasuresWhatIsNoisyBeforeItGetsFiner) {
    MeasuredRun first;
    first.backend.spreads = {{"gemm fp32 1 2 64 64", {0.5, 0.5, 0.5, 0.5}}, {"gemm fp32 1 4 64 64", {2, 2, 2, 2}}};
    EXPECT_EQ(first.measure(100, coarse()), Ending::complete);
    MeasuredRun second;
    second.profile = first.profile;
    EXPECT_EQ(second.measure(100), Ending::complete);
    ASSERT_GE(second.backend.measured.size(), 3U);
    EXPECT_EQ(second.backend.measured[0], "gemm fp32 1 4 64 64");
    EXPECT_EQ(second.backend.measured[1], "gemm fp32 1 2 64 64");
    EXPECT_THAT(second.sizes(), ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9));
    EXPECT_THAT(second.profile.unsteady, IsEmpty());
    EXPECT_DOUBLE_EQ(spread_of(second.profile, 2), 0.02);
}

TEST(Session, AnInterruptWhileMeasuringAgainCanBeResumed) {
    MeasuredRun run;
    run.backend.spreads = {{"gemm fp32 1 2 64 64", {0.5, 0.5, 0.5, 0.5}}};
    run.interrupt_after = 5;
    EXPECT_EQ(run.measure(100, coarse()), Ending::interrupted);
    EXPECT_FALSE(run.profile.complete);
    EXPECT_THAT(run.sizes(), ElementsAre(1, 2, 4, 8));
}

}  // namespace
}  // namespace plimsoll::measure
