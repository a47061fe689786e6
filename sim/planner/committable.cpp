// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/committable.hpp"

#include "pricing/meter/work.hpp"
#include "pricing/offer/price_factors.hpp"
#include "sim/compare/bill.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace plimsoll::sim {

using pricing::CommitmentProduct;
using pricing::CommittableOffer;
using pricing::UsageByHour;

namespace {

constexpr Duration kClockHour = std::chrono::hours(1);

std::vector<pricing::Offer> priced_offers(const Experiment& experiment, std::size_t deployment) {
    auto offers = experiment.offers[deployment].pools;
    for (auto& offer : offers) offer = pricing::at_factors(std::move(offer), experiment.scenario.price_factors);
    return offers;
}

/// Adds the functions to the offers of `usage` that are not there yet, with no usage.
void add_functions(UsageByHour& usage, const std::vector<pricing::Offer>& offers,
                   const std::vector<CommitmentProduct>& products) {
    for (const auto& offer : offers) {
        const CommittableOffer function{offer.id, pricing::Money::parse("1"), true};
        const auto is_for = [&](const CommitmentProduct& product) {
            return product.provider == pricing::provider_of(offer.id) && product.is_for(function);
        };
        const bool known = std::find(usage.offers.begin(), usage.offers.end(), function) != usage.offers.end();
        if (known || offer.kind != pricing::OfferKind::function ||
            std::none_of(products.begin(), products.end(), is_for))
            continue;
        usage.offers.push_back(function);
        for (auto& hour : usage.hours) hour.used.emplace_back();
    }
}

/// By hour: its share of the time that requests spent in the system.
std::vector<double> shares_of_hours(const UsageByHour& usage, const results::RunResult& run) {
    std::vector<double> shares(usage.hours.size());
    const double bucket = seconds_of(run.bucket);
    for (std::size_t i = 0; i < run.series.size(); ++i) {
        const double from = bucket * static_cast<double>(i);
        for (auto hour = static_cast<std::size_t>(from / seconds_of(kClockHour)); hour < shares.size(); ++hour) {
            const double start = seconds_of(kClockHour) * static_cast<double>(hour);
            const double overlap = std::min(from + bucket, start + seconds_of(kClockHour)) - std::max(from, start);
            if (overlap <= 0) break;
            shares[hour] += run.series[i].in_system_mean * overlap;
        }
    }
    const double all = std::accumulate(shares.begin(), shares.end(), 0.0);
    for (auto& share : shares) share = all > 0 ? share / all : 1 / static_cast<double>(shares.size());
    return shares;
}

}  // namespace

bool is_unit_of_work(const std::string& unit) {
    const auto& units = pricing::work_units();
    return std::find(units.begin(), units.end(), unit) != units.end();
}

std::vector<CommittableOffer> committable_offers(const Experiment& experiment, std::size_t deployment,
                                                 const std::vector<CommitmentProduct>& products) {
    const auto offers = priced_offers(experiment, deployment);
    auto usage = pricing::usage_by_hour(offers, {});
    add_functions(usage, offers, products);
    return usage.offers;
}

UsageByHour committable_usage(const Experiment& experiment, std::size_t deployment,
                              const std::vector<CommitmentProduct>& products, const results::RunResult& run) {
    const auto offers = priced_offers(experiment, deployment);
    auto usage = pricing::usage_by_hour(offers, run.usage);
    const auto machines = usage.offers.size();
    add_functions(usage, offers, products);
    if (usage.offers.size() == machines) return usage;
    const auto shares = shares_of_hours(usage, run);
    const results::Prices prices{experiment.offers[deployment], experiment.scenario.price_factors};
    for (const auto& line : results::bill_of(run, prices).lines)
        for (std::size_t place = machines; place < usage.offers.size(); ++place) {
            if (!line.pool || line.offer != usage.offers[place].offer || !is_unit_of_work(line.unit)) continue;
            const double hours = line.amount.approximate() * static_cast<double>(kClockHour.count());
            for (std::size_t i = 0; i < shares.size(); ++i)
                usage.hours[i].used[place] += Duration(std::llround(hours * shares[i]));
        }
    return usage;
}

}  // namespace plimsoll::sim
