// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/offer/offer.hpp"

#include <optional>
#include <string>

/// Functions and containers that are bought in another way than the catalog lists them.
namespace plimsoll::pricing {

/// What of an instance a pool asks for; empty: what the offer has.
struct InstanceSize {
    std::optional<double> memory_gb;  ///< of 2^30 bytes
    std::optional<double> vcpus;
};

/// Why the offer has no other size; nothing where it has.
[[nodiscard]] std::optional<std::string> why_not_resized(const Offer& offer, const InstanceSize& size);

/// The same offer with another size: every meter of memory or vCPUs counts so many of them, and the device's share is
/// that of the vCPUs, which a function has in proportion to its memory. \pre why_not_resized() finds nothing
[[nodiscard]] Offer resized(Offer offer, const InstanceSize& size);

/// Whether instances of it can be held ready at a price of their own.
[[nodiscard]] bool can_be_provisioned(const Offer& offer);

/// How an API is called.
struct TokenUse {
    double cached_input = 0;  ///< share of the input tokens that it finds in its cache
    bool batch = false;       ///< requests may wait
};

/// Why it cannot be called so at prices of its own; nothing where it can.
[[nodiscard]] std::optional<std::string> why_not_called(const Offer& offer, const TokenUse& use);

/// The offer at the prices of such calls. \pre why_not_called() finds nothing
[[nodiscard]] Offer called(Offer offer, const TokenUse& use);

/// The offer of a pool that owns so many machines of it, where they are bought.
[[nodiscard]] Offer with_machines(Offer offer, std::uint32_t machines);

/// The offer with instances that are held ready, or without: what their meters need, nobody else simulates. A function
/// that has some gets no free grant ("The Lambda free tier does not apply to functions that have Provisioned
/// Concurrency enabled", AWS Lambda pricing page).
[[nodiscard]] Offer as_bought(Offer offer, bool provisioned);

}  // namespace plimsoll::pricing
