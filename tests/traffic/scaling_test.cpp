// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "statistics.hpp"
#include "trace_files.hpp"

#include "sim/traffic/scaled_trace.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace plimsoll::sim {
namespace {

using namespace std::chrono_literals;
using namespace testing;

/// A Poisson trace of known rate as a file; input_tokens number the rows.
std::string poisson_csv(double rate, Duration length, std::size_t* rows = nullptr) {
    scenarios::GeneratedTraffic traffic;
    traffic.rate_per_s = rate;
    scenarios::WorkloadSpec workload;
    workload.traffic = traffic;
    std::string text = "t,in,out\n";
    const auto requests = requests_of(workload, length, 99);
    for (const Request& request : requests) {
        const auto ns = request.arrival.time_since_epoch().count();
        const std::string fraction = std::to_string(1'000'000'000 + ns % 1'000'000'000).substr(1);
        text += std::to_string(ns / 1'000'000'000) + "." + fraction + "," + std::to_string(request.id) + ",1\n";
    }
    if (rows != nullptr) *rows = requests.size();
    return text;
}

TEST(Scaling, LoadOneIsTheTraceItself) {
    const TemporaryFolder folder;
    const auto workload = csv(folder.write("trace.csv", poisson_csv(10, 100s)), true);
    const auto a = requests_of(workload, 1h, 1);
    const auto b = requests_of(workload, 1h, 2);
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_EQ(a[i].arrival, b[i].arrival);
        EXPECT_EQ(a[i].input_tokens, i);
    }
}

TEST(Scaling, AThinnedPoissonProcessIsPoisson) {
    // Each of n rows is kept with p = 0.3: Binomial(n, p), and what is left of a Poisson process is one (Kingman,
    // Poisson Processes, 1993, section 5.1): gaps of cv 1, counts of index of dispersion 1.
    const TemporaryFolder folder;
    std::size_t rows = 0;
    const auto requests = requests_of(csv(folder.write("trace.csv", poisson_csv(50, 4000s, &rows))), 4000s, 1, 0.3);
    const auto n = static_cast<double>(requests.size());
    EXPECT_NEAR(n, 0.3 * static_cast<double>(rows), kStandardErrors * std::sqrt(static_cast<double>(rows) * 0.3 * 0.7));
    EXPECT_NEAR(sample(gaps_s(requests)).cv(), 1, kStandardErrors / std::sqrt(n));
    EXPECT_NEAR(dispersion(requests, 1s, 4000s), 1, kStandardErrors * std::sqrt(2.0 / 3999));
}

TEST(Scaling, EveryRequestHasTheFloorOrTheCeilingOfTheLoadInCopies) {
    const TemporaryFolder folder;
    std::size_t rows = 0;
    const auto workload = csv(folder.write("trace.csv", poisson_csv(10, 2000s, &rows)), true);
    std::map<std::uint32_t, int> copies;
    const auto requests = requests_of(workload, 24h, 3, 2.25);
    for (const Request& request : requests) ++copies[request.input_tokens];
    ASSERT_EQ(copies.size(), rows);
    for (const auto& [row, number] : copies) ASSERT_TRUE(number == 2 || number == 3) << row;
    const auto n = static_cast<double>(rows);
    EXPECT_NEAR(static_cast<double>(requests.size()), 2.25 * n, kStandardErrors * std::sqrt(n * 0.25 * 0.75));
}

TEST(Scaling, TheRequestsOfALoadAreAmongThoseOfAHigherLoad) {
    const TemporaryFolder folder;
    const auto workload = csv(folder.write("trace.csv", poisson_csv(10, 500s)), true);
    const auto keys = [&](double load) {
        std::vector<std::pair<std::int64_t, std::uint32_t>> result;
        for (const Request& r : requests_of(workload, 24h, 3, load))
            result.emplace_back(r.arrival.time_since_epoch().count(), r.input_tokens);
        std::sort(result.begin(), result.end());
        return result;
    };
    const std::vector<double> loads{0.2, 0.7, 1, 1.4, 2, 3.9, 8};
    for (std::size_t i = 1; i < loads.size(); ++i) {
        const auto fewer = keys(loads[i - 1]);
        const auto more = keys(loads[i]);
        EXPECT_LT(fewer.size(), more.size());
        EXPECT_TRUE(std::includes(more.begin(), more.end(), fewer.begin(), fewer.end())) << loads[i];
    }
}

TEST(Scaling, CopiesFollowWithinTheFourthNextRequestOrASecond) {
    const TemporaryFolder folder;
    // Row i at second i^2: gaps from 1 s to minutes.
    std::string text = "t,in,out\n";
    std::vector<std::int64_t> at;
    for (int i = 0; i < 100; ++i) {
        at.push_back(static_cast<std::int64_t>(i) * i);
        text += std::to_string(i * i) + "," + std::to_string(i) + ",1\n";
    }
    double latest = 0;
    for (const Request& request : requests_of(csv(folder.write("trace.csv", text), true), 24h, 1, 6)) {
        const std::size_t row = request.input_tokens;
        const double delay = seconds_of(request.arrival - kStart) - static_cast<double>(at[row]);
        const double window = std::max(1.0, static_cast<double>(at[std::min(row + 4, at.size() - 1)] - at[row]));
        ASSERT_GE(delay, 0);
        ASSERT_LT(delay, window) << row;
        latest = std::max(latest, delay / window);
    }
    EXPECT_GT(latest, 0.9) << "the whole window is used";
}

TEST(Scaling, DispersionOfTheRecordedTraceScalesAsStated) {
    // A count N of the trace becomes load N on average, with variance load^2 Var N + E[N] f (1 - f), f the fraction of
    // load: index of dispersion load IDC + f (1 - f) / load; below load 1 that is 1 + load (IDC - 1). In windows of a
    // minute, against delays of seconds, hardly any copy leaves its window.
    const std::string path = recorded("traces/AzureLLMInferenceTrace_code.csv");
    PLIMSOLL_NEEDS_RECORDING(path);
    const Duration span = 57min;
    const double recorded_idc = dispersion(requests_of(azure(path)), 1min, span);
    EXPECT_NEAR(recorded_idc, 166.89, 0.01);  // from the file, by hand
    for (const double load : {0.25, 0.5, 2.0, 2.5, 4.0}) {
        const double fraction = load - std::floor(load);
        const double stated = load * recorded_idc + fraction * (1 - fraction) / load;
        std::vector<double> scaled;
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const auto requests = requests_of(azure(path), 1h, seed, load);
            scaled.push_back(dispersion(requests, 1min, span));
            // floor(load) copies of each and a binomial number of the next.
            ASSERT_NEAR(static_cast<double>(requests.size()), load * 8819,
                        kStandardErrors * std::sqrt(8819 * fraction * (1 - fraction)));
        }
        const Sample s = sample(scaled);
        // Copies that leave their minute blur the counts a little; 2 % is the room for that.
        EXPECT_NEAR(s.mean / stated, 1, 0.02 + kStandardErrors * s.standard_error() / stated) << "load " << load;
        EXPECT_LT(s.standard_error(), 0.02 * stated);
    }
}

TEST(Scaling, CopiesOfAPoissonTraceDoNotComeAsOne) {
    // If copies came together, counts in short windows would have index of dispersion 4. Spread over four requests or
    // more, hardly two of them share a window that holds 0.4 requests on average: at most 1 + 3 x 0.1 s / 1 s x 2.
    const TemporaryFolder folder;
    const auto requests = requests_of(csv(folder.write("trace.csv", poisson_csv(1, 20'000s))), 20'000s, 1, 4);
    EXPECT_LT(dispersion(requests, 100ms, 20'000s), 1.2);
    // Over long windows the counts are four times the trace's: the trace's own fluctuations are kept, not averaged out.
    EXPECT_NEAR(dispersion(requests, 200s, 20'000s), 4, 4 * kStandardErrors * std::sqrt(2.0 / 99));
}

TEST(Scaling, AFloodAtOneInstantStaysOrderedAndComplete) {
    const TemporaryFolder folder;
    const std::size_t rows = ScaledTrace::kMaxPending / 2;
    std::string text = "t\n0\n";
    for (std::size_t i = 1; i < rows; ++i) text += "1\n";
    EXPECT_EQ(requests_of(csv(folder.write("trace.csv", text)), 1h, 1, 5).size(), 5 * rows);
}

TEST(Scaling, LoadZeroGivesNothing) {
    const TemporaryFolder folder;
    EXPECT_TRUE(requests_of(csv(folder.write("trace.csv", "t\n0\n1\n")), 1h, 1, 0).empty());
}

TEST(Repeating, TilesFollowAtTheLastArrivalPlusTheMeanGap) {
    // Times 0, 1, 3: mean gap 1.5 s, period 4.5 s.
    const TemporaryFolder folder;
    const auto workload = csv(folder.write("trace.csv", "t\n10\n11\n13\n"));
    const auto seconds = [](const std::vector<Request>& requests) {
        std::vector<double> result;
        result.reserve(requests.size());
        for (const Request& request : requests) result.push_back(seconds_of(request.arrival - kStart));
        return result;
    };
    EXPECT_EQ(seconds(requests_of(repeated(workload), 10s)), (std::vector<double>{0, 1, 3, 4.5, 5.5, 7.5, 9}));
    EXPECT_EQ(seconds(requests_of(repeated(workload), 9s)).size(), 6U) << "the horizon itself is outside";
    EXPECT_EQ(seconds(requests_of(workload, 10s)), (std::vector<double>{0, 1, 3})) << "without repeat the trace ends";
}

TEST(Repeating, KeepsTheMeanRateOfTheRecordedTrace) {
    const std::string path = recorded("traces/AzureLLMInferenceTrace_code.csv");
    PLIMSOLL_NEEDS_RECORDING(path);
    // Period = 8819 mean gaps, so k periods hold exactly 8819 k requests.
    const Duration span = 3'435'948'056'000ns;
    const Duration period = span + Duration((span.count() + 4409) / 8818);
    EXPECT_EQ(requests_of(repeated(azure(path)), 25 * period).size(), 25U * 8819);
}

TEST(Repeating, TilesAreThinnedIndependently) {
    const TemporaryFolder folder;
    std::string text = "t,in,out\n";
    for (int i = 0; i < 64; ++i) text += std::to_string(i) + "," + std::to_string(i) + ",1\n";
    std::vector<std::vector<std::uint32_t>> tiles(4);
    for (const Request& request : requests_of(repeated(csv(folder.write("trace.csv", text), true)), 256s, 1, 0.5))
        tiles[static_cast<std::size_t>(request.arrival.time_since_epoch() / Duration(64s))].push_back(
            request.input_tokens);
    EXPECT_NE(tiles[0], tiles[1]);
    EXPECT_NE(tiles[1], tiles[2]);
}

TEST(Repeating, ATraceOfOneInstantCannotRepeat) {
    const TemporaryFolder folder;
    EXPECT_NE(problems_of(repeated(csv(folder.write("a.csv", "t\n5\n")))).front().message.find("cannot be repeated"),
              std::string::npos);
    EXPECT_NE(problems_of(repeated(csv(folder.write("b.csv", "t\n5\n5\n")))).front().message.find("cannot be repeated"),
              std::string::npos);
}

}  // namespace
}  // namespace plimsoll::sim
