// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/recorder.hpp"
#include "sim/measured/latency_bands.hpp"
#include "sim/measured/run_result.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace plimsoll::sim {

/// Where the latency of completed requests that arrived after the warm-up went, request by request: what a Recorder's
/// parts by band must be.
inline std::vector<results::LatencyParts> parts_of(std::span<const RequestRecord> records, Duration network,
                                                   Duration warm_up = Duration{0}) {
    std::vector<results::LatencyParts> bands;
    for (const RequestRecord& record : records) {
        if (record.outcome != Outcome::completed || record.arrival < kStart + warm_up) continue;
        const Duration latency = record.completion - record.arrival + network;
        const Duration cold = record.cold_start ? record.cold : Duration{0};
        const auto band = results::LatencyBands::of_bucket(results::DurationBuckets::index(latency.count()));
        bands.resize(std::max(bands.size(), band + 1));
        const auto sum = [](Duration part) { return static_cast<unsigned __int128>(part.count()); };
        bands[band] += {.network = sum(network),
                        .queue = sum(record.start - record.arrival - cold - record.batching),
                        .batching = sum(record.batching),
                        .cold_start = sum(cold),
                        .compute = sum(record.completion - record.start)};
    }
    return bands;
}

}  // namespace plimsoll::sim
