// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/random/stream.hpp"
#include "sim/traffic/request.hpp"
#include "sim/traffic/token_sampler.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace plimsoll::sim {

/// The names of those who send requests, in the order of Request::tenant; none where the traffic does not tell. Reads
/// the whole of a trace that does. \throws InputError, IoError as open_trace() and its readers do
[[nodiscard]] std::vector<std::string> tenant_names(const scenarios::WorkloadSpec& workload);

/// Draws who sends each request, by the shares at the time of day it comes, and with how many tokens where the tenant
/// has its own; a request's draw belongs to the seed and its id alone.
class TenantSampler {
public:
    TenantSampler(const std::vector<scenarios::TenantShare>& tenants, std::uint64_t seed);

    /// Of requests whose ids follow one another and whose tokens are those of all.
    void fill(std::span<Request> requests) const;
    /// Those of a request whose tenant is known; they stay where the tenant has none of its own.
    void set_tokens(Request& request) const;

private:
    struct Tokens {
        std::optional<TokenSampler> input, output;
    };
    [[nodiscard]] std::uint16_t tenant_at(double uniform, SimTime arrival) const;

    Stream draws_;
    std::vector<Tokens> tokens_;              ///< by tenant
    std::vector<std::vector<double>> up_to_;  ///< by step of the day: shares, added up
};

}  // namespace plimsoll::sim
