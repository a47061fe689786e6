// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/graph_sizes.hpp"

#include <algorithm>

namespace plimsoll::models {

std::vector<std::uint32_t> captured_graph_sizes(std::uint32_t max_sequences, std::uint32_t tokens_per_step) {
    constexpr std::uint32_t kMost = 512;
    const std::uint32_t last = std::min({2 * max_sequences, kMost, tokens_per_step});
    std::vector<std::uint32_t> sizes;
    for (const std::uint32_t size : {1U, 2U, 4U})
        if (size <= last) sizes.push_back(size);
    for (std::uint32_t size = 8; size <= last; size += size < 256 ? 8 : 16) sizes.push_back(size);
    return sizes;
}

std::uint64_t padded_to_graph(const std::vector<std::uint32_t>& sizes, std::uint64_t tokens) {
    const auto next = std::lower_bound(sizes.begin(), sizes.end(), tokens);
    return next == sizes.end() ? tokens : *next;
}

}  // namespace plimsoll::models
