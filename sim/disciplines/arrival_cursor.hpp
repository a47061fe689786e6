// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"
#include "sim/traffic/request.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <stdexcept>
#include <utility>

namespace plimsoll::sim {

/// Walks over a request source one request at a time and can look ahead within the block at hand.
class ArrivalCursor {
public:
    explicit ArrivalCursor(std::unique_ptr<RequestSource> source) : source_(std::move(source)) { refill(); }

    /// Arrival time of the next request; where none is at hand, the time at which to look again; kNever at the end.
    [[nodiscard]] SimTime time() const noexcept { return time_; }
    [[nodiscard]] bool none_at_hand() const noexcept { return block_.empty(); }
    [[nodiscard]] bool at_end() const noexcept { return block_.empty() && time_ == kNever; }
    /// Asks the source again, at `now`.
    void look_again(SimTime now) {
        source_->reach(now);
        refill();
        if (block_.empty() && time_ <= now)
            throw std::logic_error("a source of requests was not brought to the time of its engine");
    }
    /// Where none is at hand, whether one comes earlier than was known: the source has been told of answers.
    void ask_for_time() {
        if (block_.empty()) time_ = source_->not_before();
    }
    [[nodiscard]] const Request& request() const noexcept { return block_[index_]; }
    /// How the prompt of the next request begins, where others may begin like it.
    [[nodiscard]] std::span<const SharedPart> shared_parts() const { return source_->shared_parts().of(index_); }

    void next() {
        if (++index_ == block_.size())
            refill();
        else
            time_ = block_[index_].arrival;
    }

    /// The next requests, as far as they are at hand.
    [[nodiscard]] std::span<const Request> at_hand() const noexcept { return block_.subspan(index_); }
    /// Goes past `count` requests, fewer than are at hand.
    void skip(std::size_t count) noexcept {
        index_ += count;
        time_ = block_[index_].arrival;
    }

    /// Arrival time of the n-th request from here (0: the next one) or, where that lies beyond the block at hand, of
    /// the block's last one: a lower bound in any case. kNever at the end.
    [[nodiscard]] SimTime time_ahead(std::size_t n) const noexcept {
        if (block_.empty()) return time_;
        return block_[std::min(index_ + n, block_.size() - 1)].arrival;
    }
    /// Arrival time of the first request at or after t, or of the block's last one where that comes first.
    [[nodiscard]] SimTime time_at_or_after(SimTime t) const noexcept {
        if (block_.empty()) return time_;
        const auto rest = block_.subspan(index_);
        const auto found = std::lower_bound(
            rest.begin(), rest.end(), t, [](const Request& request, SimTime time) { return request.arrival < time; });
        return found == rest.end() ? rest.back().arrival : found->arrival;
    }

private:
    void refill() {
        block_ = source_->next_block();
        index_ = 0;
        time_ = block_.empty() ? source_->not_before() : block_.front().arrival;
    }

    std::unique_ptr<RequestSource> source_;
    std::span<const Request> block_;
    std::size_t index_ = 0;
    SimTime time_ = kNever;
};

}  // namespace plimsoll::sim
