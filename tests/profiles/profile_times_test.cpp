// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/profile_times.hpp"
#include "models/step_time/step_time.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace plimsoll::models {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

double roofline(const Work& work) { return 5e-6 + std::max(flops_of(work) / 200e12, bytes_of(work) / 1.5e12); }
double by_bytes(const Work& work) { return 3e-6 + bytes_of(work) / 1e12; }

KernelTable table_of(const std::vector<Work>& works, double (*seconds)(const Work&), const char* kernel = "test") {
    KernelTable table{kernel, {}};
    for (const auto& work : works) table.samples.push_back({work, seconds(work), 0});
    return table;
}

KernelTable products(Precision precision = Precision::bf16) {
    std::vector<Work> works;
    for (const double n : {512, 4096})
        for (const double k : {512, 4096})
            for (const double m : {1, 64, 1024, 8192}) works.push_back({Gemm{1, m, n, k}, precision});
    return table_of(works, roofline);
}

Work decode(double sequences, double span, double heads = 32, double kv_heads = 8) {
    return {Attention{sequences, 1, span, heads, kv_heads, 128, true}, Precision::bf16};
}
KernelTable decodes() {
    std::vector<Work> works;
    for (const double sequences : {1, 8, 64})
        for (const double span : {128, 1024, 8192}) works.push_back(decode(sequences, span));
    return table_of(works, by_bytes);
}

KernelTable norms() {
    std::vector<Work> works;
    for (const double rows : {1, 64, 1024, 8192})
        works.push_back({Stream{StreamKind::norm, rows, 4096}, Precision::bf16});
    return table_of(works, by_bytes);
}

Profile profile_of(std::vector<KernelTable> tables) {
    Profile profile;
    profile.tables = std::move(tables);
    return profile;
}

TEST(ProfileTimes, KnowsThePrecisionsOfItsProductsAndTheirTwins) {
    const ProfileTimes times(profile_of({products(), norms()}));
    EXPECT_TRUE(times.knows(Precision::bf16));
    EXPECT_TRUE(times.knows(Precision::fp16));
    EXPECT_FALSE(times.knows(Precision::fp8));
    EXPECT_FALSE(times.knows(Precision::fp32));
}

TEST(ProfileTimes, SixteenBitFormatsStandForEachOther) {
    const ProfileTimes times(profile_of({products()}));
    const Gemm gemm{1, 100, 1000, 2000};
    const auto time = times.time({gemm, Precision::fp16});
    EXPECT_EQ(time.seconds, times.time({gemm, Precision::bf16}).seconds);
    EXPECT_FALSE(time.extrapolated);
}

TEST(ProfileTimes, AttentionOfQuantizedModelsComputesInSixteenBits) {
    const ProfileTimes times(profile_of({products(), products(Precision::int8), decodes()}));
    auto work = decode(8, 2000);
    const auto plain = times.time(work);
    work.precision = Precision::int8;
    EXPECT_EQ(times.time(work).seconds, plain.seconds);
    EXPECT_FALSE(times.time(work).extrapolated);
}

TEST(ProfileTimes, FewerHeadsFollowTheLawOfTheNearest) {
    // Half of the heads read half of the keys and values: 3 us + bytes / 1 TB/s.
    const ProfileTimes times(profile_of({products(), decodes()}));
    const auto half = decode(8, 1024, 16, 4);
    const auto time = times.time(half);
    EXPECT_TRUE(time.extrapolated);
    EXPECT_NEAR(time.seconds, by_bytes(half), 0.01 * by_bytes(half));
}

TEST(ProfileTimes, AStreamThatWasNotMeasuredTakesAsLongAsAnotherOfAsManyBytes) {
    const ProfileTimes times(profile_of({products(), norms()}));
    const Work add{Stream{StreamKind::add, 500, 4096}, Precision::bf16};
    EXPECT_TRUE(times.time(add).extrapolated);
    EXPECT_NEAR(times.time(add).seconds, by_bytes(add), 1e-3 * by_bytes(add));
}

TEST(ProfileTimes, MoreDevicesFollowTheRing) {
    // Each device of a ring of N sends and receives 2 (N - 1) / N of the data: 1.5 times as much of 4 as of 2.
    std::vector<Work> works;
    for (const double bytes : {1e4, 1e6, 1e8}) works.push_back({AllReduce{2, bytes}, Precision::bf16});
    const ProfileTimes times(profile_of({products(), table_of(works, by_bytes)}));
    const auto two = times.time({AllReduce{2, 1e6}, Precision::bf16});
    const auto four = times.time({AllReduce{4, 1e6}, Precision::bf16});
    EXPECT_FALSE(two.extrapolated);
    EXPECT_TRUE(four.extrapolated);
    EXPECT_NEAR(four.seconds, 1.5 * two.seconds, 1e-12);
}

TEST(ProfileTimes, WithoutATableTheProductsLawAnswersAndIsMarked) {
    const ProfileTimes times(profile_of({products()}));
    // 5 us + bytes / 1.5 TB/s, and for attention FLOPs at half of 200 TFLOP/s.
    const Work norm{Stream{StreamKind::norm, 1000, 4096}, Precision::bf16};
    EXPECT_NEAR(times.time(norm).seconds, 5e-6 + bytes_of(norm) / 1.5e12, 1e-8);
    const Work prefill{Attention{1, 4096, 4096, 32, 8, 128, true}, Precision::bf16};
    EXPECT_NEAR(times.time(prefill).seconds, 5e-6 + flops_of(prefill) / 100e12, 1e-6);
    EXPECT_TRUE(times.time(norm).extrapolated);
    EXPECT_GE(times.time(prefill).relative_sd, 0.5);
}

// Of few rows by the bytes of the weights as they are stored, though the same product of 16 bits was measured; of many
// by the operations.
TEST(ProfileTimes, ProductsOfWeightsInFewerBitsFollowTheLawOfTheProducts) {
    const ProfileTimes times(profile_of({products()}));
    const Work few{Gemm{1, 1, 4096, 4096, 4.25}, Precision::bf16};
    const Work many{Gemm{1, 8192, 4096, 4096, 4.25}, Precision::bf16};
    EXPECT_NEAR(times.time(few).seconds, 5e-6 + (4096.0 * 4096 * 4.25 / 8 + 2 * 2 * 4096) / 1.5e12, 1e-8);
    EXPECT_NEAR(times.time(many).seconds, 5e-6 + flops_of(many) / 200e12, 1e-6);
    EXPECT_TRUE(times.time(few).extrapolated);
    EXPECT_GE(times.time(few).relative_sd, 0.5);
    EXPECT_GT(times.time({Gemm{1, 1, 4096, 4096}, Precision::bf16}).seconds, 2 * times.time(few).seconds);
}

TEST(ProfileTimes, SaysWhatIsAssumed) {
    auto profile = profile_of({products(), decodes(), norms()});
    EXPECT_THAT(ProfileTimes(profile).assumptions(), Contains(HasSubstr("several new tokens was not measured")));
    EXPECT_THAT(ProfileTimes(profile).assumptions(), Contains(HasSubstr("work per step was not measured")));
    EXPECT_THAT(ProfileTimes(profile).assumptions(), Not(Contains(HasSubstr("one new token was not measured"))));
    profile.step_overhead_s = 1e-3;
    EXPECT_THAT(ProfileTimes(profile).assumptions(), Not(Contains(HasSubstr("work per step"))));
    EXPECT_EQ(ProfileTimes(profile).step_overhead(), 1e-3);
}

// A graph of one norm: its spread of 0 is all that is known of its error, until nothing is known of the host.
TEST(ProfileTimes, AStepIsLessSureWhereTheHostsWorkIsNotKnown) {
    Operator norm;
    norm.shape = StreamShape{StreamKind::norm, {0, 1, 0}, 4096};
    norm.precision = Precision::bf16;
    OperatorGraph graph;
    graph.add(norm, {});
    auto profile = profile_of({products(), norms()});
    for (auto& sample : profile.tables[1].samples) sample.spread = 0.04;
    const StepSize step{1, 64, 0};
    const auto unknown = step_time(graph, step, ProfileTimes(profile));
    profile.step_overhead_s = 0;
    const auto known = step_time(graph, step, ProfileTimes(profile));
    EXPECT_NEAR(known.relative_sd, 0.04, 1e-8);
    EXPECT_NEAR(unknown.relative_sd, std::hypot(0.04, kUnknownHostSd), 1e-8);
    EXPECT_EQ(unknown.seconds, known.seconds);
}

TEST(ProfileTimes, TheFirstOfTwoTablesOfOneKernelCountsWhereBothMeasured) {
    auto slow = norms();
    slow.kernel = "slow";
    for (auto& sample : slow.samples) sample.seconds *= 2;
    const Work large{Stream{StreamKind::norm, 32768, 4096}, Precision::bf16};
    slow.samples.push_back({large, 0.5e-3, 0});
    const ProfileTimes times(profile_of({products(), norms(), slow}));
    const Work norm{Stream{StreamKind::norm, 64, 4096}, Precision::bf16};
    EXPECT_DOUBLE_EQ(times.time(norm).seconds, by_bytes(norm));
    EXPECT_DOUBLE_EQ(times.time(large).seconds, 0.5e-3);
    EXPECT_THAT(times.assumptions(), Contains(HasSubstr("4 times by \"slow\" were measured before")));
}

TEST(ProfileTimes, AnswersTheSameInEveryOrderOfQueries) {
    const ProfileTimes times(profile_of({products(), decodes(), norms()}));
    const auto first = times.time(decode(3, 333));
    (void)times.time({Gemm{1, 33, 444, 555}, Precision::bf16});
    const auto second = times.time(decode(3, 333));
    EXPECT_EQ(first.seconds, second.seconds);
    EXPECT_EQ(first.relative_sd, second.relative_sd);
}

}  // namespace
}  // namespace plimsoll::models
