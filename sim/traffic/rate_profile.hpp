// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/clock.hpp"

#include <cstdint>
#include <vector>

namespace plimsoll::sim {

/// A stretch of time over which a rate (or its multiplier) is constant, from the end of the one before.
struct RatePiece {
    SimTime end;
    double rate = 0;
};

/// Which of so many steps of equal length a day is in then, from 0; day 0 starts at time 0.
[[nodiscard]] std::size_t step_of_day(SimTime time, std::size_t steps);

/// The multipliers of a rate profile as pieces: daily step x weekly step x every burst that is active. They multiply
/// the rate as given and are not normalised. Day 0 starts at time 0; a burst that runs past midnight goes on in the
/// next day, and the one of the day before day 0 is active at time 0 too.
class ProfilePieces {
public:
    /// \throws InputError for a multiplier that is negative or not finite, a burst that does not start within a day, or
    ///         more pieces before the horizon than are walked through.
    ProfilePieces(const scenarios::RateProfile& profile, Duration horizon);

    /// The next piece; the last one ends at kNever.
    [[nodiscard]] RatePiece next();

private:
    std::vector<RatePiece> day_;  ///< ends counted from midnight; empty: a multiplier of 1 for ever
    std::vector<double> weekly_;
    std::size_t piece_ = 0;
    std::int64_t day_number_ = 0;
};

}  // namespace plimsoll::sim
