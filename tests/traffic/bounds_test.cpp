// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "trace_files.hpp"

#include "scenarios/files/byte_source.hpp"
#include "scenarios/files/packed_text.hpp"
#include "sim/traffic/forecast.hpp"
#include "tests/traffic/generated.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

/// Small inputs that would take for ever, or all memory.
namespace plimsoll::sim {
namespace {

using namespace std::chrono_literals;
using namespace testing;
using ::testing::HasSubstr;
using Process = scenarios::GeneratedTraffic::Process;

Problem refused(const scenarios::WorkloadSpec& workload, Duration horizon) {
    try {
        check_number_of_requests(workload, forecast(workload, horizon), 1);
    } catch (const InputError& error) {
        return error.problems().front();
    }
    ADD_FAILURE() << "accepted";
    return {};
}

TEST(Bounds, StaysOfAnMmpp) {
    auto workload = generated(Process::mmpp, 0);
    std::get<scenarios::GeneratedTraffic>(workload.traffic).states = {{1, 1ns}, {1, 3ns}};
    const Problem found = refused(workload, 24h);
    EXPECT_EQ(found.pointer, "/workload/traffic/generate/states");
    EXPECT_THAT(found.message, HasSubstr("4.3e+13 stays"));
}

TEST(Bounds, StepsOfAProfile) {
    auto workload = generated(Process::poisson, 1e-300);
    std::get<scenarios::GeneratedTraffic>(workload.traffic).profile.daily.assign(100'000, 1);
    EXPECT_TRUE(requests_of(workload, 24h).empty());
    const Problem found = refused(workload, 24h * 100'000);
    EXPECT_EQ(found.pointer, "/workload/traffic/generate/profile");
    EXPECT_THAT(found.message, HasSubstr("100000 steps a day"));
}

TEST(Bounds, IntervalsOfASeriesWithoutRequests) {
    const TemporaryFolder folder;
    const std::string zeros = folder.write("zeros.csv", "count\n0\n0\n");
    EXPECT_THAT(refused(repeated(series(zeros, 1ms)), 24h).message, HasSubstr("the series has no requests"));
    EXPECT_THAT(problems_of(repeated(series(zeros, 1min))).front().message, HasSubstr("the series has no requests"));
    const Problem found = refused(repeated(series(folder.write("one.csv", "count\n1\n0\n"), 1us)), 24h);
    EXPECT_EQ(found.pointer, "/workload/traffic/interval");
    EXPECT_THAT(found.message, HasSubstr("86400000000 intervals of 1 us"));
    EXPECT_EQ(requests_of(repeated(series(folder.write("few.csv", "count\n0\n1\n"), 1ms)), 1h).size(), 1'800'000U);
}

TEST(Bounds, ARepeatedTraceOfWhichHardlyAnyRequestIsKept) {
    const TemporaryFolder folder;
    auto workload = repeated(csv(folder.write("two.csv", "t\n0\n1\n")));
    workload.load = 1e-300;
    EXPECT_TRUE(requests_of(workload, 24h).empty());
}

TEST(Bounds, RequestsOfASimulation) {
    const Problem generated_ones = refused(generated(Process::poisson, 1e9), 24h);
    EXPECT_EQ(generated_ones.pointer, "/workload/traffic/generate/rate");
    EXPECT_THAT(generated_ones.message, HasSubstr("about 8.6e+13 requests; a simulation takes at most 1e+10"));
    const TemporaryFolder folder;
    auto trace = repeated(csv(folder.write("fast.csv", "t\n0\n0.000001\n")));
    EXPECT_THAT(refused(trace, 24h).message, HasSubstr("about 8.6e+10 requests"));
    trace.load = 1e-300;
    EXPECT_THAT(refused(trace, 24h).message, HasSubstr("about 8.6e+10 requests")) << "all are read";
}

TEST(Bounds, CompressedDataThatBlowUp) {
    const TemporaryFolder folder;
    const std::string bomb(scenarios::kFreeDecompressedBytes + (1 << 20), '\n');
    for (const std::string& bytes : {gzipped("t\n0\n" + bomb), zstandard("t\n0\n" + bomb)}) {
        ASSERT_LT(bytes.size(), bomb.size() / scenarios::kMostDecompressed);
        const std::string path = folder.write("bomb", bytes);
        EXPECT_THAT(problems_of(csv(path)).front().message, HasSubstr("over 200 times as many"));
        EXPECT_THROW((void)scenarios::read_packed_text(path), InputError);
    }
}

TEST(Bounds, TextThatIsHeldInMemory) {
    const TemporaryFolder folder;
    const std::string path = folder.write("text", gzipped(std::string(1000, 'x')));
    EXPECT_EQ(scenarios::read_packed_text(path, 1000).size(), 1000U);
    try {
        (void)scenarios::read_packed_text(path, 999);
        ADD_FAILURE() << "accepted";
    } catch (const InputError& error) {
        EXPECT_THAT(error.problems().front().message, HasSubstr("more than 999 bytes"));
    }
}

TEST(Bounds, PipesAndDevicesAreRefusedBeforeTheyAreOpened) {
    const TemporaryFolder folder;
    const std::string pipe = folder.write("file", "") + ".pipe";
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_THAT(problems_of(csv(pipe)).front().message, HasSubstr("this is a pipe"));
    EXPECT_THAT(problems_of(csv("/dev/zero")).front().message, HasSubstr("this is a device"));
    EXPECT_THAT(problems_of(series("/dev/zero")).front().message, HasSubstr("this is a device"));
    EXPECT_THROW((void)scenarios::read_packed_text("/dev/zero"), InputError);
}

}  // namespace
}  // namespace plimsoll::sim
