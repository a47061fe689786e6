// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/plan/plan.hpp"

#include <vector>

namespace plimsoll::sim {

/// More requests in one simulation take hours, and are a mistake.
inline constexpr double kMostRequests = 1e10;

/// What is known of a workload before any of it is simulated.
struct TrafficForecast {
    double requests = 0;  ///< expected before the horizon, at the workload's own load
    /// Requests of the recording that are read for them: more, where a load below 1 leaves most of them out.
    double read = 0;
    std::vector<TrafficNote> notes;
};

/// Opens the traffic and looks at its beginning: at a bounded part, however much there is.
/// \throws InputError as the sources do, IoError
[[nodiscard]] TrafficForecast forecast(const scenarios::WorkloadSpec& workload, Duration horizon);

/// Where a simulation at `load` times the workload's own would take more than kMostRequests. \throws InputError with
/// the number and the key
void check_number_of_requests(const scenarios::WorkloadSpec& workload, const TrafficForecast& forecast, double load);

}  // namespace plimsoll::sim
