// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace plimsoll::sim {

/// A set of small numbers that finds its lowest member, and the n-th, by scanning words of 64.
class SlotSet {
public:
    static constexpr std::uint32_t kNone = ~0U;

    void insert(std::uint32_t slot) {
        if (slot / 64 >= words_.size()) words_.resize(slot / 64 + 1);
        const std::uint64_t bit = std::uint64_t{1} << (slot % 64);
        count_ += (words_[slot / 64] & bit) == 0 ? 1U : 0U;
        words_[slot / 64] |= bit;
    }
    void erase(std::uint32_t slot) {
        if (!contains(slot)) return;
        words_[slot / 64] &= ~(std::uint64_t{1} << (slot % 64));
        --count_;
    }
    [[nodiscard]] bool contains(std::uint32_t slot) const {
        return slot / 64 < words_.size() && (words_[slot / 64] >> (slot % 64) & 1) != 0;
    }
    [[nodiscard]] bool empty() const noexcept { return count_ == 0; }
    [[nodiscard]] std::uint32_t size() const noexcept { return count_; }
    /// The lowest member that is at least `from`; kNone when there is none.
    [[nodiscard]] std::uint32_t lowest(std::uint32_t from = 0) const {
        for (std::size_t i = from / 64; i < words_.size(); ++i) {
            std::uint64_t word = words_[i];
            if (i == from / 64) word &= ~std::uint64_t{0} << (from % 64);
            if (word != 0)
                return static_cast<std::uint32_t>(i * 64) + static_cast<std::uint32_t>(std::countr_zero(word));
        }
        return kNone;
    }
    /// The member with exactly n smaller ones; n < size().
    [[nodiscard]] std::uint32_t nth(std::uint32_t n) const {
        for (std::size_t i = 0; i < words_.size(); ++i) {
            const auto here = static_cast<std::uint32_t>(std::popcount(words_[i]));
            if (n >= here) {
                n -= here;
                continue;
            }
            std::uint64_t word = words_[i];
            for (; n > 0; --n) word &= word - 1;
            return static_cast<std::uint32_t>(i * 64) + static_cast<std::uint32_t>(std::countr_zero(word));
        }
        return kNone;
    }

private:
    std::vector<std::uint64_t> words_;
    std::uint32_t count_ = 0;
};

}  // namespace plimsoll::sim
