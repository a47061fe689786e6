// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace plimsoll::sim {

/// The sequences of a replica that take one token in every step, as sums: what many steps in a row need of them is then
/// known without going through them.
///
/// Steps are numbered. A sequence that is added has `offset` + s tokens in the KV cache before step s, in blocks of
/// `block_tokens`: it needs a new block in the steps that make this a multiple of the block's size.
class DecodeSet {
public:
    explicit DecodeSet(std::uint32_t block_tokens) : by_residue_(block_tokens) {}

    [[nodiscard]] std::uint32_t size() const { return size_; }
    /// Tokens in the KV cache before step `step`, in all.
    [[nodiscard]] std::uint64_t context(std::uint64_t step) const {
        return static_cast<std::uint64_t>(offsets_ + static_cast<std::int64_t>(size_ * step));
    }

    void add(std::int64_t offset) {
        ++size_;
        offsets_ += offset;
        ++by_residue_[residue(offset)];
    }
    void remove(std::int64_t offset) {
        --size_;
        offsets_ -= offset;
        --by_residue_[residue(offset)];
    }

    /// New blocks in step `step`.
    [[nodiscard]] std::uint32_t blocks_in(std::uint64_t step) const { return by_residue_[step % by_residue_.size()]; }
    /// New blocks in `count` steps from `first` on.
    [[nodiscard]] std::uint64_t blocks_in(std::uint64_t first, std::uint64_t count) const {
        std::uint64_t blocks = count / by_residue_.size() * size_;
        for (std::uint64_t i = 0; i < count % by_residue_.size(); ++i) blocks += blocks_in(first + i);
        return blocks;
    }
    /// The largest number of steps from `first` on, at most `most`, that need no more than `blocks` new ones.
    [[nodiscard]] std::uint64_t steps_with(std::uint64_t blocks, std::uint64_t first, std::uint64_t most) const {
        if (size_ == 0) return most;
        std::uint64_t count = blocks / size_ * by_residue_.size();
        if (count >= most) return most;
        std::uint64_t left = blocks % size_;
        while (count < most && blocks_in(first + count) <= left) left -= blocks_in(first + count++);
        return count;
    }

private:
    /// Of the steps in which it needs a block.
    [[nodiscard]] std::size_t residue(std::int64_t offset) const {
        const auto size = static_cast<std::int64_t>(by_residue_.size());
        return static_cast<std::size_t>(((-offset) % size + size) % size);
    }

    std::uint32_t size_ = 0;
    std::int64_t offsets_ = 0;
    std::vector<std::uint32_t> by_residue_;
};

}  // namespace plimsoll::sim
