// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/forecast.hpp"

#include "scenarios/input_error.hpp"
#include "sim/traffic/plausibility.hpp"
#include "sim/traffic/rate_profile.hpp"
#include "sim/traffic/traffic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace plimsoll::sim {
namespace {

/// Per second, before the profile; an MMPP's in equilibrium.
double mean_rate(const scenarios::GeneratedTraffic& traffic) {
    if (traffic.process != scenarios::GeneratedTraffic::Process::mmpp) return traffic.rate_per_s;
    double requests = 0;
    double seconds = 0;
    for (const scenarios::MmppState& state : traffic.states) {
        requests += state.rate_per_s * seconds_of(state.mean_stay);
        seconds += seconds_of(state.mean_stay);
    }
    return seconds > 0 ? requests / seconds : 0;
}

/// Over the horizon, or the first week of it.
double mean_multiplier(const scenarios::RateProfile& profile, Duration horizon) {
    const Duration span = std::min<Duration>(horizon, std::chrono::hours(7 * 24));
    ProfilePieces pieces(profile, horizon);
    double sum = 0;
    for (Duration start{0}; start < span;) {
        const RatePiece piece = pieces.next();
        const Duration end = std::min(piece.end.time_since_epoch(), span);
        sum += piece.rate * seconds_of(end - start);
        start = end;
    }
    return sum / seconds_of(span);
}

struct Forecaster {
    Duration horizon;

    TrafficForecast operator()(const scenarios::GeneratedTraffic& traffic) const {
        const double turns = traffic.conversations ? traffic.conversations->turns : 1;
        const double requests =
            turns * mean_rate(traffic) * mean_multiplier(traffic.profile, horizon) * seconds_of(horizon);
        return {requests, requests, {}};
    }
    TrafficForecast operator()(const scenarios::TraceTraffic& trace) const {
        const TraceLook look = look_at(trace, horizon);
        auto requests = static_cast<double>(look.requests);
        const double length = seconds_of(look.length());
        if (look.share < 1) requests = std::min(requests / look.share, requests / length * seconds_of(horizon));
        if (trace.repeat && !look.reaches_horizon && length > 0)
            requests = static_cast<double>(look.requests) / length * seconds_of(horizon);
        return {requests, requests, notes_on(look, trace, horizon)};
    }
    TrafficForecast operator()(const scenarios::SeriesTraffic& series) const {
        const SeriesLook look = look_at(series, horizon);
        auto requests = static_cast<double>(look.requests) / look.share;
        const double length = seconds_of(series.interval) * static_cast<double>(look.rows);
        if (series.repeat && !look.reaches_horizon && length > 0)
            requests = static_cast<double>(look.requests) / length * seconds_of(horizon);
        return {requests, requests, notes_on(look, series, horizon)};
    }
};

const char* rate_pointer(const scenarios::WorkloadSpec& workload) {
    const auto* generated = std::get_if<scenarios::GeneratedTraffic>(&workload.traffic);
    if (generated == nullptr) return "/workload/traffic";
    return generated->process == scenarios::GeneratedTraffic::Process::mmpp ? "/workload/traffic/generate/states"
                                                                            : "/workload/traffic/generate/rate";
}

}  // namespace

TrafficForecast forecast(const scenarios::WorkloadSpec& workload, Duration horizon) {
    static_cast<void>(open_traffic(workload, horizon, 1, 1));  // says what no look would notice
    TrafficForecast result = std::visit(Forecaster{horizon}, workload.traffic);
    result.requests *= workload.load;
    return result;
}

void check_number_of_requests(const scenarios::WorkloadSpec& workload, const TrafficForecast& forecast, double load) {
    const double requests = forecast.requests * load;
    if (std::max(requests, forecast.read) <= kMostRequests) return;
    throw InputError(
        Problem{{},
                0,
                rate_pointer(workload),
                fmt::format("the horizon has about {:.2g} requests{}; a simulation takes at most {:.0g}",
                            std::max(requests, forecast.read), load > 1 ? fmt::format(" at a load of {:g}", load) : "",
                            kMostRequests),
                "lower the rate, the load or /experiment/horizon; a shorter horizon with a peak in it tells as much"});
}

}  // namespace plimsoll::sim
