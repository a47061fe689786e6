// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace plimsoll::sim {

/// A part of the beginning of a prompt that others may have, too. Parts follow one another from the first token on;
/// those of who may ask on reach to the end of the answer.
struct SharedPart {
    std::uint64_t chain = 0;  ///< stands for the tokens of this part and for all before it
    std::uint32_t end = 0;    ///< tokens of the prompt up to its end
    bool operator==(const SharedPart&) const = default;
};

/// The shared parts of requests that follow one another.
class SharedParts {
public:
    void clear() {
        parts_.clear();
        ends_.clear();
    }
    /// Of the next request; none: it begins like no other.
    void add(std::span<const SharedPart> parts) {
        parts_.insert(parts_.end(), parts.begin(), parts.end());
        ends_.push_back(parts_.size());
    }
    [[nodiscard]] std::size_t size() const { return ends_.size(); }
    /// Of request `i`; none where nothing is known of it.
    [[nodiscard]] std::span<const SharedPart> of(std::size_t i) const {
        if (i >= ends_.size()) return {};
        const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
        return std::span(parts_).subspan(begin, ends_[i] - begin);
    }

private:
    std::vector<SharedPart> parts_;
    std::vector<std::size_t> ends_;  ///< in parts_, by request
};

}  // namespace plimsoll::sim
