// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "trace_files.hpp"

#include "sim/traffic/inspection.hpp"
#include "tests/traffic/generated.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <numeric>
#include <sstream>

namespace plimsoll::sim {
namespace {

using namespace std::chrono_literals;
using namespace testing;
using ::testing::HasSubstr;

TraceInspection inspected(const scenarios::WorkloadSpec& workload, Duration horizon = Duration::max()) {
    return inspect(*open_traffic(workload, horizon, 1, 1));
}

TEST(Inspection, SmallTraceByHand) {
    // Seconds 0, 0, 1, 4, 4, 4, 7.5: gaps 0 1 3 0 0 3.5, mean 1.25, squares 22.25, variance (22.25 - 6 x 1.25^2) / 5
    // = 2.575. Complete windows of 1 s: 2 1 0 0 3 0 0, sum 6, squares 14, mean 6/7, variance (14 - 36/7) / 6 = 31/21,
    // dispersion 31/18.
    const TemporaryFolder folder;
    const auto result = inspected(
        csv(folder.write("t.csv", "t,in,out\n2,1,10\n2,2,10\n3,3,10\n6,4,10\n6,5,10\n6,6,10\n9.5,7,10\n"), true));
    EXPECT_EQ(result.requests, 7U);
    EXPECT_EQ(result.span, 7500ms);
    EXPECT_DOUBLE_EQ(result.mean_rate_per_s, 6 / 7.5);
    EXPECT_DOUBLE_EQ(result.gap_cv, std::sqrt(2.575) / 1.25);
    EXPECT_DOUBLE_EQ(result.simultaneous_share, 0.5);
    ASSERT_EQ(result.windows.size(), 4U);
    EXPECT_EQ(result.windows[0].windows, 7U);
    EXPECT_DOUBLE_EQ(result.windows[0].mean, 6.0 / 7);
    EXPECT_DOUBLE_EQ(result.windows[0].dispersion, 31.0 / 18);
    EXPECT_DOUBLE_EQ(result.windows[0].peak_per_s, 3);
    EXPECT_EQ(result.windows[1].windows, 0U);
    EXPECT_DOUBLE_EQ(result.windows[1].peak_per_s, 0.7);
    EXPECT_DOUBLE_EQ(result.input_tokens.mean, 4);
    EXPECT_EQ(result.input_tokens.p50, 4U);
    EXPECT_EQ(result.input_tokens.p99, 7U);
    EXPECT_EQ(result.input_tokens.min, 1U);
    EXPECT_EQ(result.output_tokens.max, 10U);
    EXPECT_EQ(std::accumulate(result.plot.begin(), result.plot.end(), std::uint64_t{0}), 7U);
}

TEST(Inspection, PlotHoldsEveryRequestOfAnySpanInFewBuckets) {
    for (const Duration horizon : {Duration(1s), Duration(1h), Duration(365 * 24h)}) {
        const auto result =
            inspected(generated(scenarios::GeneratedTraffic::Process::constant, 10'000 / seconds_of(horizon)), horizon);
        EXPECT_EQ(std::accumulate(result.plot.begin(), result.plot.end(), std::uint64_t{0}), 10'000U);
        EXPECT_LE(result.plot.size(), 512U);
        EXPECT_GT(result.plot.size(), 200U);
        EXPECT_GE(result.plot_bucket * static_cast<std::int64_t>(result.plot.size()), result.span);
    }
}

TEST(Inspection, PercentilesAreWithinHalfAPercent) {
    const TemporaryFolder folder;
    std::string text = "t,in,out\n";
    for (int i = 1; i <= 10'000; ++i) text += std::to_string(i) + "," + std::to_string(i * 10) + ",0\n";
    const auto result = inspected(csv(folder.write("t.csv", text), true));
    EXPECT_NEAR(result.input_tokens.p50, 50'000, 50'000 * 0.004);
    EXPECT_NEAR(result.input_tokens.p90, 90'000, 90'000 * 0.004);
    EXPECT_NEAR(result.input_tokens.p99, 99'000, 99'000 * 0.004);
    EXPECT_EQ(result.input_tokens.max, 100'000U);
}

TEST(Inspection, WordsTellPoissonFromBurstyFromRegular) {
    EXPECT_THAT(burstiness_in_words(inspected(generated(scenarios::GeneratedTraffic::Process::poisson, 20), 1h)),
                HasSubstr("Poisson-like"));
    EXPECT_THAT(burstiness_in_words(inspected(generated(scenarios::GeneratedTraffic::Process::constant, 20), 1h)),
                HasSubstr("regular"));
    auto states = generated(scenarios::GeneratedTraffic::Process::mmpp, 0);
    std::get<scenarios::GeneratedTraffic>(states.traffic).states = {{1, 60s}, {100, 20s}};
    EXPECT_THAT(burstiness_in_words(inspected(states, 6h)), HasSubstr("bursty: counts per"));
    EXPECT_THAT(burstiness_in_words(inspected(generated(scenarios::GeneratedTraffic::Process::poisson, 1), 5s)),
                HasSubstr("too short"));
}

TEST(Inspection, RecordedTracesAsComputedIndependently) {
    // Reference values: the same statistics by a separate script over the files.
    const std::string path = recorded("traces/AzureLLMInferenceTrace_code.csv");
    PLIMSOLL_NEEDS_RECORDING(path);
    const auto result = inspected(azure(path));
    EXPECT_EQ(result.requests, 8819U);
    EXPECT_NEAR(result.windows[0].dispersion, 13.190268, 1e-6);
    EXPECT_NEAR(result.windows[1].dispersion, 71.850947, 1e-6);
    EXPECT_NEAR(result.windows[2].dispersion, 166.892629, 1e-6);
    EXPECT_EQ(result.input_tokens.min, 3U);
    EXPECT_EQ(result.input_tokens.max, 7437U);
    EXPECT_EQ(result.output_tokens.max, 1899U);
    EXPECT_THAT(text(result, 80, true), HasSubstr("bursty: counts per minute vary 167x more than Poisson"));
}

TEST(Inspection, ReportKeepsToItsWidthAndToAscii) {
    const auto result = inspected(generated(scenarios::GeneratedTraffic::Process::poisson, 5), 2h);
    for (const int width : {10, 72, 80, 200}) {
        std::istringstream lines(text(result, width, false));
        for (std::string line; std::getline(lines, line);) {
            EXPECT_LE(line.size(), static_cast<std::size_t>(std::max(width, 72))) << line;
            for (const char c : line) ASSERT_TRUE(c >= ' ' && c <= '~') << line;
        }
    }
    EXPECT_THAT(text(result, 80, true), HasSubstr("█"));
}

TEST(Inspection, NothingAndOneRequestHaveAReportToo) {
    EXPECT_EQ(text(inspected(generated(scenarios::GeneratedTraffic::Process::poisson, 0), 1h), 80, true),
              "0 requests over 0 s\n\n");
    const TemporaryFolder folder;
    EXPECT_EQ(text(inspected(csv(folder.write("t.csv", "t\n7\n"))), 80, true), "1 request over 0 s\n\n");
}

TEST(Inspection, Json) {
    const TemporaryFolder folder;
    const nlohmann::json json = inspected(csv(folder.write("t.csv", "t,in,out\n0,1,2\n1.5,3,4\n"), true));
    EXPECT_EQ(json["schema"], "plimsoll.trace_inspection/1");
    EXPECT_EQ(json["requests"], 2);
    EXPECT_EQ(json["span_s"], 1.5);
    EXPECT_EQ(json["input_tokens"]["max"], 3);
    EXPECT_EQ(json["windows"][0]["window_s"], 1.0);
    EXPECT_EQ(json["windows"].size(), 4U);
    EXPECT_FALSE(json["windows"][0].contains("index_of_dispersion")) << "one window has no variance";
}

}  // namespace
}  // namespace plimsoll::sim
