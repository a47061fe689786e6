// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/traffic/request.hpp"

#include <cstddef>
#include <vector>

namespace plimsoll::sim {

/// Requests handed over at a time: 96 KiB, which stays in the second-level cache. Even, because two requests share a
/// draw.
inline constexpr std::size_t kBlockRequests = 4096;

inline std::vector<Request> make_block() {
    std::vector<Request> block;
    block.reserve(kBlockRequests);
    return block;
}

}  // namespace plimsoll::sim
