// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/random/stream.hpp"
#include "sim/traffic/rate_profile.hpp"

#include <cstdint>
#include <vector>

namespace plimsoll::sim {

/// The path of a Markov-modulated rate: it stays in a state for an exponential time with the state's mean, then goes to
/// any of the other states, each equally likely. It starts in equilibrium: state j with probability
/// stay_j / sum of stays, so that the mean rate is sum(rate_j stay_j) / sum(stay_j) from the first second on.
class MmppStates {
public:
    /// \throws InputError when there are no states, a rate is negative or a stay is not positive, or
    ///         more stays come before the horizon than are followed.
    MmppStates(std::vector<scenarios::MmppState> states, Duration horizon, std::uint64_t seed);

    /// The next sojourn: its end and the state's rate per second.
    [[nodiscard]] RatePiece next();

private:
    std::vector<scenarios::MmppState> states_;
    Stream draws_;
    std::size_t state_ = 0;
    std::uint64_t sojourn_ = 0;
    double end_s_ = 0;
};

}  // namespace plimsoll::sim
