// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/measured/tenant_use.hpp"
#include "sim/traffic/request.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace plimsoll::sim {

struct RequestRecord;

/// Who sent each request, and what each tenant used. Keeps two bytes for each request that came.
class TenantLedger {
public:
    TenantLedger(std::size_t tenants, std::size_t pools);

    /// The same requests, noted as they pass. The ledger must outlive it.
    [[nodiscard]] std::unique_ptr<RequestSource> noting(std::unique_ptr<RequestSource> source);

    void answered(const RequestRecord& record);
    void failed(const RequestRecord& record);

    /// Of those who used anything, pool by pool.
    [[nodiscard]] std::vector<results::TenantUse> take() const;

private:
    class NotingSource;

    struct Use {
        std::uint64_t requests = 0;
        std::uint64_t input_tokens = 0;
        std::uint64_t output_tokens = 0;
        unsigned __int128 machine_ns = 0;
    };
    [[nodiscard]] Use& use_of(const RequestRecord& record);

    std::size_t tenants_;
    std::vector<Use> uses_;                 ///< by pool, then by tenant
    std::vector<std::uint16_t> tenant_of_;  ///< by the request's id
};

}  // namespace plimsoll::sim
