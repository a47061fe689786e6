// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace plimsoll::sim {

/// The blocks of a KV cache. Free ones are in a queue, taken from the front; what a block held stays in it until it is
/// taken, so that who needs the same finds it.
///
/// Blocks that one sequence alone may find again go in and out in numbers: a *lot* of the queue is what a sequence gave
/// back, its last block first, so that what is left of a lot is the beginning. Blocks that several sequences may find
/// are known one by one, by a chain (SharedPart) and by their place in the sequence; several may hold the same, since
/// sequences that come at about the same time compute it each.
class BlockPool {
public:
    /// Names what a sequence has given back.
    using Lot = std::uint64_t;
    /// A block that others may find, as long as it is held or in the queue.
    using Block = std::uint32_t;
    static constexpr Lot kNoLot = 0;
    static constexpr Block kNone = 0;

    explicit BlockPool(std::uint64_t blocks);

    /// Free blocks.
    [[nodiscard]] std::uint64_t size() const { return size_; }
    /// \pre size() >= blocks
    void take(std::uint64_t blocks);

    /// At the end of the queue.
    Lot give(std::uint64_t blocks);
    /// To be taken before all others.
    void give_first(std::uint64_t blocks);
    /// How many of the lot are still there.
    [[nodiscard]] std::uint64_t left_of(Lot lot) const;
    /// Takes the first ones of the sequence, which are the last of the lot. \pre left_of(lot) >= blocks
    void take_back(Lot lot, std::uint64_t blocks);

    /// The oldest block that holds this; kNone: there is none.
    [[nodiscard]] Block find(std::uint64_t chain, std::uint32_t place) const;
    [[nodiscard]] bool is_held(Block block) const { return entries_[block].holders > 0; }
    /// One sequence more holds it, which takes it out of the queue.
    void hold(Block block);
    /// One less; the last one puts it at the end of the queue.
    void let_go(Block block);
    /// A block that was taken now holds this; one sequence holds it.
    [[nodiscard]] Block keep(std::uint64_t chain, std::uint32_t place);

private:
    using Index = std::uint32_t;
    static constexpr Index kQueue = 0;  ///< the entry before the first and behind the last one of the queue
    static constexpr std::uint32_t kLot = ~std::uint32_t{0};

    struct Entry {
        std::uint64_t what = 0;  ///< the chain of a block; of a lot how many it has
        std::uint32_t place = kLot;
        std::uint32_t holders = 0;  ///< of a block; with any it is not in the queue
        Index before = kQueue;      ///< in the queue
        Index behind = kQueue;
        Index next_alike = kNone;  ///< a block whose hash falls to the same place of the table
        std::uint32_t use = 0;     ///< counts what the entry was for, so that a lot that is gone is known to be
        [[nodiscard]] bool is_lot() const { return place == kLot; }
    };

    [[nodiscard]] static std::uint64_t hash(std::uint64_t chain, std::uint32_t place);
    [[nodiscard]] Index new_entry();
    [[nodiscard]] Index new_lot(std::uint64_t blocks);
    void remove(Index index);
    void enqueue(Index index, Index behind);
    void dequeue(Index index);
    void enter(Index index);
    void forget(Index index);
    void grow();

    std::uint64_t size_ = 0;
    std::vector<Entry> entries_{1};
    Index unused_ = kQueue;     ///< the first of them; `behind` leads on
    std::vector<Index> table_;  ///< of a power of two; empty until a block is kept
    std::size_t kept_ = 0;      ///< blocks in the table
};

}  // namespace plimsoll::sim
