// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace plimsoll::sim {

inline constexpr std::uint64_t kHashOfNothing = 0xcbf29ce484222325;

/// FNV-1a of `bytes`, going on from the hash of what stands before them.
[[nodiscard]] constexpr std::uint64_t hash_of(std::string_view bytes, std::uint64_t before = kHashOfNothing) {
    constexpr std::uint64_t kPrime = 0x100000001b3;
    for (const char byte : bytes) before = (before ^ static_cast<unsigned char>(byte)) * kPrime;
    return before;
}

}  // namespace plimsoll::sim
