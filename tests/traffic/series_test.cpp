// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "statistics.hpp"
#include "trace_files.hpp"

#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

using namespace std::chrono_literals;
using namespace testing;

TEST(Series, EveryIntervalHasItsCount) {
    const TemporaryFolder folder;
    const std::string path = folder.write("series.csv", "minute,count\n0,100\n1,0\n2,20000\n3,7\n");
    EXPECT_EQ(counts(requests_of(series(path), 1h), 1min, 5min), (std::vector<double>{100, 0, 20'000, 7, 0}));
    EXPECT_EQ(counts(requests_of(repeated(series(path)), 6min), 1min, 6min),
              (std::vector<double>{100, 0, 20'000, 7, 100, 0}));
    EXPECT_EQ(counts(requests_of(series(folder.write("s.gz", gzipped("count\n3\n2\n")), 10s)), 10s, 20s),
              (std::vector<double>{3, 2}));
}

TEST(Series, TimesInsideAnIntervalAreUniform) {
    // Given its count, a Poisson process has uniform times: n = 200,000 in 50 cells, chi-square with 49 degrees of
    // freedom.
    const TemporaryFolder folder;
    const auto requests = requests_of(series(folder.write("series.csv", "count\n200000\n")), 1min);
    double chi_square = 0;
    for (const double observed : counts(requests, 1200ms, 1min))
        chi_square += (observed - 4000) * (observed - 4000) / 4000;
    EXPECT_NEAR(chi_square, 49, kStandardErrors * std::sqrt(2 * 49.0));
    // Order statistics of uniforms have (nearly) exponential gaps; equal spacing would give cv 0.
    EXPECT_NEAR(sample(gaps_s(requests)).cv(), 1, kStandardErrors / std::sqrt(200'000));
}

TEST(Series, LoadScalesTheCounts) {
    const TemporaryFolder folder;
    std::string text = "count\n";
    for (int i = 0; i < 500; ++i) text += "40\n";
    const std::string path = folder.write("series.csv", text);
    for (const double load : {0.25, 1.0, 2.0, 2.6}) {
        // floor(load) 40 + Binomial(40, fraction) per interval
        const double fraction = load - std::floor(load);
        const Sample c = sample(counts(requests_of(series(path), 500min, 1, load), 1min, 500min));
        EXPECT_NEAR(c.mean, 40 * load, kStandardErrors * std::sqrt(40 * fraction * (1 - fraction) / 500) + 1e-9)
            << load;
        EXPECT_NEAR(c.variance, 40 * fraction * (1 - fraction),
                    kStandardErrors * 40 * fraction * (1 - fraction) * std::sqrt(2.0 / 499) + 1e-9)
            << load;
    }
    EXPECT_TRUE(requests_of(series(path), 500min, 1, 0).empty());
}

TEST(Series, SameSeedSameArrivals) {
    const TemporaryFolder folder;
    const auto workload = series(folder.write("series.csv", "count\n1000\n1000\n"));
    const auto a = requests_of(workload, 1h, 4);
    const auto b = requests_of(workload, 1h, 4);
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) ASSERT_EQ(a[i].arrival, b[i].arrival);
    EXPECT_NE(a[0].arrival, requests_of(workload, 1h, 5)[0].arrival);
}

TEST(Series, Errors) {
    const TemporaryFolder folder;
    const auto message = [&](const std::string& bytes) {
        return problems_of(series(folder.write("series.csv", bytes))).front().text();
    };
    EXPECT_NE(message("count\n5\n-1\n").find("series.csv:3: count is negative"), std::string::npos);
    EXPECT_NE(message("count\n5\n2.5\n").find("series.csv:3: count is not a whole number"), std::string::npos);
    EXPECT_NE(message("count\n99999999999\n").find("more than the largest possible"), std::string::npos);
    EXPECT_NE(message("count\n").find("the series has no rows"), std::string::npos);
    EXPECT_NE(message("").find("the file is empty"), std::string::npos);
    EXPECT_NE(message("counts\n5\n").find("did you mean \"counts\"?"), std::string::npos);
    EXPECT_EQ(problems_of(series(folder.write("s.csv", "count\na\nb\n7\nc\n"))).size(), 3U);
    EXPECT_THROW((void)open_traffic(series(folder.write("t.csv", "count\n5\n"), 0s), 1h, 1, 1), InputError);
    EXPECT_THROW((void)open_traffic(series("/nowhere.csv"), 1h, 1, 1), IoError);
}

}  // namespace
}  // namespace plimsoll::sim
