// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/price_doubt.hpp"

#include "pricing/bill.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <variant>

namespace plimsoll::results {

namespace {

bool is_spot_price(const pricing::Offer& offer, const pricing::Money& unit_price) {
    return std::any_of(offer.meters.begin(), offer.meters.end(), [&](const pricing::Meter& meter) {
        const auto* rent = std::get_if<pricing::InstanceMeter>(&meter);
        return rent != nullptr && rent->spot_per_hour == unit_price;
    });
}

/// Errors of different prices are independent of each other.
Margin margin_of_parts(const std::vector<double>& parts) {
    double squares = 0;
    for (const double part : parts) squares += part * part;
    const double half = kUnverifiedError * std::sqrt(squares);
    return {half, half};
}

void widen(std::optional<Interval>& ci, double value, const Margin& margin) {
    if (!ci) return;
    ci = interval_about(value, joined(margin_of(ci, value), margin));
    ci->lo = std::max(0.0, ci->lo);
}

}  // namespace

bool is_verified(const CostLine& line, const pricing::DeploymentOffers& offers) {
    if (is_of_extra(line))
        return std::all_of(offers.extras.begin(), offers.extras.end(), [&](const pricing::Extra& extra) {
            return extra.offer.id != line.offer || extra.offer.provenance.verified;
        });
    if (*line.pool >= offers.pools.size()) return true;
    const auto& offer = offers.pools[*line.pool];
    const bool spot = offer.spot_provenance && is_spot_price(offer, line.list_price.value_or(line.unit_price));
    return spot ? offer.spot_provenance->verified : offer.provenance.verified;
}

void widen_by_prices(DeploymentResult& result, const DeploymentRuns& deployment, Duration horizon) {
    auto& cost = result.cost;
    std::vector<double> months;
    std::vector<const CostLine*> first;  // of each price
    for (const auto& line : cost.lines) {
        if (line.amount == pricing::Money() || is_verified(line, deployment.prices.offers)) continue;
        const double month = pricing::per_month(line.amount, horizon).approximate() * with_fees(line, cost.lines);
        const auto known = std::find_if(first.begin(), first.end(), [&](const CostLine* other) {
            return (other->pool == line.pool || is_of_extra(line)) && share_price(*other, line);
        });
        const auto place = static_cast<std::size_t>(known - first.begin());
        if (known == first.end()) {
            first.push_back(&line);
            cost.unverified.push_back({line.offer, line.item, 0});
            months.push_back(0);
        }
        cost.unverified[place].per_month += month;
        months[place] += month;
    }
    const double per_month = cost.per_month.approximate();
    if (months.empty() || per_month <= 0) return;
    const Margin margin = margin_of_parts(months);
    const auto scaled = [&](double value) {
        return Margin{margin.below * value / per_month, margin.above * value / per_month};
    };
    widen(cost.per_month_ci, per_month, margin);
    widen(cost.total_ci, cost.total.approximate(), scaled(cost.total.approximate()));
    if (cost.per_1k_requests)
        widen(cost.per_1k_requests_ci, cost.per_1k_requests->approximate(),
              scaled(cost.per_1k_requests->approximate()));
}

Margin price_margin_of_difference(const DeploymentResult& left, const DeploymentResult& right) {
    std::map<std::pair<std::string, std::string>, double> by_price;
    for (const auto& part : left.cost.unverified) by_price[{part.offer, part.item}] += part.per_month;
    for (const auto& part : right.cost.unverified) by_price[{part.offer, part.item}] -= part.per_month;
    std::vector<double> parts;
    parts.reserve(by_price.size());
    for (const auto& [price, month] : by_price) parts.push_back(month);
    return margin_of_parts(parts);
}

}  // namespace plimsoll::results
