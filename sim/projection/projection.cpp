// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/projection.hpp"

#include "scenarios/input_error.hpp"
#include "scenarios/projection_reader.hpp"
#include "scenarios/suggestion.hpp"
#include "sim/projection/calendar.hpp"
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

/// What is drawn of one course of months beside the load; all 0: in the middle.
struct Chance {
    double steps = 0;
    double spot = 0;
    double mean = 0;             ///< of the means over replications
    std::vector<double> months;  ///< of each month; empty: 0
};

/// Which reasons of uncertainty are at work.
struct Reasons {
    bool demand = true;
    bool step_times = true;
    bool spot_prices = true;
    bool chance = true;
};

Prediction prediction_of(std::vector<double> values) {
    Prediction prediction;
    double sum = 0;
    for (const double value : values) sum += value;
    prediction.mean = sum / static_cast<double>(values.size());
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) {
        const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
        return values[std::max<std::size_t>(rank, 1) - 1];
    };
    prediction.p10 = at(0.1);
    prediction.p50 = at(0.5);
    prediction.p90 = at(0.9);
    return prediction;
}

double variance_of(const std::vector<double>& values) {
    double mean = 0;
    for (const double value : values) mean += value / static_cast<double>(values.size());
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    return squares / static_cast<double>(values.size());
}

double share_above(const std::vector<double>& values, double limit) {
    const auto above = std::count_if(values.begin(), values.end(), [limit](double value) { return value > limit; });
    return static_cast<double>(above) / static_cast<double>(values.size());
}

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

/// Factors of prices by item and month.
class PriceFactors {
public:
    PriceFactors(const ProjectionSpec& spec, year_month start, const std::vector<BilledItem>& items) {
        for (std::uint32_t t = 0; t < spec.months; ++t) {
            std::vector<double> factors(items.size(), 1);
            for (const auto& change : spec.prices)
                for (std::size_t i = 0; i < items.size(); ++i)
                    if (start + std::chrono::months(t) >= change.at &&
                        (change.offer.empty() || change.offer == items[i].offer))
                        factors[i] *= change.factor;
            by_month_.push_back(std::move(factors));
        }
    }
    [[nodiscard]] const std::vector<double>& of(std::size_t month) const { return by_month_[month]; }

private:
    std::vector<std::vector<double>> by_month_;
};

/// The bills of one deployment.
class Bills {
public:
    Bills(const ProjectionSpec& spec, year_month start, double horizon_h, std::string deployment,
          const CostCurve& curve)
        : spec_(spec),
          start_(start),
          horizon_h_(horizon_h),
          deployment_(std::move(deployment)),
          curve_(curve),
          prices_(spec, start, curve.items()) {
        for (std::uint32_t t = 0; t < spec.months; ++t) hours_.push_back(hours_of(start + std::chrono::months(t)));
    }

    /// An item in a month with these loads, before support and tax.
    [[nodiscard]] double item(std::size_t i, const MonthHours& hours, double load, double price) const {
        double usd = hours.weekdays * curve_.usd(i, load);
        if (hours.weekends > 0) usd += hours.weekends * curve_.usd(i, load * spec_.weekend);
        return price * usd;
    }
    /// What runs, with these loads, hours and prices.
    [[nodiscard]] double running(const MonthHours& hours, double load, const std::vector<double>& prices,
                                 const Chance& chance = {}) const {
        double usd = 0;
        const double spot = std::exp(spec_.spot_price_sd * chance.spot);
        for (std::size_t i = 0; i < curve_.items().size(); ++i)
            usd += (curve_.items()[i].spot ? spot : 1) * item(i, hours, load, prices[i]);
        return usd * curve_.step_factor(load, chance.steps);
    }
    [[nodiscard]] double one_off(std::size_t month) const {
        double usd = 0;
        for (const auto& cost : spec_.one_off)
            if (cost.at == month_of(month) && (cost.deployment.empty() || cost.deployment == deployment_))
                usd += cost.usd;
        return usd;
    }
    /// The whole bill of a month.
    [[nodiscard]] double bill(std::size_t month, double load, const Chance& chance) const {
        double usd = running(hours_[month], load, prices_.of(month), chance);
        if (!chance.months.empty()) {
            const double sd = curve_.relative_sd();
            const double of_month = sd * std::sqrt(horizon_h_ / hours_[month].all());
            const double of_mean = sd / std::sqrt(curve_.replications());
            usd *= std::max(0.0, 1 + of_month * chance.months[month] + of_mean * chance.mean);
        }
        return (usd + one_off(month)) * (1 + spec_.support) * (1 + spec_.tax);
    }
    [[nodiscard]] year_month month_of(std::size_t month) const {
        return start_ + std::chrono::months(static_cast<int>(month));
    }
    [[nodiscard]] const MonthHours& hours(std::size_t month) const { return hours_[month]; }
    [[nodiscard]] const std::vector<double>& prices(std::size_t month) const { return prices_.of(month); }
    [[nodiscard]] const CostCurve& curve() const { return curve_; }

private:
    const ProjectionSpec& spec_;
    year_month start_;
    double horizon_h_;
    std::string deployment_;
    const CostCurve& curve_;
    PriceFactors prices_;
    std::vector<MonthHours> hours_;
};

/// The bills of all months, by draw.
using Drawn = std::vector<std::vector<double>>;

Drawn drawn_bills(const Bills& bills, const ProjectedDemand& demand, const ProjectionSpec& spec, std::uint64_t seed,
                  std::string_view deployment, const Reasons& reasons) {
    Drawn drawn;
    std::uint64_t own = 0;  // chance of one deployment is not that of another; demand and prices are the same for all
    for (const char letter : deployment) own = own * 131 + static_cast<unsigned char>(letter);
    for (std::uint32_t draw = 0; draw < spec.draws; ++draw) {
        const auto loads = reasons.demand ? demand.drawn(draw) : demand.central();
        Chance chance;
        if (reasons.step_times) chance.steps = normal_draw(seed, "projected steps", draw);
        if (reasons.spot_prices) chance.spot = normal_draw(seed, "projected spot prices", draw);
        if (reasons.chance) {
            chance.mean = normal_draw(seed ^ own, "projected mean", draw);
            for (std::uint32_t t = 0; t < spec.months; ++t)
                chance.months.push_back(normal_draw(seed ^ own, "projected chance", draw, t));
        }
        std::vector<double> months;
        for (std::size_t t = 0; t < spec.months; ++t) months.push_back(bills.bill(t, loads[t], chance));
        drawn.push_back(std::move(months));
    }
    return drawn;
}

template <class Pick>
std::vector<double> of_draws(const Drawn& drawn, Pick pick) {
    std::vector<double> values;
    values.reserve(drawn.size());
    for (const auto& months : drawn) values.push_back(pick(months));
    return values;
}

double sum_of(const std::vector<double>& months, std::size_t from, std::size_t to) {
    double sum = 0;
    for (std::size_t t = from; t < to; ++t) sum += months[t];
    return sum;
}

/// Of a month: what arrives.
struct Volume {
    double requests = 0;
    double tokens = 0;
};

Volume volume_of(const Bills& bills, std::size_t t, double load, double weekend) {
    const auto& hours = bills.hours(t);
    const auto& curve = bills.curve();
    return {hours.weekdays * curve.requests(load) + hours.weekends * curve.requests(load * weekend),
            hours.weekdays * curve.tokens(load) + hours.weekends * curve.tokens(load * weekend)};
}

ProjectedMonth month_of(std::size_t t, const Bills& bills, const ProjectedDemand& demand, const ProjectionSpec& spec,
                        const Drawn& drawn) {
    ProjectedMonth month;
    const auto& hours = bills.hours(t);
    month.month = bills.month_of(t);
    month.load = demand.central()[t];
    month.weekday_hours = hours.weekdays;
    month.weekend_hours = hours.weekends;
    month.item_factor = bills.prices(t);
    month.requests = volume_of(bills, t, month.load, spec.weekend).requests;
    const auto values = of_draws(drawn, [t](const auto& months) { return months[t]; });
    month.bill = prediction_of(values);
    month.cumulative = prediction_of(of_draws(drawn, [t](const auto& months) { return sum_of(months, 0, t + 1); }));
    double running = 0;
    for (std::size_t i = 0; i < bills.curve().items().size(); ++i) {
        month.item_usd.push_back(bills.item(i, hours, month.load, bills.prices(t)[i]));
        running += month.item_usd.back();
    }
    month.one_off_usd = bills.one_off(t);
    month.support_usd = spec.support * (running + month.one_off_usd);
    month.tax_usd = spec.tax * (running + month.one_off_usd + month.support_usd);
    month.middle = running + month.one_off_usd + month.support_usd + month.tax_usd;
    if (spec.budget_per_month) month.above_budget = share_above(values, *spec.budget_per_month);
    month.met = bills.curve().at_least(std::max(month.load, month.load * spec.weekend)).met;
    return month;
}

std::vector<ProjectedYear> years_of(const Bills& bills, const ProjectionSpec& spec, const Drawn& drawn) {
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

double revenue_of(const scenarios::RevenueSpec& revenue, const Volume& volume) {
    constexpr double kThousand = 1e3, kMillion = 1e6;
    double usd = revenue.per_1k_requests.value_or(0) * volume.requests / kThousand +
                 revenue.per_1m_tokens.value_or(0) * volume.tokens / kMillion;
    if (revenue.per_user) usd += *revenue.per_user * volume.requests / *revenue.requests_per_user;
    return usd;
}

UnitEconomics unit_economics_of(const Bills& bills, const ProjectedDemand& demand, const ProjectionSpec& spec,
                                const Drawn& drawn) {
    std::vector<double> per_request, per_token, margins, shares;
    for (std::uint32_t draw = 0; draw < spec.draws; ++draw) {
        const auto loads = demand.drawn(draw);
        Volume all;
        for (std::size_t t = 0; t < spec.months; ++t) {
            const auto month = volume_of(bills, t, loads[t], spec.weekend);
            all.requests += month.requests;
            all.tokens += month.tokens;
        }
        const double billed = sum_of(drawn[draw], 0, spec.months);
        per_request.push_back(all.requests > 0 ? billed / all.requests : 0);
        if (all.tokens > 0) per_token.push_back(billed / all.tokens);
        if (!spec.revenue.earns()) continue;
        const double revenue = revenue_of(spec.revenue, all);
        margins.push_back(revenue - billed);
        if (revenue > 0) shares.push_back(margins.back() / revenue);
    }
    const auto scaled = [](Prediction prediction, double factor) {
        for (double* value : {&prediction.mean, &prediction.p10, &prediction.p50, &prediction.p90}) *value *= factor;
        return prediction;
    };
    constexpr double kThousand = 1e3, kMillion = 1e6;
    UnitEconomics unit;
    const auto request = prediction_of(per_request);
    unit.per_1k_requests = scaled(request, kThousand);
    if (per_token.size() == spec.draws) unit.per_1m_tokens = scaled(prediction_of(per_token), kMillion);
    if (spec.revenue.requests_per_user) unit.per_user = scaled(request, *spec.revenue.requests_per_user);
    if (margins.empty()) return unit;
    unit.margin = prediction_of(margins);
    if (shares.size() == margins.size()) unit.margin_share = prediction_of(shares);
    unit.loses =
        static_cast<double>(std::count_if(margins.begin(), margins.end(), [](double usd) { return usd < 0; })) /
        static_cast<double>(margins.size());
    return unit;
}

ChangeByDriver change_of(const Bills& bills, const ProjectedDemand& demand, const ProjectionSpec& spec) {
    const std::size_t last = spec.months - 1;
    const double factor = (1 + spec.support) * (1 + spec.tax);
    const double first_load = demand.central().front();
    const double last_load = demand.central().back();
    const double start = bills.running(bills.hours(0), first_load, bills.prices(0));
    const double days = bills.running(bills.hours(last), first_load, bills.prices(0));
    const double load = bills.running(bills.hours(last), last_load, bills.prices(0));
    const double prices = bills.running(bills.hours(last), last_load, bills.prices(last));
    return {factor * (days - start), factor * (load - days), factor * (prices - load),
            factor * (bills.one_off(last) - bills.one_off(0))};
}

UncertaintyShares shares_of(const Bills& bills, const ProjectedDemand& demand, const ProjectionSpec& spec,
                            std::uint64_t seed, const std::string& name) {
    const auto alone = [&](const Reasons& reasons) {
        return variance_of(of_draws(drawn_bills(bills, demand, spec, seed, name, reasons),
                                    [&](const auto& months) { return sum_of(months, 0, months.size()); }));
    };
    const double demand_alone = alone({true, false, false, false});
    const double steps_alone = alone({false, true, false, false});
    const double spot_alone = alone({false, false, true, false});
    const double chance_alone = alone({false, false, false, true});
    const double all = demand_alone + steps_alone + spot_alone + chance_alone;
    constexpr double kRounding = 1e-9;  // of the sum
    double sum = 0;
    for (std::size_t t = 0; t < spec.months; ++t) sum += bills.bill(t, demand.central()[t], Chance{});
    if (std::sqrt(all) <= kRounding * sum) return {};
    return {demand_alone / all, steps_alone / all, spot_alone / all, chance_alone / all};
}

ProjectedDeployment project_one(const std::string& name, const CostCurve& curve, const ProjectedDemand& demand,
                                const ProjectionSpec& spec, year_month start, double horizon_h, std::uint64_t seed) {
    constexpr double kMonthsPerYear = 12;
    ProjectedDeployment deployment;
    deployment.name = name;
    deployment.items = curve.items();
    deployment.curve = curve;
    const Bills bills(spec, start, horizon_h, name, curve);
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

std::vector<CheapestFrom> cheapest_of(const Projection& projection) {
    std::vector<CheapestFrom> all;
    for (std::size_t t = 0; t < projection.spec.months; ++t) {
        std::optional<std::size_t> best;
        for (std::size_t i = 0; i < projection.deployments.size(); ++i) {
            const auto& deployment = projection.deployments[i];
            if (deployment.lost || deployment.candidacy != Candidacy::competes || !deployment.months[t].met) continue;
            if (!best || deployment.months[t].bill.mean < projection.deployments[*best].months[t].bill.mean) best = i;
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
    for (std::size_t i = 0; i < spec.prices.size(); ++i)
        if (const auto& offer = spec.prices[i].offer; !offer.empty() && !offers.contains(offer))
            refuse(fmt::format("/projection/prices/{}/offer", i), fmt::format("no deployment uses \"{}\"", offer),
                   "they use " + scenarios::one_of({offers.begin(), offers.end()}));
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
    const bool spot = std::any_of(projection.deployments.begin(), projection.deployments.end(), [](const auto& each) {
        return std::any_of(each.items.begin(), each.items.end(), [](const auto& item) { return item.spot; });
    });
    if (spot && spec.spot_price_sd == 0)
        notes.emplace_back(
            "spot prices are taken to stay as they are: say how far they may go as \"spot_price_sd\" of "
            "\"projection\"");
    return notes;
}

}  // namespace

Projection project(const Experiment& experiment, const ProjectionSpec& spec, unsigned jobs, RunStore* store) {
    const auto& scenario = experiment.scenario;
    const double horizon_h = std::chrono::duration<double, std::ratio<3600>>(scenario.experiment.horizon).count();
    check(spec, experiment, horizon_h);
    Projection projection;
    projection.spec = spec;
    projection.scenario = scenario.name;
    projection.text = scenario.text;
    projection.horizon_h = horizon_h;
    projection.replications = scenario.experiment.replications;
    projection.prices = experiment.prices;
    projection.seed = scenario.experiment.seed;
    projection.start_assumed = !spec.start;
    projection.start = spec.start ? *spec.start : start_by_prices(experiment);
    const ProjectedDemand demand(spec, projection.start, projection.seed);
    projection.loads = loads_of(demand, spec);
    auto runs = simulate_curves(experiment, projection.loads, jobs, store);
    projection.lost = std::move(runs.lost);
    projection.remarks = std::move(runs.remarks);
    for (std::size_t i = 0; i < experiment.deployments.size(); ++i) {
        const auto& name = experiment.deployments[i].name;
        if (runs.curves[i]) {
            projection.deployments.push_back(
                project_one(name, *runs.curves[i], demand, spec, projection.start, horizon_h, projection.seed));
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
