// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/clock.hpp"
#include "sim/random/stream.hpp"

#include <cstdint>

namespace plimsoll::sim {

/// The spot capacity of one pool: how long an instance lives, and when new ones can be had again after an interruption.
class SpotMarket {
public:
    SpotMarket(const scenarios::InterruptionsSpec& spec, std::uint64_t seed);

    /// Time from the request of launch `launch` to its interruption notice: Weibull with the given mean and shape, by
    /// inversion, scale = mean / Gamma(1 + 1 / shape); shape 1 is exponential.
    [[nodiscard]] Duration life(std::uint64_t launch) const;
    /// An interruption of that launch at `notice`: no new spot capacity for an exponential outage from then on.
    void interrupted(std::uint64_t launch, SimTime notice);

    [[nodiscard]] bool has_capacity(SimTime now) const { return now >= back_at_; }
    [[nodiscard]] SimTime back_at() const { return back_at_; }
    [[nodiscard]] Duration notice() const { return spec_.notice; }

private:
    scenarios::InterruptionsSpec spec_;
    double scale_seconds_;
    Stream lives_;
    Stream outages_;
    SimTime back_at_ = kStart;
};

}  // namespace plimsoll::sim
