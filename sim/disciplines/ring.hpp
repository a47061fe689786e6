// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/large_page_allocator.hpp"

#include <cstddef>
#include <utility>
#include <vector>

namespace plimsoll::sim {

/// A double-ended queue in one flat power-of-two array: no allocation once it has grown to its working size, which
/// std::deque, freeing and allocating blocks as it moves along, does not give.
template <typename T>
class Ring {
public:
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] T& operator[](std::size_t i) noexcept { return items_[(head_ + i) & mask_]; }
    [[nodiscard]] const T& operator[](std::size_t i) const noexcept { return items_[(head_ + i) & mask_]; }
    [[nodiscard]] const T& front() const noexcept { return items_[head_]; }

    void push_back(const T& item) { extend() = item; }
    /// A new last item, to be filled in place; it holds what an earlier one has left.
    T& extend() {
        if (size_ == capacity_) grow();
        return items_[(head_ + size_++) & mask_];
    }
    void push_front(const T& item) {
        if (size_ == capacity_) grow();
        head_ = (head_ - 1) & mask_;
        items_[head_] = item;
        ++size_;
    }
    void pop_front(std::size_t count = 1) noexcept {
        head_ = (head_ + count) & mask_;
        size_ -= count;
    }
    void clear() noexcept { head_ = size_ = 0; }

private:
    void grow() {
        constexpr std::size_t kFirst = 16;
        std::vector<T, LargePageAllocator<T>> larger(items_.empty() ? kFirst : items_.size() * 2);
        for (std::size_t i = 0; i < size_; ++i) larger[i] = (*this)[i];
        items_ = std::move(larger);
        capacity_ = items_.size();
        mask_ = capacity_ - 1;
        head_ = 0;
    }

    std::vector<T, LargePageAllocator<T>> items_;
    std::size_t capacity_ = 0;  // of items_, whose size() divides by the size of an item
    std::size_t mask_ = 0;
    std::size_t head_ = 0;
    std::size_t size_ = 0;
};

}  // namespace plimsoll::sim
