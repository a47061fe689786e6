// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/recorder.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace plimsoll::sim {

/// How two engines' accounts of the same requests compare.
struct Verification {
    std::uint64_t compared = 0;    ///< requests
    std::uint64_t differing = 0;   ///< of them
    std::string first_difference;  ///< empty when there is none
    bool passed = true;
};

/// Compares request by request: outcome, start and end of the service, and where the time went.
/// Both spans sorted by id; a request that only one of them has differs.
/// \param tolerance how far times may be apart
[[nodiscard]] Verification verify(std::span<const RequestRecord> kernel, std::span<const RequestRecord> reference,
                                  Duration tolerance = Duration(0));

}  // namespace plimsoll::sim
