// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/tiled_trace.hpp"

#include "scenarios/input_error.hpp"

#include <utility>

namespace plimsoll::sim {

TiledTrace::TiledTrace(scenarios::TraceTraffic trace, scenarios::Syntax syntax)
    : trace_(std::move(trace)), reader_(open_trace(trace_, syntax)) {}

bool TiledTrace::read(TraceRecord& record) {
    if (!reader_) {
        if (requests_ == kept_.size()) return false;
        record = kept_[requests_];
        return true;
    }
    if (!reader_->next(record)) return false;
    if (trace_.repeat && requests_ == kept_.size() && kept_.size() < kMostKept) kept_.push_back(record);
    return true;
}

bool TiledTrace::next(TraceRecord& record) {
    while (!read(record)) {
        if (!trace_.repeat) return false;
        start_next_tile();
    }
    last_ns_ = record.time_ns;
    record.edition = tile_;
    ++requests_;
    // Beyond what a clock of nanoseconds can hold lies beyond every horizon.
    return !__builtin_add_overflow(record.time_ns, tile_start_ns_, &record.time_ns);
}

void TiledTrace::start_next_tile() {
    if (last_ns_ == 0)
        throw InputError(Problem{trace_.path,
                                 0,
                                 {},
                                 "the trace cannot be repeated: all its requests come at one instant",
                                 "remove \"repeat\""});
    const auto gaps = static_cast<std::int64_t>(requests_) - 1;
    const std::int64_t mean_gap = last_ns_ / gaps + (last_ns_ % gaps * 2 >= gaps ? 1 : 0);
    std::int64_t period = 0;
    if (__builtin_add_overflow(last_ns_, mean_gap, &period) ||
        __builtin_add_overflow(tile_start_ns_, period, &tile_start_ns_))
        tile_start_ns_ = INT64_MAX;
    if (requests_ == kept_.size())
        reader_.reset();
    else
        reader_ = open_trace(trace_);
    requests_ = 0;
    last_ns_ = 0;
    ++tile_;
}

}  // namespace plimsoll::sim
