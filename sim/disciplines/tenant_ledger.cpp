// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/disciplines/tenant_ledger.hpp"

#include "sim/disciplines/recorder.hpp"

#include <utility>

namespace plimsoll::sim {

class TenantLedger::NotingSource final : public RequestSource {
public:
    NotingSource(std::unique_ptr<RequestSource> source, std::vector<std::uint16_t>& tenant_of)
        : source_(std::move(source)), tenant_of_(tenant_of) {}

    std::span<const Request> next_block() override {
        const auto block = source_->next_block();
        for (const Request& request : block) tenant_of_.push_back(request.tenant);
        return block;
    }
    [[nodiscard]] SimTime not_before() const override { return source_->not_before(); }
    [[nodiscard]] const SharedParts& shared_parts() const override { return source_->shared_parts(); }
    void reach(SimTime now) override { source_->reach(now); }
    [[nodiscard]] Conversations* conversations() override { return source_->conversations(); }

private:
    std::unique_ptr<RequestSource> source_;
    std::vector<std::uint16_t>& tenant_of_;
};

TenantLedger::TenantLedger(std::size_t tenants, std::size_t pools) : tenants_(tenants), uses_(tenants * pools) {}

std::unique_ptr<RequestSource> TenantLedger::noting(std::unique_ptr<RequestSource> source) {
    return std::make_unique<NotingSource>(std::move(source), tenant_of_);
}

TenantLedger::Use& TenantLedger::use_of(const RequestRecord& record) {
    return uses_[record.pool * tenants_ + tenant_of_[record.id]];
}

void TenantLedger::answered(const RequestRecord& record) {
    Use& use = use_of(record);
    ++use.requests;
    use.input_tokens += record.input_tokens;
    use.output_tokens += record.output_tokens;
    use.machine_ns += static_cast<std::uint64_t>((record.completion - record.start).count()) / record.batch;
}

void TenantLedger::failed(const RequestRecord& record) { ++use_of(record).requests; }

std::vector<results::TenantUse> TenantLedger::take() const {
    constexpr double kNanosecond = 1e-9;
    std::vector<results::TenantUse> taken;
    for (std::size_t i = 0; i < uses_.size(); ++i) {
        const Use& use = uses_[i];
        if (use.requests == 0) continue;
        taken.push_back({.tenant = static_cast<std::uint32_t>(i % tenants_),
                         .pool = static_cast<std::uint32_t>(i / tenants_),
                         .requests = use.requests,
                         .input_tokens = use.input_tokens,
                         .output_tokens = use.output_tokens,
                         .machine_s = static_cast<double>(use.machine_ns) * kNanosecond});
    }
    return taken;
}

}  // namespace plimsoll::sim
