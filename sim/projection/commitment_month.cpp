// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/commitment_month.hpp"

#include "sim/planner/committable.hpp"
#include "sim/projection/amount.hpp"

#include <algorithm>
#include <vector>

namespace plimsoll::sim {
namespace {

/// Whether an item is billed for the machines on demand of an offer, or the work of a function.
bool is_of(const pricing::CommittableOffer& offer, const BilledItem& item) {
    if (!item.pool || item.offer != offer.offer) return false;
    if (offer.function) return is_unit_of_work(item.unit);
    return item.purchase == scenarios::Purchase::on_demand && item.unit_price == offer.on_demand.text();
}

/// What a commitment covers of an offer is divided among its items by what they cost: pools share it.
CommitmentMonth commitment_month(std::size_t t, std::size_t commitment, const Bills& bills, double load,
                                 const std::vector<double>& item_cost) {
    const auto& coverage = bills.commitments();
    const auto& made = coverage.commitments()[commitment];
    const auto& items = bills.curve().items();
    const double rate = bills.exchange_rate(t);
    CommitmentMonth month;
    month.upfront = amount_of(rate * made.upfront_usd(bills.month_of(t)));
    month.recurring = amount_of(rate * made.recurring_usd(bills.month_of(t)));
    month.amortised = amount_of(rate * made.amortised(bills.month_of(t)));
    month.item_covered.resize(items.size());
    month.item_used.resize(items.size());
    for (std::size_t o = 0; o < coverage.offers().size(); ++o) {
        const auto covered = coverage.covered(t, bills.hours(t), load, commitment, o);
        double all = 0;
        for (std::size_t i = 0; i < items.size(); ++i)
            if (is_of(coverage.offers()[o], items[i])) all += item_cost[i];
        for (std::size_t i = 0; i < items.size() && all > 0; ++i) {
            if (!is_of(coverage.offers()[o], items[i])) continue;
            month.item_covered[i] = std::min(item_cost[i], amount_of(rate * covered.list * item_cost[i] / all));
            month.item_used[i] = amount_of(rate * covered.at_rates * item_cost[i] / all);
        }
    }
    month.covered = exact_sum(month.item_covered);
    month.used = exact_sum(month.item_used);
    month.unused = std::max(0.0, amount_of(month.amortised - month.used));
    return month;
}

}  // namespace

void cover(ProjectedMonth& month, std::size_t t, const Bills& bills) {
    const auto on_demand = month.item_cost;
    for (std::size_t c = 0; c < bills.commitments().commitments().size(); ++c) {
        month.commitments.push_back(commitment_month(t, c, bills, month.load, on_demand));
        const auto& covered = month.commitments.back().item_covered;
        for (std::size_t i = 0; i < covered.size(); ++i)
            month.item_cost[i] = std::max(0.0, amount_of(month.item_cost[i] - covered[i]));
    }
    for (const auto& offer : bills.commitments().offers())
        for (std::size_t i = 0; i < on_demand.size(); ++i)
            if (is_of(offer, bills.curve().items()[i]))
                month.on_demand = amount_of(month.on_demand + month.item_cost[i]);
}

CommitmentMonth ProjectedMonth::committed() const {
    CommitmentMonth sum;
    for (const auto& each : commitments) {
        sum.upfront += each.upfront;
        sum.recurring += each.recurring;
        sum.amortised += each.amortised;
        sum.used += each.used;
        sum.unused += each.unused;
        sum.covered += each.covered;
    }
    for (double* amount : {&sum.upfront, &sum.recurring, &sum.amortised, &sum.used, &sum.unused, &sum.covered})
        *amount = amount_of(*amount);
    return sum;
}

}  // namespace plimsoll::sim
