// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/engine.hpp"
#include "sim/plan/plan.hpp"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace plimsoll::sim {

/// What a controller is told of its pool.
struct PlainView {
    SimTime now;
    std::uint32_t desired = 0;
    std::uint32_t ready = 0;
    std::uint32_t starting = 0;
    std::uint32_t ready_of_all = 0;  ///< in the deployment
};

/// What the HorizontalPodAutoscaler makes of a recommendation (kubernetes.io, "Horizontal Pod Autoscaling":
/// stabilization window, default behavior).
class PlainBehavior {
public:
    PlainBehavior(Duration up, Duration down, const scenarios::ReplicasSpec& limits)
        : up_(up), down_(down), limits_(limits) {}
    /// The number found at the first look is the first recommendation.
    void found(SimTime now, std::int64_t replicas);
    std::uint32_t settle(SimTime now, std::int64_t replicas, std::int64_t wanted);

private:
    struct Entry {
        SimTime at;
        std::int64_t value;
    };
    Duration up_;
    Duration down_;
    scenarios::ReplicasSpec limits_;
    std::vector<Entry> recommendations_;
    std::vector<Entry> changes_;
};

/// The HorizontalPodAutoscaler as its documentation tells it (the same, algorithm details). Of what waits for every
/// pool, each ready replica has an equal part.
class PlainHpa {
public:
    PlainHpa(const scenarios::HpaSpec& spec, const scenarios::ReplicasSpec& limits, RequestEngine& engine,
             std::size_t pool);
    std::uint32_t desired(const PlainView& view);

private:
    [[nodiscard]] double metric(const PlainView& view);
    [[nodiscard]] std::uint32_t wanted(const PlainView& view, double metric) const;

    scenarios::HpaSpec spec_;
    RequestEngine& engine_;
    std::size_t pool_;
    std::uint64_t routed_;
    std::uint64_t unrouted_;
    double busy_ = 0;
    double up_ = 0;
    PlainBehavior behavior_;
};

/// KEDA as docs/semantics.md tells it: asked at every poll and at every sync, at one instant at both in one.
class PlainKeda {
public:
    PlainKeda(const scenarios::KedaSpec& spec, const scenarios::ReplicasSpec& limits, RequestEngine& engine);
    std::uint32_t desired(const PlainView& view);

private:
    /// Requests in the deployment, or its arrivals for each second since that clock last looked.
    [[nodiscard]] double metric(std::uint64_t& arrivals_before, Duration since) const;

    scenarios::KedaSpec spec_;
    scenarios::ReplicasSpec limits_;
    RequestEngine& engine_;
    std::uint64_t at_poll_;
    std::uint64_t at_sync_;
    std::optional<SimTime> active_;
    PlainBehavior behavior_;
};

/// Knative as docs/semantics.md tells it.
class PlainKnative {
public:
    PlainKnative(const scenarios::KnativeSpec& spec, const scenarios::ReplicasSpec& limits, RequestEngine& engine,
                 std::size_t pool)
        : spec_(spec), limits_(limits), engine_(engine), pool_(pool) {}
    std::uint32_t desired(const PlainView& view);

private:
    /// Over the shortest stretch of whole looks that is as long as the window, or over all there is.
    [[nodiscard]] double mean_requests(SimTime now, double window_s) const;

    scenarios::KnativeSpec spec_;
    scenarios::ReplicasSpec limits_;
    RequestEngine& engine_;
    std::size_t pool_;
    std::vector<std::pair<SimTime, double>> looks_ = {{kStart, 0}};  ///< with the request-seconds up to then
    bool first_ = true;
    std::optional<SimTime> panic_;
    double panic_replicas_ = 0;
    std::optional<SimTime> unwanted_;
};

/// Steps on a latency percentile: up by a step while it is above one threshold, down by one while it is below the other
/// and nothing has changed for the cooldown.
class PlainLatencyStep {
public:
    PlainLatencyStep(const scenarios::LatencyStepSpec& spec, const scenarios::ReplicasSpec& limits,
                     RequestEngine& engine, std::size_t pool)
        : spec_(spec), limits_(limits), engine_(engine), pool_(pool) {}
    std::uint32_t desired(const PlainView& view);

private:
    scenarios::LatencyStepSpec spec_;
    scenarios::ReplicasSpec limits_;
    RequestEngine& engine_;
    std::size_t pool_;
    std::optional<SimTime> changed_;
};

}  // namespace plimsoll::sim
