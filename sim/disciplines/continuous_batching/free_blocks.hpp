// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>

namespace plimsoll::sim {

/// The free blocks of a KV cache: a queue, taken from the front and given back at the end. What a block held stays in
/// it until it is taken, so that a sequence which lost its blocks finds those again that nobody has taken since. It
/// gives them back last one first: what is left of them is its beginning.
class FreeBlocks {
public:
    /// Names what a sequence has given back.
    using Lot = std::uint64_t;

    explicit FreeBlocks(std::uint64_t blocks) : size_(blocks), lots_{blocks} {}

    [[nodiscard]] std::uint64_t size() const { return size_; }

    /// \pre size() >= blocks
    void take(std::uint64_t blocks) {
        size_ -= blocks;
        while (blocks > 0) {
            const std::uint64_t here = std::min(blocks, lots_.front());
            lots_.front() -= here;
            blocks -= here;
            if (lots_.front() == 0 && lots_.size() > 1) {
                lots_.pop_front();
                ++first_;
            }
        }
    }
    Lot give(std::uint64_t blocks) {
        size_ += blocks;
        lots_.push_back(blocks);
        return first_ + lots_.size() - 1;
    }
    /// How many of the lot are still there.
    [[nodiscard]] std::uint64_t left_of(Lot lot) const { return lot < first_ ? 0 : lots_[lot - first_]; }
    /// Takes the first ones of the sequence, which are the last of the lot. \pre left_of(lot) >= blocks
    void take_back(Lot lot, std::uint64_t blocks) {
        if (blocks == 0) return;
        size_ -= blocks;
        lots_[lot - first_] -= blocks;
    }

private:
    std::uint64_t size_;
    std::deque<std::uint64_t> lots_;  ///< never empty
    Lot first_ = 0;                   ///< of lots_
};

}  // namespace plimsoll::sim
