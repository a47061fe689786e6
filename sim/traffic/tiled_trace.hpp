// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/traffic/trace_reader.hpp"

#include <cstdint>
#include <memory>

namespace plimsoll::sim {

/// A trace, once or laid end to end without end. The period is the time of the last request plus the mean gap, so that
/// the seam has an ordinary gap and the repeated trace has the trace's mean rate. The file is read anew for each tile.
class TiledTrace {
public:
    explicit TiledTrace(scenarios::TraceTraffic trace);

    /// The next request; false at the end.
    /// \throws InputError as TraceReader; when the trace is to repeat but all its requests come at one instant
    bool next(TraceRecord& record);

private:
    void start_next_tile();

    scenarios::TraceTraffic trace_;
    std::unique_ptr<TraceReader> reader_;
    std::int64_t tile_start_ns_ = 0;
    std::int64_t last_ns_ = 0;    ///< of the tile being read, from its start
    std::uint64_t requests_ = 0;  ///< read of this tile
};

}  // namespace plimsoll::sim
