// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/usage.hpp"
#include "sim/clock.hpp"
#include "sim/plan/plan.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace plimsoll::sim {

/// What the instances of a deployment add up to: the lives that meters bill, and their number over time.
class InstanceLog {
public:
    explicit InstanceLog(const DeploymentPlan& plan);

    void launched(SimTime at);
    void interrupted() { ++interrupted_; }
    /// An instance ends that was billed since `start`.
    void ended(std::size_t pool, SimTime start, SimTime end, scenarios::Purchase purchase, bool interrupted);
    /// An instance ends that was never billed: it was given up while it was being provisioned.
    void ended_unbilled(SimTime end) {
        pass(end);
        --alive_;
    }

    /// Billed lives by pool, kept only where a meter needs each of them.
    [[nodiscard]] const std::vector<std::vector<pricing::InstanceUse>>& uses() const { return uses_; }
    [[nodiscard]] std::uint64_t launches() const { return launches_; }
    [[nodiscard]] std::uint64_t interruptions() const { return interrupted_; }
    /// Most instances that there were together, for however short a time but for some.
    [[nodiscard]] std::uint64_t peak() const { return std::max(peak_, alive_); }
    /// Instance-seconds in [0, horizon).
    [[nodiscard]] double instance_seconds() const { return instance_seconds_; }
    void set_horizon(Duration horizon) { horizon_ = kStart + horizon; }

private:
    void pass(SimTime to);

    std::vector<bool> keeps_lives_;
    std::vector<std::vector<pricing::InstanceUse>> uses_;
    SimTime horizon_ = kNever;
    std::uint64_t launches_ = 0;
    std::uint64_t interrupted_ = 0;
    std::uint64_t alive_ = 0;
    std::uint64_t peak_ = 0;
    SimTime last_ = kStart;
    double instance_seconds_ = 0;
};

}  // namespace plimsoll::sim
