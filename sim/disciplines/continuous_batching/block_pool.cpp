// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/continuous_batching/block_pool.hpp"

#include <algorithm>
#include <utility>

namespace plimsoll::sim {

BlockPool::BlockPool(std::uint64_t blocks) { give(blocks); }

// ---- the queue ---------------------------------------------------------------------------------------------------

void BlockPool::take(std::uint64_t blocks) {
    size_ -= blocks;
    while (blocks > 0) {
        const Index first = entries_[kQueue].behind;
        Entry& entry = entries_[first];
        const std::uint64_t here = entry.is_lot() ? std::min(blocks, entry.what) : 1;
        blocks -= here;
        if (entry.is_lot() && (entry.what -= here) > 0) return;
        if (!entry.is_lot()) forget(first);
        dequeue(first);
        remove(first);
    }
}

BlockPool::Lot BlockPool::give(std::uint64_t blocks) {
    if (blocks == 0) return kNoLot;
    const Index lot = new_lot(blocks);
    enqueue(lot, entries_[kQueue].before);
    return Lot{entries_[lot].use} << 32 | lot;
}

void BlockPool::give_first(std::uint64_t blocks) {
    if (blocks > 0) enqueue(new_lot(blocks), kQueue);
}

std::uint64_t BlockPool::left_of(Lot lot) const {
    const Entry& entry = entries_[static_cast<Index>(lot)];
    return lot != kNoLot && entry.use == lot >> 32 && entry.is_lot() ? entry.what : 0;
}

void BlockPool::take_back(Lot lot, std::uint64_t blocks) {
    if (blocks == 0) return;
    const auto index = static_cast<Index>(lot);
    size_ -= blocks;
    if ((entries_[index].what -= blocks) > 0) return;
    dequeue(index);
    remove(index);
}

BlockPool::Index BlockPool::new_lot(std::uint64_t blocks) {
    const Index index = new_entry();
    entries_[index].what = blocks;
    entries_[index].place = kLot;
    size_ += blocks;
    return index;
}

BlockPool::Index BlockPool::new_entry() {
    if (unused_ == kQueue) {
        entries_.emplace_back();
        return static_cast<Index>(entries_.size() - 1);
    }
    const Index index = unused_;
    unused_ = entries_[index].behind;
    return index;
}

void BlockPool::remove(Index index) {
    Entry& entry = entries_[index];
    entry.what = 0;
    ++entry.use;
    entry.behind = std::exchange(unused_, index);
}

void BlockPool::enqueue(Index index, Index behind) {
    const Index next = entries_[behind].behind;
    entries_[index].before = behind;
    entries_[index].behind = next;
    entries_[behind].behind = index;
    entries_[next].before = index;
}

void BlockPool::dequeue(Index index) {
    const Entry& entry = entries_[index];
    entries_[entry.before].behind = entry.behind;
    entries_[entry.behind].before = entry.before;
}

// ---- what is in blocks -------------------------------------------------------------------------------------------

std::uint64_t BlockPool::hash(std::uint64_t chain, std::uint32_t place) {
    std::uint64_t z = (chain ^ 0x9e3779b97f4a7c15ULL) * 0xbf58476d1ce4e5b9ULL + place;
    z = (z ^ (z >> 31)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 29);
}

BlockPool::Block BlockPool::find(std::uint64_t chain, std::uint32_t place) const {
    if (table_.empty()) return kNone;
    Index index = table_[hash(chain, place) & (table_.size() - 1)];
    while (index != kNone && (entries_[index].what != chain || entries_[index].place != place))
        index = entries_[index].next_alike;
    return index;
}

void BlockPool::hold(Block block) {
    if (entries_[block].holders++ > 0) return;
    dequeue(block);
    --size_;
}

void BlockPool::let_go(Block block) {
    if (--entries_[block].holders > 0) return;
    enqueue(block, entries_[kQueue].before);
    ++size_;
}

BlockPool::Block BlockPool::keep(std::uint64_t chain, std::uint32_t place) {
    const Index index = new_entry();
    Entry& entry = entries_[index];
    entry.what = chain;
    entry.place = place;
    entry.holders = 1;
    if (++kept_ > table_.size()) grow();
    enter(index);
    return index;
}

/// Behind all that hold the same.
void BlockPool::enter(Index index) {
    Index* at = &table_[hash(entries_[index].what, entries_[index].place) & (table_.size() - 1)];
    while (*at != kNone) at = &entries_[*at].next_alike;
    *at = index;
    entries_[index].next_alike = kNone;
}

void BlockPool::forget(Index index) {
    Index* at = &table_[hash(entries_[index].what, entries_[index].place) & (table_.size() - 1)];
    while (*at != index) at = &entries_[*at].next_alike;
    *at = entries_[index].next_alike;
    --kept_;
}

/// Twice as large, with those that hold the same in the same order.
void BlockPool::grow() {
    constexpr std::size_t kFirst = 1024;
    const auto old = std::exchange(table_, std::vector<Index>(std::max(kFirst, 2 * table_.size())));
    for (Index index : old)
        while (index != kNone) {
            const Index next = entries_[index].next_alike;
            enter(index);
            index = next;
        }
}

}  // namespace plimsoll::sim
