// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/tenants.hpp"

#include "sim/traffic/rate_profile.hpp"
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
    std::size_t steps = 1;
    for (const auto& tenant : tenants) steps = std::max(steps, tenant.daily.size());
    if (!tenants.empty()) up_to_.resize(steps);
    for (std::size_t step = 0; step < up_to_.size(); ++step) {
        double sum = 0;
        for (const auto& tenant : tenants)
            up_to_[step].push_back(sum += tenant.share * (tenant.daily.empty() ? 1 : tenant.daily[step]));
    }
    for (const auto& tenant : tenants) {
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
        const auto draw = [&](double uniform) {
            requests[i].tenant = tenant_at(uniform, requests[i].arrival);
            ++i;
        };
        if (id % 2 == 0) draw(first);
        if (i < requests.size()) draw(second);
    }
    for (Request& request : requests) set_tokens(request);
}

void TenantSampler::set_tokens(Request& request) const {
    if (tokens_.empty()) return;
    const auto& [input, output] = tokens_[request.tenant];
    if (input) request.input_tokens = input->of(request.id);
    if (output) request.output_tokens = output->of(request.id);
}

std::uint16_t TenantSampler::tenant_at(double uniform, SimTime arrival) const {
    const auto& up_to = up_to_[step_of_day(arrival, up_to_.size())];
    const auto found = std::upper_bound(up_to.begin(), up_to.end() - 1, uniform * up_to.back());
    return static_cast<std::uint16_t>(found - up_to.begin());
}

}  // namespace plimsoll::sim
