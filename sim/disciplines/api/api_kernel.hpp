// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/kernel_base.hpp"
#include "sim/random/stream.hpp"

#include <optional>
#include <vector>

namespace plimsoll::sim {

/// One rate limit as a bucket of one minute's worth that refills evenly: the generic cell rate algorithm (ITU-T I.371).
class RateLimit {
public:
    explicit RateLimit(double per_minute) : per_minute_(per_minute) {}

    /// What `amount` takes of the limit, as time. More than the bucket's minute never conforms.
    [[nodiscard]] Duration cost(double amount) const;
    /// Earliest time at which something of that cost conforms.
    [[nodiscard]] SimTime conforms_at(Duration cost) const { return theoretical_arrival_ + cost - kBucket; }
    void take(Duration cost, SimTime at) { theoretical_arrival_ = after(std::max(theoretical_arrival_, at), cost); }

    static constexpr Duration kBucket = std::chrono::minutes(1);

private:
    double per_minute_;
    SimTime theoretical_arrival_ = kStart;
};

/// A model API: rate limits on the way in, then the API's own latency. No machine of ours is involved.
class ApiKernel final : public KernelBase<ApiKernel> {
public:
    ApiKernel(const DeploymentPlan& plan, std::unique_ptr<RequestSource> source, std::uint64_t seed,
              const RecorderOptions& options);

    void replica_ready(ReplicaSlot, std::size_t, Duration) override {}
    SimTime replica_draining(ReplicaSlot) override { return now_; }
    void replica_lost(ReplicaSlot) override {}
    SimTime next_demand() override { return kNever; }

private:
    friend KernelBase;
    struct Call {
        SimTime arrival;
        SimTime sent;
        SimTime first_token = kNever;  ///< where the answer comes token by token
        std::uint64_t id = 0;
        std::uint32_t input_tokens = 0;
        std::uint32_t output_tokens = 0;
    };

    void on_arrival();
    void on_completion();  ///< the event's key: place in calls_
    void on_timer() {}

    Stream draws_;
    models::ServiceTime latency_;
    const ApiCalls terms_;
    std::optional<RateLimit> request_limit_;
    std::optional<RateLimit> token_limit_;

    SimTime last_sent_ = kStart;
    std::vector<Call> calls_;
    std::vector<std::uint32_t> free_places_;
};

}  // namespace plimsoll::sim
