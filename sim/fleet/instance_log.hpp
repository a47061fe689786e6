// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/usage.hpp"
#include "sim/clock.hpp"
#include "sim/measured/run_figures.hpp"
#include "sim/plan/plan.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace plimsoll::sim {

/// What the instances of a deployment and of each of its pools add up to: the lives that meters bill, and their number
/// over time.
class InstanceLog {
public:
    explicit InstanceLog(const DeploymentPlan& plan);

    void launched(std::size_t pool, SimTime at);
    void interrupted(std::size_t pool);
    /// An instance ends that was billed since `start`.
    void ended(std::size_t pool, SimTime start, SimTime end, scenarios::Purchase purchase, bool interrupted);
    /// An instance ends that was never billed: it was given up while it was being provisioned.
    void ended_unbilled(std::size_t pool, SimTime end);

    /// Billed lives by pool, kept only where a meter needs each of them.
    [[nodiscard]] const std::vector<std::vector<pricing::InstanceUse>>& uses() const { return uses_; }
    /// Of the deployment, within the horizon as far as means are concerned. The peak is of instances that there were
    /// together, for however short a time but for some.
    [[nodiscard]] results::InstanceFigures<std::uint64_t> figures() const { return figures_of(all_); }
    [[nodiscard]] results::InstanceFigures<std::uint64_t> figures(std::size_t pool) const {
        return figures_of(pools_[pool]);
    }
    void set_horizon(Duration horizon) { horizon_ = kStart + horizon; }

private:
    struct Count {
        std::uint64_t launched = 0;
        std::uint64_t interrupted = 0;
        std::uint64_t alive = 0;
        std::uint64_t peak = 0;
        SimTime last = kStart;
        double seconds = 0;  ///< in [0, horizon)

        void pass(SimTime to);
    };
    [[nodiscard]] results::InstanceFigures<std::uint64_t> figures_of(const Count& count) const;
    /// Of the deployment and of the pool.
    [[nodiscard]] std::array<Count*, 2> counts(std::size_t pool) { return {&all_, &pools_[pool]}; }

    std::vector<bool> keeps_lives_;
    std::vector<std::vector<pricing::InstanceUse>> uses_;
    SimTime horizon_ = kNever;
    Count all_;
    std::vector<Count> pools_;
};

}  // namespace plimsoll::sim
