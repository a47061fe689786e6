// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/bills.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace plimsoll::sim {

using scenarios::ProjectionSpec;
using std::chrono::year_month;

namespace {

/// Of the list: what a provider has announced.
double announced_factor(const ProjectionSpec& spec, year_month month, const std::string& offer) {
    double factor = 1;
    for (const auto& change : spec.prices)
        if (change.announced && month >= change.at && change.offer == offer) factor *= change.factor;
    return factor;
}

/// Of its own price, and where it is a share of the price on demand, of that one.
double price_factor_of(const ProjectionSpec& spec, year_month month, const BilledItem& item,
                       const std::vector<BilledItem>& items) {
    double factor = price_factor(spec, month, item.offer, item.purchase);
    if (item.what_for != pricing::BilledFor::on_demand_share) return factor;
    const auto machine = std::find_if(items.begin(), items.end(),
                                      [&](const auto& each) { return each.pool == item.pool && each.purchase; });
    return machine == items.end() ? factor : factor * announced_factor(spec, month, machine->offer);
}

std::vector<double> price_factors_of(const ProjectionSpec& spec, year_month month,
                                     const std::vector<BilledItem>& items) {
    std::vector<double> factors;
    for (const auto& item : items) factors.push_back(price_factor_of(spec, month, item, items));
    return factors;
}

/// Of each pool whose market was recorded.
std::vector<std::vector<double>> recorded_prices(const Bills& bills, std::size_t months, std::uint64_t seed,
                                                 std::uint32_t draw) {
    constexpr double kHoursPerDay = 24;
    std::vector<std::size_t> days;
    for (std::size_t t = 0; t < months; ++t)
        days.push_back(static_cast<std::size_t>(bills.hours(t).all() / kHoursPerDay));
    std::vector<std::vector<double>> factors;
    for (const auto& record : bills.records())
        factors.push_back(record ? record->drawn(seed, draw, days) : std::vector<double>());
    return factors;
}

}  // namespace

Bills::Bills(const ProjectionSpec& spec, year_month start, double horizon_h, std::string deployment,
             const CostCurve& curve, const MonthCoverage& commitments, const SpotRecords& records)
    : spec_(spec),
      start_(start),
      horizon_h_(horizon_h),
      deployment_(std::move(deployment)),
      curve_(curve),
      commitments_(commitments),
      records_(records) {
    for (std::size_t t = 0; t < spec.months; ++t) {
        price_factors_.push_back(price_factors_of(spec, month_of(t), curve.items()));
        hours_.push_back(hours_of(month_of(t)));
    }
}

const SpotRecord* Bills::record_of(std::size_t i) const {
    const auto& item = curve_.items()[i];
    return item.is_spot() && item.pool && *item.pool < records_.size() ? records_[*item.pool].get() : nullptr;
}

SimulatedItems Bills::items(const MonthHours& hours, double load) const {
    const auto& items = curve_.items();
    const auto in_month = [&](auto in_hour) {
        return hours.weekdays * in_hour(load) +
               (hours.weekends > 0 ? hours.weekends * in_hour(load * spec_.weekend) : 0);
    };
    SimulatedItems month;
    struct Market {
        double simulated = 0, recorded = 0;
        [[nodiscard]] double factor() const { return simulated > 0 ? recorded / simulated : 1; }
    };
    std::vector<Market> spot(records_.size());  // by pool, over a line for each price
    for (std::size_t i = 0; i < items.size(); ++i) {
        month.usd.push_back(in_month([&](double at) { return curve_.usd(i, at); }));
        if (const auto* record = record_of(i); record != nullptr && month.usd[i] > 0) {
            spot[*items[i].pool].simulated += month.usd[i];
            spot[*items[i].pool].recorded +=
                record->mean() * in_month([&](double at) { return curve_.quantity(i, at); });
        }
    }
    for (std::size_t i = 0; i < items.size(); ++i)
        month.market.push_back(record_of(i) == nullptr ? 1 : spot[*items[i].pool].factor());
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].what_for != pricing::BilledFor::billed_share) continue;
        Market machines;
        for (std::size_t k = 0; k < items.size(); ++k) {
            if (items[k].pool != items[i].pool || !items[k].purchase) continue;
            machines.simulated += month.usd[k];
            machines.recorded += month.market[k] * month.usd[k];
        }
        month.market[i] = machines.factor();
    }
    return month;
}

std::vector<double> Bills::factors(const SimulatedItems& month, const std::vector<double>& prices) const {
    const auto& items = curve_.items();
    auto factors = prices;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].what_for != pricing::BilledFor::billed_share) continue;
        double before = 0, after = 0;
        for (std::size_t k = 0; k < items.size(); ++k) {
            if (items[k].pool != items[i].pool || !items[k].purchase) continue;
            before += month.market[k] * month.usd[k];
            after += prices[k] * month.market[k] * month.usd[k];
        }
        if (before > 0) factors[i] *= after / before;
    }
    return factors;
}

double Bills::running(const MonthHours& hours, double load, const std::vector<double>& prices, double steps) const {
    const auto month = items(hours, load);
    const auto at = factors(month, prices);
    double usd = 0;
    for (std::size_t i = 0; i < at.size(); ++i) usd += at[i] * month.market[i] * month.usd[i];
    return usd * curve_.step_factor(load, steps);
}

double Bills::one_off(std::size_t month) const {
    double usd = 0;
    for (const auto& cost : spec_.one_off)
        if (cost.at == month_of(month) && (cost.deployment.empty() || cost.deployment == deployment_)) usd += cost.usd;
    return usd;
}

double Bills::committed(std::size_t month, double load, double machines) const {
    if (commitments_.commitments().empty()) return 0;
    return commitments_.billed(month) - commitments_.covered(month, hours_[month], load, machines);
}

double Bills::bill(std::size_t month, double load, const Chance& chance) const {
    auto prices = price_factors_[month];
    const double spot = std::exp(spec_.spot_price_sd * chance.spot);
    for (std::size_t i = 0; i < prices.size(); ++i) {
        const auto& item = curve_.items()[i];
        if (record_of(i) != nullptr)
            prices[i] *= chance.recorded.empty() ? 1 : chance.recorded[*item.pool][month];
        else if (item.is_spot())
            prices[i] *= spot;
    }
    double usd = running(hours_[month], load, prices, chance.steps);
    double scatter = 1;
    if (!chance.months.empty()) {
        const double sd = curve_.relative_sd();
        const double of_month = sd * std::sqrt(horizon_h_ / hours_[month].all());
        const double of_mean = sd / std::sqrt(curve_.replications());
        scatter = std::max(0.0, 1 + of_month * chance.months[month] + of_mean * chance.mean);
        usd *= scatter;
    }
    usd += committed(month, load, scatter * curve_.step_factor(load, chance.steps));
    const double drawn = chance.exchange.empty() ? 1 : chance.exchange[month];
    return (usd + one_off(month)) * (1 + spec_.support) * (1 + spec_.tax) * exchange_rate(month) * drawn;
}

Volume Bills::volume(std::size_t month, double load) const {
    const auto& hours = hours_[month];
    return {hours.weekdays * curve_.requests(load) + hours.weekends * curve_.requests(load * spec_.weekend),
            hours.weekdays * curve_.tokens(load) + hours.weekends * curve_.tokens(load * spec_.weekend)};
}

DrawnBills drawn_bills(const Bills& bills, const ProjectedDemand& demand, const ProjectionSpec& spec,
                       std::uint64_t seed, std::string_view deployment, const Reasons& reasons) {
    DrawnBills drawn;
    std::uint64_t own = 0;  // chance of one deployment is not that of another; demand and prices are the same for all
    for (const char letter : deployment) own = own * 131 + static_cast<unsigned char>(letter);
    for (std::uint32_t draw = 0; draw < spec.draws; ++draw) {
        const auto loads = reasons.demand ? demand.drawn(draw) : demand.central();
        Chance chance;
        if (reasons.step_times) chance.steps = normal_draw(seed, "projected steps", draw);
        if (reasons.spot_prices) {
            chance.spot = normal_draw(seed, "projected spot prices", draw);
            chance.recorded = recorded_prices(bills, spec.months, seed, draw);
        }
        if (reasons.chance) {
            chance.mean = normal_draw(seed ^ own, "projected mean", draw);
            for (std::uint32_t t = 0; t < spec.months; ++t)
                chance.months.push_back(normal_draw(seed ^ own, "projected chance", draw, t));
        }
        if (reasons.exchange_rate && spec.currency.sd > 0) {
            double walk = 0;
            for (std::uint32_t t = 0; t < spec.months; ++t) {
                if (t > 0) walk += spec.currency.sd * normal_draw(seed, "projected exchange rate", draw, t);
                chance.exchange.push_back(std::exp(walk));
            }
        }
        std::vector<double> months;
        for (std::size_t t = 0; t < spec.months; ++t) months.push_back(bills.bill(t, loads[t], chance));
        drawn.push_back(std::move(months));
    }
    return drawn;
}

double sum_of(const std::vector<double>& months, std::size_t from, std::size_t to) {
    double sum = 0;
    for (std::size_t t = from; t < to; ++t) sum += months[t];
    return sum;
}

}  // namespace plimsoll::sim
