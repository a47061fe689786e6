// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/projection.hpp"

#include "scenarios/input_error.hpp"
#include "scenarios/month.hpp"
#include "scenarios/suggestion.hpp"
#include "sim/projection/amount.hpp"
#include "sim/projection/announced_prices.hpp"
#include "sim/projection/bills.hpp"
#include "sim/projection/commitment_month.hpp"
#include "sim/projection/demand.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace plimsoll::sim {

using scenarios::ProjectionSpec;
using std::chrono::year_month;

namespace {

constexpr double kHoursPerWeek = 168;
constexpr double kRounding = 1e-9;  // of a sum

/// Loads that the months meet, a weekend's among them, so far apart that costs between them follow a line well.
std::vector<double> loads_of(const ProjectedDemand& demand, const ProjectionSpec& spec) {
    constexpr double kRatio = 1.2;
    constexpr double kTail = 0.005;
    constexpr std::size_t kMost = 60;
    std::vector<double> met = demand.central();
    if (demand.is_uncertain())
        for (std::uint32_t draw = 0; draw < spec.draws; ++draw) {
            const auto drawn = demand.drawn(draw);
            met.insert(met.end(), drawn.begin(), drawn.end());
        }
    std::sort(met.begin(), met.end());
    const auto tail = demand.is_uncertain() ? static_cast<std::size_t>(kTail * static_cast<double>(met.size())) : 0;
    const double lowest = met[tail];
    const double highest = met[met.size() - 1 - tail];
    const double from = std::min(lowest, lowest * spec.weekend);
    const double to = std::max(highest, highest * spec.weekend);
    if (from <= 0)
        throw InputError(Problem{"", 0, "/projection", "a month without any load cannot be simulated",
                                 "factors above 0, for example 0.01"});
    const auto steps = static_cast<std::size_t>(std::ceil(std::log(to / from) / std::log(kRatio) - 1e-9));
    const std::size_t count = std::min(steps, kMost - 1);
    std::vector<double> loads{from};
    for (std::size_t i = 1; i <= count; ++i)
        loads.push_back(i == count ? to
                                   : from * std::pow(to / from, static_cast<double>(i) / static_cast<double>(count)));
    return loads;
}

template <class Pick>
std::vector<double> of_draws(const DrawnBills& drawn, Pick pick) {
    std::vector<double> values;
    values.reserve(drawn.size());
    for (const auto& months : drawn) values.push_back(pick(months));
    return values;
}

/// Support and tax are of what is amortised, then.
double amortised_of(const ProjectedMonth& month, const ProjectionSpec& spec) {
    const double before = amount_of(exact_sum(month.item_cost) + month.committed().amortised + month.one_off);
    const double support = amount_of(spec.support * before);
    return amount_of(before + support + amount_of(spec.tax * (before + support)));
}

ProjectedMonth month_of(std::size_t t, const Bills& bills, const ProjectedDemand& demand, const ProjectionSpec& spec,
                        const DrawnBills& drawn) {
    ProjectedMonth month;
    const auto& hours = bills.hours(t);
    month.month = bills.month_of(t);
    month.load = demand.central()[t];
    month.weekday_hours = hours.weekdays;
    month.weekend_hours = hours.weekends;
    const auto simulated = bills.items(hours, month.load);
    month.item_factor = bills.factors(simulated, bills.prices(t));
    month.item_market = simulated.market;
    month.requests = bills.volume(t, month.load).requests;
    const auto values = of_draws(drawn, [t](const auto& months) { return months[t]; });
    month.bill = prediction_of(values);
    month.cumulative = prediction_of(of_draws(drawn, [t](const auto& months) { return sum_of(months, 0, t + 1); }));
    const double rate = month.exchange_rate = bills.exchange_rate(t);
    for (std::size_t i = 0; i < bills.curve().items().size(); ++i)
        month.item_cost.push_back(amount_of(rate * month.item_factor[i] * month.item_market[i] * simulated.usd[i]));
    cover(month, t, bills);
    const double running = amount_of(month.committed().billed() + exact_sum(month.item_cost));
    month.one_off = amount_of(rate * bills.one_off(t));
    month.support = amount_of(spec.support * (running + month.one_off));
    month.tax = amount_of(spec.tax * (running + month.one_off + month.support));
    month.middle = amount_of(running + month.one_off + month.support + month.tax);
    month.amortised = amortised_of(month, spec);
    if (spec.budget_per_month) month.above_budget = share_above(values, *spec.budget_per_month);
    month.met = bills.curve().at_least(std::max(month.load, month.load * spec.weekend)).met;
    return month;
}

std::vector<ProjectedYear> years_of(const Bills& bills, const ProjectionSpec& spec, const DrawnBills& drawn) {
    std::vector<ProjectedYear> years;
    for (std::size_t from = 0; from < spec.months;) {
        const auto year = bills.month_of(from).year();
        std::size_t to = from;
        while (to < spec.months && bills.month_of(to).year() == year) ++to;
        const auto values = of_draws(drawn, [=](const auto& months) { return sum_of(months, from, to); });
        ProjectedYear projected{static_cast<int>(year), to - from, prediction_of(values), {}};
        if (spec.budget_per_year) projected.above_budget = share_above(values, *spec.budget_per_year);
        years.push_back(projected);
        from = to;
    }
    return years;
}

ChangeByDriver change_of(const Bills& bills, const ProjectedDemand& demand, const ProjectionSpec& spec) {
    const std::size_t last = spec.months - 1;
    const double rate = bills.exchange_rate(0);
    const double factor = rate * (1 + spec.support) * (1 + spec.tax);
    const double first_load = demand.central().front();
    const double last_load = demand.central().back();
    const double start = bills.running(bills.hours(0), first_load, bills.prices(0));
    const double days = bills.running(bills.hours(last), first_load, bills.prices(0));
    const double load = bills.running(bills.hours(last), last_load, bills.prices(0));
    const double prices = bills.running(bills.hours(last), last_load, bills.prices(last));
    return {factor * (days - start),
            factor * (load - days),
            factor * (prices - load),
            factor * (bills.one_off(last) - bills.one_off(0)),
            factor * (bills.committed(last, last_load) - bills.committed(0, first_load)),
            factor * (bills.exchange_rate(last) / rate - 1) *
                (prices + bills.one_off(last) + bills.committed(last, last_load))};
}

UncertaintyShares shares_of(const Bills& bills, const ProjectedDemand& demand, const ProjectionSpec& spec,
                            std::uint64_t seed, const std::string& name) {
    const auto alone = [&](const Reasons& reasons) {
        return variance_of(of_draws(drawn_bills(bills, demand, spec, seed, name, reasons),
                                    [&](const auto& months) { return sum_of(months, 0, months.size()); }));
    };
    const double demand_alone = alone({true, false, false, false, false});
    const double steps_alone = alone({false, true, false, false, false});
    const double spot_alone = alone({false, false, true, false, false});
    const double chance_alone = alone({false, false, false, true, false});
    const double exchange_alone = alone({false, false, false, false, true});
    const double all = demand_alone + steps_alone + spot_alone + chance_alone + exchange_alone;
    double sum = 0;
    for (std::size_t t = 0; t < spec.months; ++t) sum += bills.bill(t, demand.central()[t], Chance{});
    if (std::sqrt(all) <= kRounding * sum) return {};
    return {demand_alone / all, steps_alone / all, spot_alone / all, chance_alone / all, exchange_alone / all};
}

ProjectedDeployment project_one(const std::string& name, const CostCurve& curve, const MonthCoverage& commitments,
                                const SpotRecords& records, const ProjectedDemand& demand, const ProjectionSpec& spec,
                                year_month start, double horizon_h, std::uint64_t seed) {
    constexpr double kMonthsPerYear = 12;
    ProjectedDeployment deployment;
    deployment.name = name;
    deployment.items = curve.items();
    deployment.curve = curve;
    deployment.commitments = commitments.commitments();
    const Bills bills(spec, start, horizon_h, name, curve, commitments, records);
    const auto drawn = drawn_bills(bills, demand, spec, seed, name, Reasons{});
    for (std::size_t t = 0; t < spec.months; ++t) {
        deployment.months.push_back(month_of(t, bills, demand, spec, drawn));
        const auto& month = deployment.months.back();
        if (!month.met && !deployment.misses_from) deployment.misses_from = month.month;
        deployment.present_value +=
            month.bill.mean / std::pow(1 + spec.discount_rate, static_cast<double>(t) / kMonthsPerYear);
    }
    deployment.years = years_of(bills, spec, drawn);
    deployment.total = deployment.months.back().cumulative;
    deployment.shares = shares_of(bills, demand, spec, seed, name);
    deployment.change = change_of(bills, demand, spec);
    deployment.unit = unit_economics_of(bills, demand, spec, drawn);
    return deployment;
}

/// What is paid upfront counts in every month that it is for.
double mean_cost(const ProjectedMonth& month) { return month.bill.mean - month.middle + month.amortised; }

std::vector<CheapestFrom> cheapest_of(const Projection& projection) {
    std::vector<CheapestFrom> all;
    for (std::size_t t = 0; t < projection.spec.months; ++t) {
        std::optional<std::size_t> best;
        for (std::size_t i = 0; i < projection.deployments.size(); ++i) {
            const auto& deployment = projection.deployments[i];
            if (deployment.lost || deployment.candidacy != Candidacy::competes || !deployment.months[t].met) continue;
            if (!best || mean_cost(deployment.months[t]) < mean_cost(projection.deployments[*best].months[t])) best = i;
        }
        if (all.empty() || all.back().deployment != best)
            all.push_back({projection.start + std::chrono::months(static_cast<int>(t)), best});
    }
    return all;
}

/// The month after that of the newest price.
year_month start_by_prices(const Experiment& experiment) {
    std::optional<Date> newest;
    for (const auto& price : experiment.prices)
        if (const auto& date = price.provenance.date; date && (!newest || *date > *newest)) newest = date;
    if (!newest)
        throw InputError(Problem{experiment.scenario.path, 0, "/projection/start",
                                 "no price says of when it is, so the first month cannot be told",
                                 R"(name it, for example "start": "2027-01")"});
    return *scenarios::parse_month(newest->text().substr(0, std::string_view("2027-01").size())) +
           std::chrono::months(1);
}

void check(const ProjectionSpec& spec, const Experiment& experiment, double horizon_h) {
    const auto refuse = [&](const std::string& pointer, const std::string& what, const std::string& hint) {
        const auto* line = experiment.scenario.set_in_file.find(pointer);
        throw InputError(Problem{experiment.scenario.path, line == nullptr ? 0 : line->line(), pointer, what, hint});
    };
    if (spec.weekend != 1 && horizon_h >= kHoursPerWeek)
        refuse("/projection/weekend", "the traffic covers a week, and so its weekends itself",
               "leave it out, or simulate a weekday alone");
    std::set<std::string> offers;
    for (const auto& [pools, extras] : experiment.offers) {
        for (const auto& offer : pools) offers.insert(offer.id);
        for (const auto& extra : extras) offers.insert(extra.offer.id);
    }
    std::vector<std::string> names;
    for (const auto& deployment : experiment.deployments) names.push_back(deployment.name);
    for (std::size_t i = 0; i < spec.one_off.size(); ++i)
        if (const auto& name = spec.one_off[i].deployment;
            !name.empty() && std::find(names.begin(), names.end(), name) == names.end())
            refuse(fmt::format("/projection/one_off/{}/deployment", i),
                   fmt::format("there is no deployment \"{}\"", name), "there are " + scenarios::one_of(names));
    for (std::size_t i = 0; i < spec.commitments.size(); ++i)
        if (const auto& name = spec.commitments[i].deployment;
            !name.empty() && std::find(names.begin(), names.end(), name) == names.end())
            refuse(fmt::format("/projection/commitments/{}/deployment", i),
                   fmt::format("there is no deployment \"{}\"", name), "there are " + scenarios::one_of(names));
    for (std::size_t i = 0; i < spec.prices.size(); ++i)
        if (const auto& offer = spec.prices[i].offer; !offer.empty() && !offers.contains(offer))
            refuse(fmt::format("/projection/prices/{}/offer", i), fmt::format("no deployment uses \"{}\"", offer),
                   "they use " + scenarios::one_of({offers.begin(), offers.end()}));
}

/// Each once, though several deployments may pay it.
void add_notes_of_commitments(const Projection& projection, std::vector<std::string>& notes) {
    const auto first = projection.start;
    const auto end = first + std::chrono::months(static_cast<int>(projection.spec.months));
    std::set<std::string> told;
    for (const auto& deployment : projection.deployments)
        for (const auto& each : deployment.commitments) {
            if (each.until <= first || each.from >= end)
                told.insert(fmt::format("'{}' holds in none of these months: from {} to before {}", each.name,
                                        scenarios::text_of(each.from), scenarios::text_of(each.until)));
            if (!each.commitment.plan.verified)
                told.insert(fmt::format("the rate of '{}' is not confirmed by its provider", each.name));
        }
    notes.insert(notes.end(), told.begin(), told.end());
}

void add_notes_of_spot_prices(const Projection& projection, const Experiment& experiment,
                              std::vector<std::string>& notes) {
    std::set<std::string> told;
    bool unrecorded = false;
    for (std::size_t i = 0; i < projection.deployments.size(); ++i) {
        const auto records = spot_records(experiment.offers[i], experiment.scenario.price_factors);
        for (const auto& item : projection.deployments[i].items) {
            if (!item.is_spot() || !item.pool) continue;
            const auto& record = records[*item.pool];
            unrecorded = unrecorded || record == nullptr;
            if (record == nullptr || !told.insert(item.offer).second) continue;
            notes.push_back(
                fmt::format("months of {} on spot have prices drawn from its record of {} days, {} at a time{}",
                            item.offer, record->days(), record->block(),
                            record->is_short() ? ": too few to tell well how far they go, so that a longer "
                                                 "record would say more"
                                               : ""));
        }
    }
    if (unrecorded && projection.spec.spot_price_sd == 0)
        notes.emplace_back(
            "spot prices are taken to stay as they are: say how far they may go as \"spot_price_sd\" of "
            "\"projection\"");
}

std::vector<std::string> notes_of(const Projection& projection, const Experiment& experiment) {
    const auto& spec = projection.spec;
    std::vector<std::string> notes;
    if (projection.start_assumed)
        notes.push_back(
            fmt::format("begins with {}, the month after that of the newest price: name the first month "
                        "as \"start\" of \"projection\"",
                        scenarios::text_of(projection.start)));
    if (spec.growth == 0 && spec.growth_sd == 0 && spec.volatility == 0 && spec.seasonality.empty())
        notes.emplace_back(
            "the load is taken to stay as it is, without any uncertainty: say what is known of it as "
            "\"growth\", \"growth_sd\", \"volatility\" and \"seasonality\" of \"projection\"");
    const double horizon_h =
        std::chrono::duration<double, std::ratio<3600>>(experiment.scenario.experiment.horizon).count();
    if (horizon_h < kHoursPerWeek && spec.weekend == 1)
        notes.emplace_back(
            "every day is taken to be like the simulated one: say what weekends are beside it as "
            "\"weekend\" of \"projection\", or simulate a week");
    if (experiment.scenario.experiment.replications < 2)
        notes.emplace_back("with one replication nothing is known of chance: raise \"replications\" of \"experiment\"");
    for (const auto& deployment : projection.deployments) {
        if (deployment.candidacy == Candidacy::answers_later)
            notes.push_back(fmt::format(
                "'{}' answers later, where others answer while someone waits: it is not among those of which the "
                "cheapest is told",
                deployment.name));
        if (deployment.candidacy == Candidacy::example)
            notes.push_back(fmt::format(
                "a price of '{}' is an invented example: it is not among those of which the cheapest is told",
                deployment.name));
    }
    add_notes_of_commitments(projection, notes);
    if (spec.currency.code != "USD" && spec.currency.changes.empty() && spec.currency.sd == 0)
        notes.push_back(
            fmt::format("a dollar is taken to stay {} {}: say how far that may go as \"sd\" of \"currency\"",
                        spec.currency.per_usd, spec.currency.code));
    add_notes_of_spot_prices(projection, experiment, notes);
    return notes;
}

}  // namespace

Projection project(const Experiment& experiment, const ProjectionSpec& asked, unsigned jobs, RunStore* store,
                   const pricing::CommitmentCatalog& catalog) {
    const auto& scenario = experiment.scenario;
    const double horizon_h = std::chrono::duration<double, std::ratio<3600>>(scenario.experiment.horizon).count();
    check(asked, experiment, horizon_h);
    Projection projection;
    projection.spec = asked;
    for (auto& change : announced_prices(experiment)) projection.spec.prices.push_back(std::move(change));
    const auto& spec = projection.spec;
    projection.scenario = scenario.name;
    projection.text = scenario.text;
    projection.horizon_h = horizon_h;
    projection.replications = scenario.experiment.replications;
    projection.prices = experiment.prices;
    projection.catalogs = experiment.catalogs;
    projection.seed = scenario.experiment.seed;
    projection.start_assumed = !spec.start;
    projection.start = spec.start ? *spec.start : start_by_prices(experiment);
    std::vector<std::vector<MadeCommitment>> commitments;
    for (std::size_t i = 0; i < experiment.deployments.size(); ++i)
        commitments.push_back(made_commitments(spec, experiment, i, catalog));
    const ProjectedDemand demand(spec, projection.start, projection.seed);
    projection.loads = loads_of(demand, spec);
    const auto* products = spec.commitments.empty() ? nullptr : &catalog.products;
    auto runs = simulate_curves(experiment, projection.loads, products, jobs, store);
    projection.lost = std::move(runs.lost);
    projection.remarks = std::move(runs.remarks);
    for (std::size_t i = 0; i < experiment.deployments.size(); ++i) {
        const auto& name = experiment.deployments[i].name;
        if (runs.curves[i]) {
            const auto coverage = commitments[i].empty()
                                      ? MonthCoverage()
                                      : MonthCoverage(spec, projection.start, runs.usage[i], std::move(commitments[i]));
            const auto records = spot_records(experiment.offers[i], scenario.price_factors);
            projection.deployments.push_back(project_one(name, *runs.curves[i], coverage, records, demand, spec,
                                                         projection.start, horizon_h, projection.seed));
            continue;
        }
        ProjectedDeployment lost;
        lost.name = name;
        lost.lost = true;
        projection.deployments.push_back(std::move(lost));
    }
    for (std::size_t i = 0; i < projection.deployments.size(); ++i)
        projection.deployments[i].candidacy = candidacy_of(experiment, i);
    projection.cheapest = cheapest_of(projection);
    projection.notes = notes_of(projection, experiment);
    return projection;
}

}  // namespace plimsoll::sim
