// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/traffic/trace_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace plimsoll::sim {

/// A trace, once or laid end to end without end. The period is the time of the last request plus the mean gap, so that
/// the seam has an ordinary gap and the repeated trace has the trace's mean rate. A short trace is kept in memory; the
/// file of a long one is read anew for each tile.
class TiledTrace {
public:
    /// Traces of at most so many requests are kept.
    static constexpr std::size_t kMostKept = 100'000;

    /// `syntax`: how hints are spelt
    explicit TiledTrace(scenarios::TraceTraffic trace, scenarios::Syntax syntax = scenarios::Syntax::scenario);

    /// The next request; false at the end.
    /// \throws InputError as TraceReader; when the trace is to repeat but all its requests come at one instant
    bool next(TraceRecord& record);

private:
    bool read(TraceRecord& record);
    void start_next_tile();

    scenarios::TraceTraffic trace_;
    std::unique_ptr<TraceReader> reader_;  ///< null: `kept_` is the whole trace
    std::vector<TraceRecord> kept_;
    std::int64_t tile_start_ns_ = 0;
    std::int64_t last_ns_ = 0;    ///< of the tile being read, from its start
    std::uint64_t requests_ = 0;  ///< of this tile, so far
    std::uint64_t tile_ = 0;
};

}  // namespace plimsoll::sim
