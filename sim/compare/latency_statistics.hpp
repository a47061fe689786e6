// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

namespace plimsoll::results {

/// One of the estimates that a latency is summarised by.
struct LatencyStatistic {
    /// How much of it the points of a load curve hold.
    enum class AlongLoad { nothing, value, interval };

    const char* name;
    Estimate LatencySummary::*member;
    double percentile;  ///< 0: the mean
    AlongLoad along_load;
};

/// By rising percentile.
inline constexpr LatencyStatistic kLatencyStatistics[] = {
    {"mean", &LatencySummary::mean, 0, LatencyStatistic::AlongLoad::interval},
    {"p50", &LatencySummary::p50, 50, LatencyStatistic::AlongLoad::value},
    {"p90", &LatencySummary::p90, 90, LatencyStatistic::AlongLoad::nothing},
    {"p95", &LatencySummary::p95, 95, LatencyStatistic::AlongLoad::value},
    {"p99", &LatencySummary::p99, 99, LatencyStatistic::AlongLoad::interval}};

}  // namespace plimsoll::results
