// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/measured/description.hpp"

#include <cstdint>

/// What a tenant used.
namespace plimsoll::results {

/// Of one pool, in one run.
struct TenantUse {
    std::uint32_t tenant = 0;  ///< index into the names of tenants
    std::uint32_t pool = 0;
    std::uint64_t requests = 0;       ///< answered, or begun and failed
    std::uint64_t input_tokens = 0;   ///< of those answered
    std::uint64_t output_tokens = 0;  ///< likewise
    double machine_s = 0;             ///< time in service, a batch's parted equally among its requests
};

template <class Visitor, MaybeConst<TenantUse> Use>
void describe(Visitor& visit, Use& use) {
    visit("tenant", use.tenant, {"", "index of its name"});
    visit("pool", use.pool, {"", "index of the pool"});
    visit("requests", use.requests, {"", "answered, or begun and failed"});
    visit("input_tokens", use.input_tokens, {"", "of those answered"});
    visit("output_tokens", use.output_tokens, {"", "of those answered"});
    visit("machine_s", use.machine_s, {"s", "in service; a batch's time is parted equally among its requests"});
}

}  // namespace plimsoll::results
