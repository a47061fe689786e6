// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/fleet/billing.hpp"

#include "pricing/bill.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace plimsoll::sim {

namespace {

using pricing::InstanceUse;
using scenarios::Purchase;

/// A real-time service goes on after the horizon, which ends the bill; a batch job is paid for to its end.
std::vector<InstanceUse> billed(std::vector<InstanceUse> uses, const DeploymentPlan& plan, Duration horizon) {
    if (plan.serving == scenarios::Serving::batch) return uses;
    std::erase_if(uses, [horizon](const InstanceUse& use) { return use.start >= horizon; });
    for (InstanceUse& use : uses) {
        if (use.end <= horizon) continue;
        use.end = horizon;
        use.interrupted = false;
    }
    return uses;
}

double hourly_rate(const pricing::Offer& offer, Purchase purchase) {
    for (const pricing::Meter& meter : offer.meters) {
        const auto* instance = std::get_if<pricing::InstanceMeter>(&meter);
        if (instance == nullptr) continue;
        const auto& price = purchase == Purchase::spot       ? instance->spot_per_hour
                            : purchase == Purchase::reserved ? instance->reserved_per_hour
                                                             : instance->on_demand_per_hour;
        return price ? price->approximate() : 0;
    }
    return 0;
}

/// Spreads each life over the buckets that it covers.
void add_rate(std::vector<results::SeriesBucket>& series, Duration bucket, const InstanceUse& use, double rate) {
    const auto first = static_cast<std::size_t>(use.start / bucket);
    for (std::size_t i = first; i < series.size(); ++i) {
        const Duration start = bucket * static_cast<std::int64_t>(i);
        if (start >= use.end) break;
        const Duration covered = std::min(use.end, start + bucket) - std::max(use.start, start);
        series[i].cost_per_hour += rate * seconds_of(covered) / seconds_of(bucket);
    }
}

}  // namespace

void bill_run(const DeploymentPlan& plan, Duration horizon, const InstanceLog& log, const RequestEngine& engine,
              results::RunResult& result) {
    double by_time = 0;
    for (std::size_t i = 0; i < plan.pools.size(); ++i) {
        const pricing::Offer& offer = plan.pools[i].offer;
        pricing::PoolUsage usage;
        usage.span = horizon;
        usage.instances = billed(log.uses()[i], plan, horizon);
        if (i == 0) engine.add_usage(usage);
        for (pricing::BillLine& line : pricing::bill(offer, usage, i).lines) result.bill.add(std::move(line));
        for (const InstanceUse& use : usage.instances) {
            const double rate = hourly_rate(offer, use.purchase);
            add_rate(result.series, result.bucket, use, rate);
            by_time += rate * seconds_of(use.end - use.start) / 3600;
        }
    }

    // What is not charged by the instance's hours is shared out by the requests completed, for the plot of the cost
    // rate.
    const double by_use = std::max(0.0, result.bill.total.approximate() - by_time);
    if (by_use > 0 && result.requests.completed > 0) {
        const double per_request = by_use / static_cast<double>(result.requests.completed);
        for (results::SeriesBucket& bucket : result.series)
            bucket.cost_per_hour +=
                per_request * static_cast<double>(bucket.completed) * 3600 / seconds_of(result.bucket);
    }

    pricing::Money sum;
    for (const pricing::BillLine& line : result.bill.lines) sum += line.amount;
    result.audit.push_back({"the bill is the exact sum of its lines", sum == result.bill.total,
                            fmt::format("{} = {}", sum.text(), result.bill.total.text())});
}

}  // namespace plimsoll::sim
