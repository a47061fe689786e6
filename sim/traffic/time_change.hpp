// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/traffic/mmpp_states.hpp"
#include "sim/traffic/rate_profile.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace plimsoll::sim {

/// A rate over time: `scale` x profile(t), times the state's rate where the process is an MMPP.
class RatePath {
public:
    RatePath(double scale, ProfilePieces profile, std::optional<MmppStates> states);

    /// The next piece of constant rate, in requests per second.
    [[nodiscard]] RatePiece next();

private:
    double scale_;
    ProfilePieces profile_;
    std::optional<MmppStates> states_;
    RatePiece profile_piece_;
    RatePiece state_piece_{kNever, 1};
};

/// Maps the points of a unit-rate process to arrivals: t = L^-1(s) with L(t) the integral of the rate over [0, t]. A
/// unit-rate Poisson process becomes the inhomogeneous one (Cinlar, Introduction to Stochastic Processes, 1975, 4.7).
/// The rate is piecewise constant, so L is piecewise linear and its inverse exact.
class TimeChange {
public:
    TimeChange(RatePath path, Duration horizon) : path_(std::move(path)), horizon_(horizon) {}

    [[nodiscard]] std::int64_t horizon_ns() const noexcept { return horizon_.count(); }

    /// The arrival of the point at `s`, in nanoseconds, or kNever's when it is not before the horizon; `s` must not
    /// decrease from call to call.
    [[nodiscard]] std::int64_t arrival_ns(double s) {
        while (s >= end_integral_)
            if (!advance()) return kNever.time_since_epoch().count();
        const double rounded_ns = (s - start_integral_) * ns_per_request_ + 0.5;
        // Rounding must not carry an arrival beyond its piece, or order could break.
        return start_ns_ + std::min(static_cast<std::int64_t>(rounded_ns), length_ns_);
    }

private:
    bool advance();

    RatePath path_;
    Duration horizon_;
    double start_integral_ = 0;
    double end_integral_ = 0;
    double ns_per_request_ = 0;
    std::int64_t start_ns_ = 0;
    std::int64_t length_ns_ = 0;
};

}  // namespace plimsoll::sim
