// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"
#include "sim/traffic/conversations.hpp"
#include "sim/traffic/shared_parts.hpp"

#include <cstdint>
#include <memory>
#include <span>

namespace plimsoll::sim {

/// One request of the workload.
struct Request {
    SimTime arrival;
    std::uint64_t id : 48 = 0;      ///< 0, 1, 2, ... in arrival order; keys every random draw of the request
    std::uint64_t tenant : 16 = 0;  ///< who sent it, where the traffic tells (sim/traffic/tenants.hpp)
    std::uint32_t input_tokens = 1;
    std::uint32_t output_tokens = 0;

    Request() = default;
    Request(SimTime at, std::uint64_t number, std::uint32_t input = 1, std::uint32_t output = 0,
            std::uint16_t sender = 0)
        : arrival(at), id(number & kIds), tenant(sender), input_tokens(input), output_tokens(output) {}

private:
    static constexpr std::uint64_t kIds = (std::uint64_t{1} << 48) - 1;
};

/// Requests in arrival order, in blocks: the stream is never held whole, so memory does not grow with its length.
///
/// A source that another stage feeds knows its requests only up to the time that the stage has reached. Whoever
/// advances an engine to a time has brought the engine's source to it before.
class RequestSource {
public:
    virtual ~RequestSource() = default;
    /// The next requests, at least one; an empty span when there are none yet, or at the end. Valid until the next
    /// call. \throws InputError for a malformed trace, with file and line.
    virtual std::span<const Request> next_block() = 0;
    /// After an empty block: no request comes before this time, and at it there is reason to ask again; kNever at the
    /// end.
    [[nodiscard]] virtual SimTime not_before() const { return kNever; }
    /// The engine is at `now`: a source whose requests follow from answers hands out those that come by then.
    virtual void reach(SimTime /*now*/) {}
    /// Who must be told of each answer, and of who gave up, since requests follow from that; null: nobody. What it is
    /// told may bring `not_before` forward.
    [[nodiscard]] virtual Conversations* conversations() { return nullptr; }
    /// How the prompts of the last block begin, valid as long as it is; empty where the traffic does not tell.
    [[nodiscard]] virtual const SharedParts& shared_parts() const {
        static const SharedParts kNone;
        return kNone;
    }
};

}  // namespace plimsoll::sim
