// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"

#include <cstdint>

namespace plimsoll::sim {

/// Those who ask on when they have an answer: what a deployment tells them, so that its traffic goes on.
class Conversations {
public:
    Conversations() = default;
    Conversations(const Conversations&) = delete;
    Conversations& operator=(const Conversations&) = delete;
    virtual ~Conversations() = default;

    /// The request's answer, of so many tokens, is with the client at `at`.
    virtual void answered(std::uint64_t id, std::uint32_t output_tokens, SimTime at) = 0;
    /// The request was turned away, or failed: nothing follows.
    virtual void gave_up(std::uint64_t id) = 0;
};

}  // namespace plimsoll::sim
