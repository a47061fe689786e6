// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"
#include "sim/plan/plan.hpp"
#include "sim/traffic/request.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace plimsoll::sim {

/// Counts of requests in consecutive windows of one length, the first starting at the first request.
struct WindowCounts {
    Duration window{};
    std::uint64_t windows = 0;  ///< complete ones: the last, cut off by the end of the trace, is left out
    double mean = 0;            ///< requests per window
    /// Index of dispersion: variance of the counts / their mean. 1 for a Poisson process, k where requests come k at a
    /// time. Meaningless below 2 windows (0 then).
    double dispersion = 0;
    double peak_per_s = 0;  ///< rate in the fullest window

    /// Standard error of the index of dispersion of a Poisson process seen in that many windows, sqrt(2 / (n - 1)).
    [[nodiscard]] double poisson_standard_error() const;
};

struct TokenSummary {
    double mean = 0;
    std::uint32_t min = 0, p50 = 0, p90 = 0, p95 = 0, p99 = 0, max = 0;  ///< percentiles to 0.39 %, below 256 exact
};

/// What a trace looks like before anything serves it.
struct TraceInspection {
    std::string format;  ///< how it was read; not set by inspect()
    std::uint64_t requests = 0;
    Duration span{};                    ///< from the first request to the last
    double mean_rate_per_s = 0;         ///< gaps / span
    double gap_cv = 0;                  ///< standard deviation / mean of the gaps between requests; 1 for Poisson
    double simultaneous_share = 0;      ///< share of the gaps that are 0
    std::vector<WindowCounts> windows;  ///< 1 s, 10 s, 1 min, 10 min
    TokenSummary input_tokens;
    TokenSummary output_tokens;
    Duration plot_bucket{};           ///< width of a bucket of `plot`
    std::vector<std::uint64_t> plot;  ///< requests per bucket over the whole span, at most 512
    std::vector<TrafficNote> notes;   ///< what looks like a mistake, see plausibility.hpp; not made by inspect()
};

/// One pass at fixed memory. Windows and plot start at the first request.
/// \throws InputError as the source does
[[nodiscard]] TraceInspection inspect(RequestSource& source);

/// A report for a terminal of `width` columns (at least 72 are used), with a plot of the rate. Ends in a line break.
[[nodiscard]] std::string text(const TraceInspection& inspection, int width, bool unicode);

/// In words: is the trace burstier than Poisson, and what that means for a plan.
[[nodiscard]] std::string burstiness_in_words(const TraceInspection& inspection);

/// Keys as above, in SI units: `format`, `span_s`, `mean_rate_per_s`, `windows: [{window_s, ...}]`, `rate_series
/// {bucket_s, counts}`.
void to_json(nlohmann::json& json, const TraceInspection& inspection);

}  // namespace plimsoll::sim
