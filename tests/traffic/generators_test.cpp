// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "generated.hpp"
#include "statistics.hpp"
#include "trace_files.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace plimsoll::sim {
namespace {

using namespace std::chrono_literals;
using namespace testing;
using scenarios::GeneratedTraffic;
using Process = GeneratedTraffic::Process;

scenarios::WorkloadSpec mmpp(std::vector<scenarios::MmppState> states) {
    auto workload = generated(Process::mmpp, 0);
    std::get<GeneratedTraffic>(workload.traffic).states = std::move(states);
    return workload;
}

TEST(Generators, PoissonCountsAndGaps) {
    // N(T) is Poisson with mean and variance lambda T = 200,000: standard error 0.22 % of the mean.
    const auto requests = requests_of(generated(Process::poisson, 100), 2000s);
    const auto n = static_cast<double>(requests.size());
    EXPECT_NEAR(n, 200'000, kStandardErrors * std::sqrt(200'000));
    // Standard error of the sample cv of n exponential gaps: 1 / sqrt(n), by the delta method.
    EXPECT_NEAR(sample(gaps_s(requests)).cv(), 1, kStandardErrors / std::sqrt(n));
    // Counts of a Poisson process have index of dispersion 1, standard error sqrt(2 / (windows - 1)).
    EXPECT_NEAR(dispersion(requests, 1s, 2000s), 1, kStandardErrors * std::sqrt(2.0 / 1999));
}

TEST(Generators, GammaGapsHaveTheGivenCv) {
    for (const double cv : {0.25, 0.8, 1.5, 3.0}) {
        const auto requests = requests_of(generated(Process::gamma, 100, cv), 2000s, 7);
        const auto n = static_cast<double>(requests.size());
        // Stationary renewal process: E N(T) = lambda T exactly, Var N(T) -> cv^2 lambda T (Cox, Renewal Theory, 1962).
        EXPECT_NEAR(n, 200'000, kStandardErrors * cv * std::sqrt(200'000)) << cv;
        // Delta method with a gamma's skewness 2 cv and kurtosis 3 + 6 cv^2: se(cv) = cv sqrt((1 + cv^2) / (2 n)).
        EXPECT_NEAR(sample(gaps_s(requests)).cv(), cv, kStandardErrors * cv * std::sqrt((1 + cv * cv) / (2 * n))) << cv;
    }
}

TEST(Generators, GammaIsStationaryFromTheFirstInstant) {
    // E N(0, h) = lambda h = 0.5 for any stationary process. One that starts with a whole gap would have about 2.8 for
    // a cv of 3 and 0.01 for one of 0.25 (by simulation apart from this program).
    for (const double cv : {0.25, 3.0}) {
        std::vector<double> first;
        for (std::uint64_t seed = 0; seed < 40'000; ++seed)
            first.push_back(static_cast<double>(requests_of(generated(Process::gamma, 1, cv), 500ms, seed).size()));
        const Sample counted = sample(first);
        EXPECT_LT(counted.standard_error(), 0.01);
        EXPECT_NEAR(counted.mean, 0.5, kStandardErrors * counted.standard_error()) << cv;
    }
}

TEST(Generators, ConstantGapsAreExact) {
    const auto requests = requests_of(generated(Process::constant, 8), 1000s);
    ASSERT_EQ(requests.size(), 8000U);
    for (std::size_t i = 0; i < requests.size(); ++i)
        ASSERT_EQ(requests[i].arrival.time_since_epoch().count(), static_cast<std::int64_t>(i) * 125'000'000);
    EXPECT_EQ(requests_of(generated(Process::constant, 3), 10s)[29].arrival, SimTime(9'666'666'667ns));
}

TEST(Generators, MmppMeanAndIndexOfDispersion) {
    // Fischer and Meier-Hellstern, "The Markov-modulated Poisson process cookbook", Performance Evaluation 18 (1993),
    // for two states with rates l1, l2 left at rates s1, s2, counts over t:
    //   mean rate = (l1 s2 + l2 s1) / (s1 + s2)
    //   IDC(t) = 1 + A (1 - (1 - exp(-(s1 + s2) t)) / ((s1 + s2) t)),  A = 2 s1 s2 (l1 - l2)^2 / ((s1 + s2)^2 (l1 s2 +
    //   l2 s1))
    const double l1 = 10, l2 = 100, s1 = 1.0 / 8, s2 = 1.0 / 2, t = 10, s = s1 + s2;
    const double mean = (l1 * s2 + l2 * s1) / s;
    const double a = 2 * s1 * s2 * (l1 - l2) * (l1 - l2) / (s * s * (l1 * s2 + l2 * s1));
    const double idc = 1 + a * (1 - (1 - std::exp(-s * t)) / (s * t));

    std::vector<double> rates, variances, counted;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        const Sample c = sample(counts(requests_of(mmpp({{l1, 8s}, {l2, 2s}}), 10'000s, seed), 10s, 10'000s));
        rates.push_back(c.mean / t);
        variances.push_back(c.variance);
    }
    EXPECT_LT(sample(rates).standard_error(), 0.01 * mean);
    EXPECT_NEAR(sample(rates).mean, mean, kStandardErrors * sample(rates).standard_error());
    EXPECT_LT(sample(variances).standard_error(), 0.01 * idc * mean * t);
    EXPECT_NEAR(sample(variances).mean, idc * mean * t, kStandardErrors * sample(variances).standard_error());
}

TEST(Generators, MmppOfThreeStatesHasTheMeanOfItsStaysFromTheStart) {
    // sum(rate stay) / sum(stay) = (5 x 10 + 50 x 4 + 400 x 1) / 15
    const double mean = 650.0 / 15;
    const auto workload = mmpp({{5, 10s}, {50, 4s}, {400, 1s}});
    std::vector<double> first, whole;
    for (std::uint64_t seed = 0; seed < 4000; ++seed)
        first.push_back(static_cast<double>(requests_of(workload, 1s, seed).size()));
    for (std::uint64_t seed = 0; seed < 40; ++seed)
        whole.push_back(static_cast<double>(requests_of(workload, 5000s, seed).size()) / 5000);
    EXPECT_NEAR(sample(first).mean, mean, kStandardErrors * sample(first).standard_error());
    EXPECT_NEAR(sample(whole).mean, mean, kStandardErrors * sample(whole).standard_error());
    EXPECT_LT(sample(whole).standard_error(), 0.02 * mean);
}

TEST(Generators, SameSeedSameArrivalsWhateverElseDiffers) {
    auto plain = generated(Process::poisson, 50);
    auto with_tokens = plain;
    std::get<GeneratedTraffic>(with_tokens.traffic).input_tokens = scenarios::LognormalTokens{500, 2, 1, 100'000};
    const auto a = requests_of(plain, 600s, 5);
    const auto b = requests_of(with_tokens, 600s, 5);
    const auto longer = requests_of(plain, 1200s, 5);
    const auto other = requests_of(plain, 600s, 6);
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        ASSERT_EQ(a[i].arrival, b[i].arrival);
        ASSERT_EQ(a[i].arrival, longer[i].arrival) << "a longer horizon only adds requests";
    }
    EXPECT_NE(a[0].arrival, other[0].arrival);
}

TEST(Generators, LoadMultipliesTheRate) {
    // The same points of the unit process at twice the rate: every arrival at half its time, to rounding.
    for (const Process process : {Process::poisson, Process::gamma, Process::constant}) {
        auto workload = generated(process, 50, 2);
        const auto once = requests_of(workload, 600s, 5);
        workload.load = 0.5;
        const auto half = requests_of(workload, 1200s, 5);
        const auto back = requests_of(workload, 600s, 5, 2);
        ASSERT_EQ(once.size(), half.size());
        ASSERT_EQ(once.size(), back.size()) << "the scenario's load and the point's load multiply";
        for (std::size_t i = 0; i < once.size(); ++i) {
            ASSERT_NEAR(seconds_of(half[i].arrival - kStart), 2 * seconds_of(once[i].arrival - kStart), 2e-9);
            ASSERT_EQ(once[i].arrival, back[i].arrival);
        }
    }
}

TEST(Generators, LoadOfAnMmppLeavesItsStays) {
    // Var N(t) = m t + (IDC - 1) m t: with load k the first term grows k-fold, the second k^2-fold, if the stays are
    // the same.
    const auto workload = mmpp({{10, 8s}, {100, 2s}});
    std::vector<double> excess1, excess3;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        const Sample c1 = sample(counts(requests_of(workload, 5000s, seed, 1), 10s, 5000s));
        const Sample c3 = sample(counts(requests_of(workload, 5000s, seed, 3), 10s, 5000s));
        excess1.push_back(c1.variance - c1.mean);
        excess3.push_back((c3.variance - c3.mean) / 9);
    }
    const double error = std::hypot(sample(excess1).standard_error(), sample(excess3).standard_error());
    EXPECT_NEAR(sample(excess3).mean, sample(excess1).mean, kStandardErrors * error);
    EXPECT_LT(error, 0.05 * sample(excess1).mean);
}

TEST(Generators, LognormalTokensHaveMeanAndCv) {
    auto workload = generated(Process::poisson, 1000);
    auto& traffic = std::get<GeneratedTraffic>(workload.traffic);
    traffic.input_tokens = scenarios::LognormalTokens{20'000, 0.8, 1, 100'000'000};
    traffic.output_tokens = scenarios::LognormalTokens{300, 0, 1, 1000};
    const auto requests = requests_of(workload, 200s);
    std::vector<double> logs, tokens;
    double product = 0;
    for (const Request& request : requests) {
        tokens.push_back(request.input_tokens);
        logs.push_back(std::log(request.input_tokens));
        EXPECT_EQ(request.output_tokens, 300U);
    }
    // ln X is normal with sigma^2 = ln(1 + cv^2), mu = ln(mean) - sigma^2 / 2; se(mean) = sigma / sqrt(n), se(sd) =
    // sigma / sqrt(2 n).
    const double sigma = std::sqrt(std::log(1 + 0.8 * 0.8));
    const double mu = std::log(20'000) - sigma * sigma / 2;
    const auto n = static_cast<double>(logs.size());
    EXPECT_NEAR(sample(logs).mean, mu, kStandardErrors * sigma / std::sqrt(n));
    EXPECT_NEAR(std::sqrt(sample(logs).variance), sigma, kStandardErrors * sigma / std::sqrt(2 * n));
    EXPECT_NEAR(sample(tokens).mean, 20'000, kStandardErrors * 0.8 * 20'000 / std::sqrt(n));
    // The two normals of one draw go to neighbours: they must not be correlated (se of the correlation 1 / sqrt(n)).
    for (std::size_t i = 1; i < logs.size(); ++i)
        product += (logs[i] - mu) * (logs[i - 1] - mu) / (sigma * sigma * (n - 1));
    EXPECT_NEAR(product, 0, kStandardErrors / std::sqrt(n));
}

TEST(Generators, TokensKeepTheirLimits) {
    auto workload = generated(Process::poisson, 1000);
    std::get<GeneratedTraffic>(workload.traffic).input_tokens = scenarios::LognormalTokens{100, 3, 20, 400};
    std::uint32_t least = UINT32_MAX, most = 0;
    for (const Request& request : requests_of(workload, 20s)) {
        least = std::min(least, request.input_tokens);
        most = std::max(most, request.input_tokens);
    }
    EXPECT_EQ(least, 20U);
    EXPECT_EQ(most, 400U);
}

TEST(Generators, ZeroRateOrLoadMeansNoRequests) {
    EXPECT_TRUE(requests_of(generated(Process::poisson, 0), 24h).empty());
    EXPECT_TRUE(requests_of(generated(Process::poisson, 10), 24h, 1, 0).empty());
    EXPECT_TRUE(requests_of(mmpp({{0, 1s}, {0, 1s}}), 1h).empty());
}

TEST(Generators, SettingsThatMakeNoSense) {
    const auto opens = [](const scenarios::WorkloadSpec& workload) { (void)open_traffic(workload, 1h, 1, 1); };
    EXPECT_THROW(opens(generated(Process::poisson, -1)), InputError);
    EXPECT_THROW(opens(generated(Process::poisson, INFINITY)), InputError);
    EXPECT_THROW(opens(generated(Process::gamma, 1, 0)), InputError);
    EXPECT_THROW(opens(mmpp({})), InputError);
    EXPECT_THROW(opens(mmpp({{-1, 1s}})), InputError);
    EXPECT_THROW(opens(mmpp({{1, 0s}})), InputError);
}

}  // namespace
}  // namespace plimsoll::sim
