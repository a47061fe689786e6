// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/engine.hpp"
#include "sim/plan/plan.hpp"

#include <cstdint>
#include <optional>
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

/// The HorizontalPodAutoscaler as its documentation tells it (kubernetes.io, "Horizontal Pod Autoscaling": algorithm
/// details, stabilization window, default behavior). Of what waits for every pool, each ready replica has an equal
/// part.
class PlainHpa {
public:
    PlainHpa(const scenarios::HpaSpec& spec, const scenarios::ReplicasSpec& limits, RequestEngine& engine,
             std::size_t pool);
    std::uint32_t desired(const PlainView& view);

private:
    [[nodiscard]] double metric(const PlainView& view);
    [[nodiscard]] std::uint32_t wanted(const PlainView& view, double metric) const;

    struct Entry {
        SimTime at;
        std::int64_t value;
    };
    scenarios::HpaSpec spec_;
    scenarios::ReplicasSpec limits_;
    RequestEngine& engine_;
    std::size_t pool_;
    std::uint64_t routed_;
    std::uint64_t unrouted_;
    double busy_ = 0;
    double up_ = 0;
    std::vector<Entry> recommendations_;
    std::vector<Entry> changes_;
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
