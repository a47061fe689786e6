// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/rate_profile.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace plimsoll::sim {
namespace {

constexpr Duration kDay = std::chrono::hours(24);
constexpr std::size_t kDaysPerWeek = 7;
constexpr const char* kPointer = "/workload/traffic/generate/profile";

void check(const scenarios::RateProfile& profile) {
    std::vector<Problem> problems;
    const auto check_multiplier = [&](double value, const std::string& where) {
        if (!(std::isfinite(value) && value >= 0))
            problems.push_back({{}, 0, kPointer + where, fmt::format("a multiplier cannot be {:g}", value), {}});
    };
    for (std::size_t i = 0; i < profile.daily.size(); ++i)
        check_multiplier(profile.daily[i], fmt::format("/daily/{}", i));
    for (std::size_t i = 0; i < profile.weekly.size(); ++i)
        check_multiplier(profile.weekly[i], fmt::format("/weekly/{}", i));
    if (!profile.weekly.empty() && profile.weekly.size() != kDaysPerWeek)
        problems.push_back({{}, 0, std::string(kPointer) + "/weekly", "a week has 7 multipliers, one per day", {}});
    for (std::size_t i = 0; i < profile.bursts.size(); ++i) {
        const scenarios::Burst& burst = profile.bursts[i];
        check_multiplier(burst.times, fmt::format("/bursts/{}/times", i));
        if (burst.at < Duration{0} || burst.at >= kDay || burst.lasts <= Duration{0})
            problems.push_back({{},
                                0,
                                fmt::format("{}/bursts/{}", kPointer, i),
                                "a burst starts within the day (0 h to 24 h) and lasts some time",
                                {}});
    }
    if (!problems.empty()) throw InputError(std::move(problems));
}

/// The profile is walked through piece by piece, also where no request comes: so many take about a second.
void check_number_of_pieces(const scenarios::RateProfile& profile, Duration horizon) {
    constexpr std::int64_t kMostPieces = 100'000'000;
    constexpr std::size_t kMostBursts = 1000;
    if (profile.bursts.size() > kMostBursts)
        throw InputError(Problem{{},
                                 0,
                                 std::string(kPointer) + "/bursts",
                                 fmt::format("{} bursts; a profile has at most {}", profile.bursts.size(), kMostBursts),
                                 {}});
    const auto a_day = static_cast<std::int64_t>(profile.daily.size() + 2 * profile.bursts.size());
    const std::int64_t days = horizon / kDay + 1;
    if (horizon == Duration::max() || a_day <= kMostPieces / days) return;
    throw InputError(Problem{{},
                             0,
                             kPointer,
                             fmt::format("the profile has up to {} steps a day in {} days; at most {} are simulated",
                                         a_day, days, kMostPieces),
                             "give fewer steps, or shorten /experiment/horizon"});
}

Duration daily_edge(std::size_t step, std::size_t steps) {
    return Duration(static_cast<std::int64_t>(static_cast<__int128>(kDay.count()) * static_cast<std::int64_t>(step) /
                                              static_cast<std::int64_t>(steps)));
}

bool active(const scenarios::Burst& burst, Duration time_of_day) {
    const Duration since = time_of_day >= burst.at ? time_of_day - burst.at : time_of_day + kDay - burst.at;
    return since < burst.lasts;
}

}  // namespace

std::size_t step_of_day(SimTime time, std::size_t steps) {
    if (steps == 1) return 0;
    const Duration since_midnight = time.time_since_epoch() % kDay;
    auto step = static_cast<std::size_t>(static_cast<__int128>(since_midnight.count()) *
                                         static_cast<std::int64_t>(steps) / kDay.count());
    if (daily_edge(step + 1, steps) <= since_midnight) ++step;  // edges are whole nanoseconds, rounded down
    return step;
}

ProfilePieces::ProfilePieces(const scenarios::RateProfile& profile, Duration horizon) : weekly_(profile.weekly) {
    check(profile);
    check_number_of_pieces(profile, horizon);
    if (profile.daily.empty() && profile.weekly.empty() && profile.bursts.empty()) return;

    std::vector<Duration> edges{kDay};
    for (std::size_t i = 1; i < profile.daily.size(); ++i) edges.push_back(daily_edge(i, profile.daily.size()));
    for (const scenarios::Burst& burst : profile.bursts) {
        edges.push_back(burst.at);
        if (burst.lasts < kDay) edges.push_back((burst.at + burst.lasts) % kDay);
    }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());

    Duration start{0};
    std::size_t step = 0;
    for (const Duration end : edges) {
        if (end == start) continue;  // an edge at midnight
        double times = 1;
        if (!profile.daily.empty()) {
            while (daily_edge(step + 1, profile.daily.size()) <= start) ++step;
            times = profile.daily[step];
        }
        for (const scenarios::Burst& burst : profile.bursts)
            if (active(burst, start)) times *= burst.times;
        day_.push_back({SimTime(end), times});
        start = end;
    }
}

RatePiece ProfilePieces::next() {
    if (day_.empty()) return {kNever, 1};
    const std::int64_t last_day = kNever.time_since_epoch() / kDay - 1;
    if (day_number_ >= last_day) return {kNever, 0};
    RatePiece piece = day_[piece_];
    piece.end += day_number_ * kDay;
    if (!weekly_.empty())
        piece.rate *= weekly_[static_cast<std::size_t>(day_number_ % static_cast<std::int64_t>(kDaysPerWeek))];
    if (++piece_ == day_.size()) {
        piece_ = 0;
        ++day_number_;
    }
    return piece;
}

}  // namespace plimsoll::sim
