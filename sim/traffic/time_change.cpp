// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/time_change.hpp"

#include <utility>

namespace plimsoll::sim {

RatePath::RatePath(double scale, ProfilePieces profile, std::optional<MmppStates> states)
    : scale_(scale), profile_(std::move(profile)), states_(std::move(states)), profile_piece_(profile_.next()) {
    if (states_) state_piece_ = states_->next();
}

RatePiece RatePath::next() {
    const RatePiece piece{std::min(profile_piece_.end, state_piece_.end),
                          scale_ * profile_piece_.rate * state_piece_.rate};
    if (piece.end == kNever) return piece;
    if (profile_piece_.end == piece.end) profile_piece_ = profile_.next();
    if (state_piece_.end == piece.end) state_piece_ = states_->next();
    return piece;
}

/// Goes to the next piece; false when the horizon is reached.
bool TimeChange::advance() {
    start_ns_ += length_ns_;
    start_integral_ = end_integral_;
    if (start_ns_ >= horizon_.count()) return false;
    const RatePiece piece = path_.next();
    const std::int64_t end_ns = std::min(piece.end.time_since_epoch(), horizon_).count();
    length_ns_ = end_ns - start_ns_;
    constexpr double kLongestGapNs = 1e300;  // finite for the smallest of rates, so that 0 of them are 0
    ns_per_request_ = std::min(1e9 / piece.rate, kLongestGapNs);
    end_integral_ = start_integral_ + piece.rate * 1e-9 * static_cast<double>(length_ns_);
    return true;
}

}  // namespace plimsoll::sim
