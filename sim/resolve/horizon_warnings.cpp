// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/horizon_warnings.hpp"

#include "scenarios/quantity.hpp"
#include "sim/traffic/rate_profile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>

namespace plimsoll::sim {

namespace {

using scenarios::text_of;

constexpr Duration kDay = std::chrono::hours(24);
constexpr std::int64_t kDaysPerWeek = 7;

/// The factor on the rate, added up in seconds from time 0 to `end`.
double added_up(const scenarios::RateProfile& profile, Duration end) {
    ProfilePieces pieces(profile, end);
    double sum = 0;
    SimTime from{};
    const SimTime last{end};
    while (from < last) {
        const auto piece = pieces.next();
        const SimTime to = std::min(piece.end, last);
        sum += piece.rate * seconds_of(to - from);
        from = to;
    }
    return sum;
}

/// The mean factor over the horizon as a multiple of that over a whole day, or week.
double share_of_mean(const scenarios::RateProfile& profile, Duration cycle, Duration horizon) {
    const double whole = added_up(profile, cycle);
    if (whole <= 0) return 1;
    const auto cycles = static_cast<double>(horizon / cycle);
    const double seen = cycles * whole + added_up(profile, horizon % cycle);
    return seen / whole * seconds_of(cycle) / seconds_of(horizon);
}

std::optional<TrafficNote> cut_profile(const scenarios::RateProfile& profile, Duration horizon) {
    const bool weekly = !profile.weekly.empty();
    const Duration cycle = weekly ? kDaysPerWeek * kDay : kDay;
    const double share = share_of_mean(profile, cycle, horizon);
    constexpr double kNoticeable = 0.01;
    if (std::abs(share - 1) <= kNoticeable) return std::nullopt;
    const Duration whole = (horizon + cycle - Duration(1)) / cycle * cycle;
    return TrafficNote{
        "profile-cut",
        fmt::format("the horizon of {} cuts the {} profile: its mean rate is {:.3g} times that of a whole {}, and so "
                    "is what costs a month rest on; set /experiment/horizon to {}",
                    text_of(horizon), weekly ? "weekly" : "daily", share, weekly ? "week" : "day", text_of(whole))};
}

/// The requests of a whole day would be of other lengths.
std::optional<TrafficNote> cut_day_of_tenants(const scenarios::Scenario& scenario) {
    const auto& tenants = scenario.workload.tenants;
    const Duration horizon = scenario.experiment.horizon;
    if (horizon % kDay == Duration{0} ||
        std::all_of(tenants.begin(), tenants.end(),
                    [](const scenarios::TenantShare& tenant) { return tenant.daily.empty(); }))
        return std::nullopt;
    return TrafficNote{"tenants-cut",
                       fmt::format("the horizon of {} cuts the day through which tenants shift: who sends, and how "
                                   "long requests are, is not as over a whole day; set /experiment/horizon to {}",
                                   text_of(horizon), text_of((horizon + kDay - Duration(1)) / kDay * kDay))};
}

/// The run begins without any conversation: later turns come at their full rate once the first ones have had theirs.
std::optional<TrafficNote> conversations_build_up(const scenarios::ConversationSpec& conversations,
                                                  const scenarios::ExperimentSpec& experiment) {
    const Duration lasts = duration_from_seconds((conversations.turns - 1) * seconds_of(conversations.think_time));
    constexpr double kNoticeable = 0.02;
    if (seconds_of(lasts) <= kNoticeable * seconds_of(experiment.horizon)) return std::nullopt;
    const double share = seconds_of(lasts) / seconds_of(experiment.horizon);
    return TrafficNote{
        "conversations-build-up",
        fmt::format("conversations last {} in the mean, and none goes on when the run begins: over the horizon of {} "
                    "there are about {:.2g} % fewer requests than in the long run; lengthen /experiment/horizon{}",
                    text_of(lasts), text_of(experiment.horizon), 100 * std::min(share, 1.0),
                    experiment.warm_up < lasts
                        ? fmt::format(", and set /experiment/warm_up to {} at least", text_of(lasts))
                        : "")};
}

}  // namespace

std::vector<TrafficNote> horizon_warnings(const scenarios::Scenario& scenario) {
    std::vector<TrafficNote> notes;
    const auto add = [&notes](std::optional<TrafficNote> note) {
        if (note) notes.push_back(std::move(*note));
    };
    if (const auto* generated = std::get_if<scenarios::GeneratedTraffic>(&scenario.workload.traffic)) {
        add(cut_profile(generated->profile, scenario.experiment.horizon));
        if (generated->conversations) add(conversations_build_up(*generated->conversations, scenario.experiment));
    }
    add(cut_day_of_tenants(scenario));
    return notes;
}

}  // namespace plimsoll::sim
