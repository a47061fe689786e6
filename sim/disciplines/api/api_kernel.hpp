// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/arrival_cursor.hpp"
#include "sim/disciplines/engine.hpp"
#include "sim/disciplines/event_heap.hpp"
#include "sim/disciplines/recorder.hpp"
#include "sim/random/stream.hpp"

#include <optional>
#include <vector>

namespace plimsoll::sim {

/// One rate limit as a bucket of one minute's worth that refills evenly: the generic cell rate algorithm (ITU-T I.371).
class RateLimit {
public:
    explicit RateLimit(double per_minute) : per_minute_(per_minute) {}

    /// What `amount` takes of the limit, as time.
    [[nodiscard]] Duration cost(double amount) const;
    /// Earliest time at which something of that cost conforms.
    [[nodiscard]] SimTime conforms_at(Duration cost) const { return theoretical_arrival_ + cost - kBucket; }
    void take(Duration cost, SimTime at) { theoretical_arrival_ = std::max(theoretical_arrival_, at) + cost; }

    static constexpr Duration kBucket = std::chrono::minutes(1);

private:
    double per_minute_;
    SimTime theoretical_arrival_ = kStart;
};

/// A model API: rate limits on the way in, then the API's own latency. No machine of ours is involved.
class ApiKernel final : public RequestEngine {
public:
    ApiKernel(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
              const RecorderOptions& options);

    void advance_to(SimTime t) override;
    void replica_ready(ReplicaSlot, std::size_t, Duration) override {}
    SimTime replica_draining(ReplicaSlot) override { return now_; }
    void replica_lost(ReplicaSlot) override {}
    SimTime next_demand() override { return kNever; }
    SimTime next_event() override { return std::min(completions_.next_time(), arrivals_.time()); }
    bool finished() const override { return arrivals_.at_end() && recorder_.in_system() == 0; }
    void add_usage(pricing::PoolUsage& usage) const override;
    Recorder& recorder() override { return recorder_; }

private:
    struct Call {
        SimTime arrival;
        SimTime sent;
        std::uint64_t id = 0;
        std::uint64_t tokens = 0;
    };

    void on_arrival();
    void on_completion();

    Recorder recorder_;
    ArrivalCursor arrivals_;
    Stream draws_;
    models::ServiceTime latency_;
    Duration per_output_token_{0};
    std::optional<RateLimit> request_limit_;
    std::optional<RateLimit> token_limit_;
    Duration max_wait_;

    SimTime now_ = kStart;
    SimTime last_sent_ = kStart;
    EventHeap completions_;  ///< key: place in calls_
    std::vector<Call> calls_;
    std::vector<std::uint32_t> free_places_;
    std::uint64_t requests_ = 0;
    std::uint64_t input_tokens_ = 0;
    std::uint64_t output_tokens_ = 0;
};

}  // namespace plimsoll::sim
