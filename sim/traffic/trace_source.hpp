// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/random/stream.hpp"
#include "sim/traffic/block.hpp"
#include "sim/traffic/scaled_trace.hpp"

namespace plimsoll::sim {

/// The requests of a scaled trace before the horizon.
class TraceSource final : public RequestSource {
public:
    TraceSource(ScaledTrace trace, Duration horizon) : trace_(std::move(trace)), horizon_ns_(horizon.count()) {}

    std::span<const Request> next_block() override {
        block_.clear();
        shared_.clear();
        TraceRecord record;
        while (!ended_ && block_.size() < kBlockRequests) {
            ended_ = !trace_.next(record, horizon_ns_) || record.time_ns >= horizon_ns_;
            if (ended_) break;
            block_.push_back({SimTime(Duration(record.time_ns)), next_id_++, record.input_tokens, record.output_tokens,
                              record.tenant});
            if (record.shared) add_shared(record);
        }
        return block_;
    }
    [[nodiscard]] const SharedParts& shared_parts() const override { return shared_; }

private:
    /// Of the last request of the block. Chains of one edition are those of no other: one of 2^64 numbers.
    void add_shared(const TraceRecord& record) {
        while (shared_.size() + 1 < block_.size()) shared_.add({});
        parts_ = *record.shared;
        if (record.edition > 0)
            for (SharedPart& part : parts_) part.chain = split_mix(split_mix(record.edition) ^ part.chain);
        shared_.add(parts_);
    }

    ScaledTrace trace_;
    std::int64_t horizon_ns_;
    std::uint64_t next_id_ = 0;
    bool ended_ = false;
    std::vector<Request> block_ = make_block();
    SharedParts shared_;
    std::vector<SharedPart> parts_;
};

}  // namespace plimsoll::sim
