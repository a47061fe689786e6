// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "statistics.hpp"
#include "trace_files.hpp"

#include "sim/traffic/rate_profile.hpp"

#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

using namespace std::chrono_literals;
using namespace testing;
using scenarios::RateProfile;

/// The multiplier at t, straight from the definition.
double multiplier(const RateProfile& profile, Duration t) {
    const Duration day = 24h;
    const Duration time_of_day = t % day;
    double result = 1;
    if (!profile.daily.empty())
        result *=
            profile
                .daily[static_cast<std::size_t>(time_of_day / (day / static_cast<std::int64_t>(profile.daily.size())))];
    if (!profile.weekly.empty()) result *= profile.weekly[static_cast<std::size_t>(t / day % 7)];
    for (const auto& burst : profile.bursts)
        if ((time_of_day + day - burst.at) % day < burst.lasts) result *= burst.times;
    return result;
}

RateProfile busy_week() {
    RateProfile profile;
    for (int hour = 0; hour < 24; ++hour) profile.daily.push_back(hour == 3 ? 0 : 1 + 0.5 * std::sin(hour));
    profile.weekly = {1, 1.1, 0.9, 1, 1.2, 0.4, 0};
    profile.bursts = {{9h, 20min, 5}, {9h + 10min, 20min, 2}, {23h + 30min, 90min, 3}};
    return profile;
}

scenarios::WorkloadSpec with_profile(scenarios::GeneratedTraffic::Process process, double rate, RateProfile profile) {
    scenarios::GeneratedTraffic traffic;
    traffic.process = process;
    traffic.rate_per_s = rate;
    traffic.profile = std::move(profile);
    scenarios::WorkloadSpec workload;
    workload.traffic = traffic;
    return workload;
}

TEST(RateProfileTest, PiecesFollowTheDefinitionMinuteByMinute) {
    const RateProfile profile = busy_week();
    ProfilePieces pieces(profile, 24h);
    RatePiece piece = pieces.next();
    for (Duration t = 30s; t < 15 * 24h; t += 1min) {
        while (piece.end <= SimTime(t)) piece = pieces.next();
        ASSERT_DOUBLE_EQ(piece.rate, multiplier(profile, t)) << seconds_of(t) / 3600 << " h";
    }
}

TEST(RateProfileTest, PoissonCountsPerStepFitTheRateByChiSquare) {
    // Counts in disjoint stretches are independent Poisson with known means E, so sum (O - E)^2 / E has mean m and
    // variance about 2 m over m stretches; stretches with rate 0 must stay empty.
    const RateProfile profile = busy_week();
    const Duration horizon = 14 * 24h;
    const auto observed =
        counts(requests_of(with_profile(scenarios::GeneratedTraffic::Process::poisson, 0.5, profile), horizon), 10min,
               horizon);
    double chi_square = 0, stretches = 0;
    for (std::size_t i = 0; i < observed.size(); ++i) {
        const double expected = 0.5 * 600 * multiplier(profile, static_cast<std::int64_t>(i) * Duration(10min));
        if (expected == 0) {
            ASSERT_EQ(observed[i], 0) << "stretch " << i;
            continue;
        }
        chi_square += (observed[i] - expected) * (observed[i] - expected) / expected;
        ++stretches;
    }
    EXPECT_GT(stretches, 1500);
    EXPECT_NEAR(chi_square, stretches, kStandardErrors * std::sqrt(2 * stretches));
}

TEST(RateProfileTest, ConstantProcessFollowsTheIntegralOfTheRateExactly) {
    // Points at 0, 1, 2, ... of the integrated rate: after time t there are ceil(L(t)) of them.
    const RateProfile profile = busy_week();
    const auto requests =
        requests_of(with_profile(scenarios::GeneratedTraffic::Process::constant, 0.1, profile), 14 * 24h);
    double integral = 0;
    std::size_t arrived = 0;
    for (Duration t = 0s; t < 14 * 24h; t += 10min) {
        while (arrived < requests.size() && requests[arrived].arrival < SimTime(t)) ++arrived;
        ASSERT_NEAR(static_cast<double>(arrived), integral, 1 + 1e-6) << seconds_of(t) / 3600 << " h";
        integral += 0.1 * 600 * multiplier(profile, t);
    }
}

TEST(RateProfileTest, MultipliersAreNotNormalised) {
    RateProfile twice;
    twice.daily.assign(24, 2.0);
    const double expected = 2 * 10 * 86'400;
    const auto requests = requests_of(with_profile(scenarios::GeneratedTraffic::Process::poisson, 10, twice), 24h);
    EXPECT_NEAR(static_cast<double>(requests.size()), expected, kStandardErrors * std::sqrt(expected));
}

TEST(RateProfileTest, AProfileMultipliesTheStatesOfAnMmpp) {
    auto workload =
        with_profile(scenarios::GeneratedTraffic::Process::mmpp, 0, {{0, 3}, {}, {}});  // nights 0, afternoons 3
    std::get<scenarios::GeneratedTraffic>(workload.traffic).states = {{1, 10s}, {9, 10s}};
    std::vector<double> mornings, afternoons;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const auto halves = counts(requests_of(workload, 24h, seed), 12h, 24h);
        mornings.push_back(halves[0]);
        afternoons.push_back(halves[1]);
    }
    EXPECT_EQ(sample(mornings).mean, 0);
    EXPECT_NEAR(sample(afternoons).mean, 3 * 5 * 43'200, kStandardErrors * sample(afternoons).standard_error());
}

TEST(RateProfileTest, SettingsThatMakeNoSense) {
    EXPECT_THROW(ProfilePieces({{1, -1}, {}, {}}, 24h), InputError);
    EXPECT_THROW(ProfilePieces({{}, {1, 2, 3}, {}}, 24h), InputError);
    EXPECT_THROW(ProfilePieces({{}, {}, {{25h, 1h, 2}}}, 24h), InputError);
    EXPECT_THROW(ProfilePieces({{}, {}, {{1h, 0h, 2}}}, 24h), InputError);
    EXPECT_THROW(ProfilePieces({{}, {}, {{1h, 1h, NAN}}}, 24h), InputError);
}

}  // namespace
}  // namespace plimsoll::sim
