// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/bill.hpp"

#include "pricing/offer/billing.hpp"
#include "pricing/offer/price_factors.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll::results {

namespace {

using pricing::InstanceUse;

constexpr double kSecondsPerHour = 3600;

/// Spreads each life over the buckets that it covers.
void add_rate(std::vector<SeriesBucket>& series, Duration bucket, const InstanceUse& use, double rate) {
    const auto first = static_cast<std::size_t>(use.start / bucket);
    for (std::size_t i = first; i < series.size(); ++i) {
        const Duration start = bucket * static_cast<std::int64_t>(i);
        if (start >= use.end) break;
        const Duration covered = std::min(use.end, start + bucket) - std::max(use.start, start);
        series[i].cost_per_hour += rate * seconds_of(covered) / seconds_of(bucket);
    }
}

}  // namespace

pricing::Bill bill_of(const RunResult& run, const Prices& prices) {
    return pricing::bill(prices.offers, run.usage, prices.factors);
}

std::vector<pricing::Bill> bills_of(std::span<const RunResult> runs, const Prices& prices) {
    std::vector<pricing::Bill> bills;
    bills.reserve(runs.size());
    for (const auto& run : runs) bills.push_back(bill_of(run, prices));
    return bills;
}

AuditCheck audit_of(const pricing::Bill& bill) {
    pricing::Money sum;
    for (const auto& line : bill.lines) sum += line.amount;
    return {"the bill is the exact sum of its lines", sum == bill.total,
            fmt::format("{} = {}", sum.text(), bill.total.text())};
}

std::vector<SeriesBucket> with_cost_rate(const RunResult& run, const pricing::Bill& bill, const Prices& prices) {
    auto series = run.series;
    if (series.empty()) return series;
    double by_time = 0;
    for (std::size_t pool = 0; pool < prices.offers.pools.size(); ++pool) {
        const auto offer = pricing::at_factors(prices.offers.pools[pool], prices.factors);
        const auto* recorded = pricing::spot_price_series(offer);
        const auto along = [&](const InstanceUse& use) {
            recorded->for_each(use.start, use.end, [&](Duration from, Duration to, std::size_t price) {
                const double rate = recorded->prices[price].approximate();
                add_rate(series, run.bucket, {from, to}, rate);
                by_time += rate * seconds_of(to - from) / kSecondsPerHour;
            });
        };
        for (const InstanceUse& use : run.usage[pool].instances) {
            if (recorded != nullptr && use.purchase == scenarios::Purchase::spot) {
                along(use);
                continue;
            }
            const auto price = pricing::hourly_price(offer, use.purchase);
            const double rate = price ? price->approximate() : 0;
            add_rate(series, run.bucket, use, rate);
            by_time += rate * seconds_of(use.end - use.start) / kSecondsPerHour;
        }
    }
    const double by_use = std::max(0.0, bill.total.approximate() - by_time);
    if (by_use <= 0 || run.requests.completed == 0) return series;
    const double per_request = by_use / static_cast<double>(run.requests.completed);
    for (auto& bucket : series)
        bucket.cost_per_hour +=
            per_request * static_cast<double>(bucket.completed) * kSecondsPerHour / seconds_of(run.bucket);
    return series;
}

}  // namespace plimsoll::results
