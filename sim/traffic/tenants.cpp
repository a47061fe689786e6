// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/tenants.hpp"

#include "sim/traffic/trace_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

namespace plimsoll::sim {

std::vector<std::string> tenant_names(const scenarios::WorkloadSpec& workload) {
    std::vector<std::string> names;
    for (const auto& tenant : workload.tenants) names.push_back(tenant.name);
    const auto* trace = std::get_if<scenarios::TraceTraffic>(&workload.traffic);
    if (trace == nullptr || !trace->columns.contains("tenant")) return names;
    const auto reader = open_trace(*trace);
    TraceRecord record;
    while (reader->next(record)) {
    }
    return reader->tenants();
}

TenantSampler::TenantSampler(const std::vector<scenarios::TenantShare>& tenants, std::uint64_t seed)
    : draws_(seed, "tenants") {
    double sum = 0;
    for (const auto& tenant : tenants) {
        up_to_.push_back(sum += tenant.share);
        Tokens own;
        if (tenant.input_tokens) own.input.emplace(*tenant.input_tokens, seed, "input-tokens");
        if (tenant.output_tokens) own.output.emplace(*tenant.output_tokens, seed, "output-tokens");
        tokens_.push_back(std::move(own));
    }
}

void TenantSampler::fill(std::span<Request> requests) const {
    if (up_to_.empty()) return;
    std::size_t i = 0;
    while (i < requests.size()) {
        const std::uint64_t id = requests[i].id;
        const auto [first, second] = draws_.draw(id / 2);
        if (id % 2 == 0) requests[i++].tenant = tenant_at(first);
        if (i < requests.size()) requests[i++].tenant = tenant_at(second);
    }
    for (Request& request : requests) set_tokens(request);
}

void TenantSampler::set_tokens(Request& request) const {
    if (tokens_.empty()) return;
    const auto& [input, output] = tokens_[request.tenant];
    if (input) request.input_tokens = input->of(request.id);
    if (output) request.output_tokens = output->of(request.id);
}

std::uint16_t TenantSampler::tenant_at(double uniform) const {
    const auto found = std::upper_bound(up_to_.begin(), up_to_.end() - 1, uniform * up_to_.back());
    return static_cast<std::uint16_t>(found - up_to_.begin());
}

}  // namespace plimsoll::sim
