// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/random/stream.hpp"
#include "sim/traffic/tiled_trace.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <queue>
#include <vector>

namespace plimsoll::sim {

/// Loads above this would make one request a flood.
inline constexpr double kMaxCopiesLoad = 1e6;

/// \throws InputError for a load outside [0, kMaxCopiesLoad]
void check_copies_load(double load);

/// A trace with `load` times its requests, in arrival order, streamed.
///
/// Request i of the trace becomes copies c = 0, 1, 2, ...; copy c is kept when U(i, c) < load - c, so below a load of 1
/// this is thinning and above it superposition with a thinned remainder. Copy 0 keeps its time. A further copy follows
/// after a delay uniform in the time until the kSpreadRequests-th request after it, at least kShortestSpread: local
/// enough that bursts stay bursts, wide enough that copies do not come as one. The draws belong to i and c alone, so
/// the requests at one load are all among those at a higher load.
///
/// With N requests of the trace in a window longer than the delays and f the fraction of the load, the scaled count has
/// mean load E[N] and index of dispersion load IDC + f (1 - f) / load.
class ScaledTrace {
public:
    static constexpr std::size_t kSpreadRequests = 4;
    static constexpr std::int64_t kShortestSpreadNs = 1'000'000'000;
    /// With more copies waiting for their time, further ones come without delay; this bounds memory.
    static constexpr std::size_t kMaxPending = 1 << 19;

    /// \throws InputError for a load outside [0, kMaxCopiesLoad]
    ScaledTrace(TiledTrace trace, double load, std::uint64_t seed);

    /// The next request; false at the end, and where no further one comes before `horizon_ns`.
    /// \throws InputError as TiledTrace
    bool next(TraceRecord& record, std::int64_t horizon_ns = std::numeric_limits<std::int64_t>::max());

private:
    struct Copy {
        TraceRecord record;
        std::uint64_t request;
        std::uint32_t number;
    };
    struct Later {
        bool operator()(const Copy& a, const Copy& b) const noexcept;
    };

    bool next_thinned(TraceRecord& record, std::int64_t horizon_ns);
    bool next_superposed(TraceRecord& record);
    void look_ahead();
    void add_copies(const TraceRecord& original);

    TiledTrace trace_;
    double load_;
    Stream draws_;
    std::uint64_t request_ = 0;  ///< number of the next request of the trace
    std::deque<TraceRecord> ahead_;
    bool trace_ended_ = false;
    std::priority_queue<Copy, std::vector<Copy>, Later> pending_;
};

}  // namespace plimsoll::sim
