// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/traffic/block.hpp"
#include "sim/traffic/scaled_trace.hpp"

namespace plimsoll::sim {

/// The requests of a scaled trace before the horizon.
class TraceSource final : public RequestSource {
public:
    TraceSource(ScaledTrace trace, Duration horizon) : trace_(std::move(trace)), horizon_ns_(horizon.count()) {}

    std::span<const Request> next_block() override {
        block_.clear();
        TraceRecord record;
        while (!ended_ && block_.size() < kBlockRequests) {
            ended_ = !trace_.next(record, horizon_ns_) || record.time_ns >= horizon_ns_;
            if (!ended_)
                block_.push_back({SimTime(Duration(record.time_ns)), next_id_++, record.input_tokens,
                                  record.output_tokens, record.tenant});
        }
        return block_;
    }

private:
    ScaledTrace trace_;
    std::int64_t horizon_ns_;
    std::uint64_t next_id_ = 0;
    bool ended_ = false;
    std::vector<Request> block_ = make_block();
};

}  // namespace plimsoll::sim
