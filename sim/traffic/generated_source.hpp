// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/traffic/block.hpp"
#include "sim/traffic/prefix_sampler.hpp"
#include "sim/traffic/tenants.hpp"
#include "sim/traffic/time_change.hpp"
#include "sim/traffic/token_sampler.hpp"
#include "sim/traffic/unit_process.hpp"

#include <optional>

namespace plimsoll::sim {

/// Requests drawn from an arrival process: a unit-rate process carried to the rate over time.
class GeneratedSource final : public RequestSource {
public:
    /// `load` multiplies the rate (of every state of an MMPP; its stays do not change).
    /// \throws InputError for a rate, state or profile that makes no sense
    GeneratedSource(const scenarios::GeneratedTraffic& traffic, const std::vector<scenarios::TenantShare>& tenants,
                    double load, Duration horizon, std::uint64_t seed);

    std::span<const Request> next_block() override;
    [[nodiscard]] const SharedParts& shared_parts() const override { return shared_; }

private:
    UnitProcess process_;
    TimeChange time_;
    TokenSampler input_tokens_;
    TokenSampler output_tokens_;
    TenantSampler tenants_;
    std::optional<PrefixSampler> prefix_;
    SharedParts shared_;
    std::uint64_t next_id_ = 0;
    bool ended_ = false;
    std::vector<double> points_;  ///< grows from block to block, so that a short run does not draw thousands in vain
    std::vector<Request> block_ = make_block();
};

}  // namespace plimsoll::sim
