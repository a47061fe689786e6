// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/usage.hpp"
#include "scenarios/duration.hpp"
#include "sim/measured/histogram.hpp"
#include "sim/measured/instance_life.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// What one simulation of one deployment measured: a value, set once, that crosses process borders.
namespace plimsoll::results {

struct RequestCounts {
    std::uint64_t arrived = 0;
    std::uint64_t completed = 0;
    std::uint64_t rejected = 0;   ///< turned away on arrival: full queue, throttled, rate limit
    std::uint64_t failed = 0;     ///< lost with their replica under the policy "fail"
    std::uint64_t in_flight = 0;  ///< neither, at the end of the simulation
};

/// Where the latency of the measured requests went; sums in nanoseconds, and they add up to the latency's sum exactly.
struct LatencyParts {
    unsigned __int128 network = 0;
    unsigned __int128 queue = 0;       ///< waiting for capacity, and work lost with an interrupted replica
    unsigned __int128 batching = 0;    ///< held although a replica was idle: for a fuller batch, or for a batch window
    unsigned __int128 cold_start = 0;  ///< waiting while no replica was up, or for the request's own new instance
    unsigned __int128 compute = 0;

    LatencyParts& operator+=(const LatencyParts& other) {
        network += other.network;
        queue += other.queue;
        batching += other.batching;
        cold_start += other.cold_start;
        compute += other.compute;
        return *this;
    }
    bool operator==(const LatencyParts&) const = default;
};

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

struct AuditCheck {
    std::string name;  ///< "arrived = completed + rejected + failed + in flight"
    bool passed = true;
    std::string detail;  ///< the numbers
};

struct RunResult {
    RequestCounts requests;      ///< of the whole horizon, warm-up included
    std::uint64_t measured = 0;  ///< completed requests that arrived after the warm-up
    std::uint64_t tokens = 0;    ///< input and output tokens of the completed requests; 0: the traffic has none
    std::uint64_t retried = 0;   ///< attempts lost with a replica and repeated
    std::uint64_t steps = 0;     ///< batches started
    std::uint64_t extrapolated_steps = 0;  ///< of them, those whose time lies outside what was measured
    std::uint64_t cold_starts = 0;  ///< measured requests that waited for a new instance or for the first replica
    Histogram latency;
    Histogram wait;  ///< latency less network and compute
    LatencyParts parts;
    std::vector<LatencyParts> parts_by_band;  ///< the same apart, by band of the latency: see latency_bands.hpp
    double instances_mean = 0;                ///< time-averaged instances rented over the horizon
    std::uint64_t instances_peak = 0;
    std::uint64_t instances_launched = 0;
    std::uint64_t instances_interrupted = 0;
    std::vector<InstanceLife> lives;  ///< of the first of the instances launched, where the simulation was to note them
    double utilization = 0;           ///< busy time / time ready, all replicas; 0 where nothing of ours runs
    double energy_kwh = 0;            ///< 0 where the device's power is not known
    double offered_load =
        0;  ///< mean work arriving / most work the deployment can do at its largest; >1: unstable. 0: unknown
    std::vector<pricing::PoolUsage> usage;  ///< by pool: what a bill is made of
    Duration bucket{};
    std::vector<SeriesBucket> series;
    std::vector<AuditCheck> audit;
    std::uint64_t fingerprint = 0;
};

}  // namespace plimsoll::results
