// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/measured/description.hpp"

#include <cstdint>

namespace plimsoll::results {

/// One interval of the time series; [start, start + bucket).
struct SeriesBucket {
    std::uint64_t arrived = 0;
    std::uint64_t completed = 0;
    std::uint64_t rejected = 0;
    double ready_mean = 0;      ///< time-averaged replicas ready to serve (serverless: instances alive and started)
    double starting_mean = 0;   ///< time-averaged replicas in a cold start
    double in_system_mean = 0;  ///< time-averaged requests waiting or in service
    double latency_mean_s = 0;  ///< of the requests that completed in the interval; 0 when none
    double latency_p50_s = 0;
    double latency_p99_s = 0;
    double cost_per_hour = 0;  ///< USD/h, approximate, for plots; 0 until prices are known (sim/compare/bill.hpp)
    std::uint32_t interruptions = 0;
};

template <class Visitor, MaybeConst<SeriesBucket> Bucket>
void describe(Visitor& visit, Bucket& bucket) {
    visit("arrived", bucket.arrived, {"", "requests that arrived"});
    visit("completed", bucket.completed, {"", "requests answered"});
    visit("rejected", bucket.rejected, {"", "requests turned away"});
    visit("ready_mean", bucket.ready_mean, {"", "instances ready to serve, averaged over the bucket"});
    visit("starting_mean", bucket.starting_mean, {"", "instances in a cold start, averaged over the bucket"});
    visit("in_system_mean", bucket.in_system_mean, {"", "requests waiting or in service, averaged over the bucket"});
    visit("latency_mean_s", bucket.latency_mean_s, {"s", "of the measured requests that completed; 0: none did"});
    visit("latency_p50_s", bucket.latency_p50_s, {"s", "median of the same"});
    visit("latency_p99_s", bucket.latency_p99_s, {"s", "99th percentile of the same"});
    visit("cost_per_hour", bucket.cost_per_hour, {"USD/h", "approximate: the bill is exact"});
    visit("interruptions", bucket.interruptions, {"", "instances taken away by the provider"});
}

}  // namespace plimsoll::results
