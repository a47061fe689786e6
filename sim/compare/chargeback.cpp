// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/chargeback.hpp"

#include "pricing/quantity.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace plimsoll::results {
namespace {

using pricing::BilledFor;
using pricing::Money;

/// What each tenant used of a pool, or of all; sums over replications.
struct Used {
    explicit Used(std::size_t tenants) : requests(tenants), tokens(tenants), machine_s(tenants) {}
    void add(const TenantUse& use) {
        requests[use.tenant] += static_cast<double>(use.requests);
        tokens[use.tenant] += static_cast<double>(use.input_tokens + use.output_tokens);
        machine_s[use.tenant] += use.machine_s;
    }
    std::vector<double> requests, tokens, machine_s;
};

double sum_of(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// Amounts in proportion to `by`; exactly `amount` together.
void part(const Money& amount, const std::vector<double>& by, std::vector<TenantCost>& costs) {
    const double all = sum_of(by);
    Money left = amount;
    for (std::size_t i = 0; i < by.size(); ++i) {
        const Money own = amount.times(pricing::quantity_from(by[i] / all));
        costs[i].amount += own;
        left -= own;
    }
    costs[static_cast<std::size_t>(std::max_element(by.begin(), by.end()) - by.begin())].amount += left;
}

const std::vector<double>& basis(BilledFor what_for, const Used& used) {
    switch (what_for) {
        case BilledFor::machine_time:
        case BilledFor::work:
        case BilledFor::start:
        case BilledFor::billed_share:
        case BilledFor::on_demand_share:
            return used.machine_s;
        case BilledFor::tokens:
            return used.tokens;
        case BilledFor::requests:
        case BilledFor::beside:
            break;
    }
    return used.requests;
}

}  // namespace

std::vector<TenantCost> costs_by_tenant(const std::vector<CostLine>& lines, std::span<const RunResult> runs,
                                        const std::vector<std::string>& tenants, Duration horizon) {
    if (tenants.empty() || runs.empty()) return {};
    Used all(tenants.size());
    std::vector<Used> pools(runs.front().pools.size(), Used(tenants.size()));
    for (const auto& run : runs)
        for (const auto& use : run.tenants) {
            all.add(use);
            pools.at(use.pool).add(use);
        }
    if (sum_of(all.requests) == 0) return {};

    std::vector<TenantCost> costs(tenants.size());
    const bool has_tokens = sum_of(all.tokens) > sum_of(all.requests);  // requests without tokens count one each
    for (std::size_t i = 0; i < tenants.size(); ++i) {
        costs[i].tenant = tenants[i];
        costs[i].requests = all.requests[i] / static_cast<double>(runs.size());
        if (has_tokens) costs[i].tokens = all.tokens[i] / static_cast<double>(runs.size());
    }
    for (const auto& line : lines) {
        const auto& by = line.pool ? basis(line.what_for, pools.at(*line.pool)) : all.requests;
        part(line.amount, sum_of(by) > 0 ? by : all.requests, costs);
    }
    std::erase_if(costs, [](const TenantCost& cost) { return cost.requests == 0 && cost.amount == Money{}; });
    for (auto& cost : costs) cost.per_month = pricing::per_month(cost.amount, horizon);
    std::stable_sort(costs.begin(), costs.end(), [](const auto& a, const auto& b) { return a.amount > b.amount; });
    return costs;
}

}  // namespace plimsoll::results
