// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/cost_curve.hpp"

#include "sim/compare/bill.hpp"
#include "sim/compare/statistics.hpp"
#include "sim/planner/committable.hpp"
#include "sim/planner/figures.hpp"
#include "sim/planner/space.hpp"
#include "sim/planner/trials.hpp"
#include "sim/projection/linear.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <utility>

namespace plimsoll::sim {

CostCurve::CostCurve(std::vector<BilledItem> items, std::vector<HourAtLoad> points, std::uint32_t replications)
    : items_(std::move(items)), points_(std::move(points)), replications_(replications) {
    double squares = 0;
    for (const HourAtLoad& point : points_) {
        squares += point.relative_sd * point.relative_sd;
        loads_.push_back(point.load);
    }
    relative_sd_ = std::sqrt(squares / static_cast<double>(points_.size()));
}

template <class Value>
double CostCurve::between(double load, Value value) const {
    const auto place = place_on(loads_, load);
    return std::max(0.0, place.of([&](std::size_t i) { return value(points_[i]); }));
}

double CostCurve::usd(std::size_t item, double load) const {
    return between(load, [item](const HourAtLoad& point) { return point.usd[item]; });
}

double CostCurve::quantity(std::size_t item, double load) const {
    return between(load, [item](const HourAtLoad& point) { return point.quantity[item]; });
}

double CostCurve::step_factor(double load, double z) const {
    const double share = z / results::kNormal975;
    const double end =
        between(load, [share](const HourAtLoad& point) { return share < 0 ? point.faster : point.slower; });
    return std::max(0.0, 1 + std::abs(share) * (end - 1));
}

const HourAtLoad& CostCurve::at_least(double load) const {
    constexpr double kSame = 1e-9;
    const auto found = std::find_if(points_.begin(), points_.end(),
                                    [&](const HourAtLoad& point) { return point.load >= load * (1 - kSame); });
    return found == points_.end() ? points_.back() : *found;
}

double CostCurve::tokens(double load) const {
    return between(load, [](const HourAtLoad& point) { return point.tokens; });
}

double CostCurve::requests(double load) const {
    return between(load, [](const HourAtLoad& point) { return point.requests; });
}

namespace {

/// Which candidates stand for a deployment at a load.
struct Simulated {
    std::size_t middle = 0;
    std::optional<std::size_t> faster, slower;
};

/// Every deployment at every load, as candidates of one space.
class LoadedSpace {
public:
    explicit LoadedSpace(const Experiment& experiment) : experiment_(experiment) {
        space_.experiment = experiment;
        space_.experiment.deployments.clear();
        space_.experiment.offers.clear();
        space_.experiment.in_detail = false;
    }
    Simulated add(std::size_t deployment, double load, bool with_other_steps) {
        Simulated simulated;
        simulated.middle = add_one(deployment, load, 0);
        const auto& plan = experiment_.deployments[deployment];
        if (with_other_steps && plan.has_doubts()) {
            const double end = plan.rests_on_datasheets() ? 1 : results::kNormal975;
            simulated.faster = add_one(deployment, load, -end);
            simulated.slower = add_one(deployment, load, end);
        }
        return simulated;
    }
    [[nodiscard]] const Space& space() {
        number_simulations(space_);
        return space_;
    }

private:
    std::size_t add_one(std::size_t deployment, double load, double step_shift) {
        auto plan = experiment_.deployments[deployment];
        plan.name += fmt::format(", load {:.4g}{}", load,
                                 step_shift < 0   ? ", steps shorter"
                                 : step_shift > 0 ? ", steps longer"
                                                  : "");
        Candidate candidate;
        candidate.deployment = plan.name;
        candidate.overrides.load = load;
        candidate.overrides.step_shift = step_shift;
        space_.experiment.deployments.push_back(std::move(plan));
        space_.experiment.offers.push_back(experiment_.offers[deployment]);
        space_.candidates.push_back(std::move(candidate));
        return space_.candidates.size() - 1;
    }

    const Experiment& experiment_;
    Space space_;
};

double mean_of(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

double relative_sd_of(const std::vector<double>& values) {
    const double mean = mean_of(values);
    if (values.size() < 2 || mean == 0) return 0;
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    return std::sqrt(squares / static_cast<double>(values.size() - 1)) / mean;
}

/// Extras whose prices stand in the scenario share their offer's id, and differ by the item.
scenarios::ExtraCategory category_of(const pricing::BillLine& line, const std::vector<pricing::Extra>& extras) {
    for (const auto& extra : extras)
        for (const auto& meter : extra.offer.meters) {
            const auto* quantity = std::get_if<pricing::QuantityMeter>(&meter);
            const auto* share = std::get_if<pricing::ShareMeter>(&meter);
            const auto* item = quantity != nullptr ? &quantity->item : share != nullptr ? &share->item : nullptr;
            if (extra.offer.id == line.offer && (item == nullptr || line.item.starts_with(*item)))
                return extra.offer.category;
        }
    return scenarios::ExtraCategory::other;
}

/// The curve of one deployment as its points come in.
class CurveBuilder {
public:
    CurveBuilder(const Space& space, const Trials& trials, const std::vector<pricing::CommitmentProduct>* products)
        : space_(space), trials_(trials), products_(products) {}

    void add(double load, const Simulated& simulated) {
        const auto runs = trials_.runs(simulated.middle);
        const auto figures = figures_of(space_, simulated.middle, runs);
        const auto costs = costs_of(space_, simulated.middle, runs);
        HourAtLoad point;
        point.load = load;
        point.relative_sd = relative_sd_of(costs);
        point.met = figures.met;
        point.p99_s = figures.p99_s;
        if (simulated.faster) {
            other_steps_.push_back({points_.size(), ratio(*simulated.faster, costs), ratio(*simulated.slower, costs)});
            point.faster = other_steps_.back().faster;
            point.slower = other_steps_.back().slower;
        }
        bill(simulated.middle, runs, point);
        points_.push_back(std::move(point));
        if (products_ != nullptr) add_usage(load, simulated.middle, runs);
    }
    [[nodiscard]] UsageAtLoads usage() && { return std::move(usage_); }
    [[nodiscard]] CostCurve curve(std::uint32_t replications) {
        std::vector<BilledItem> items(places_.size());
        for (const auto& [item, place] : places_) items[place] = item;
        for (auto& point : points_) {
            point.usd.resize(items.size(), 0);
            point.quantity.resize(items.size(), 0);
        }
        fill_other_steps();
        return {std::move(items), std::move(points_), replications};
    }

private:
    /// Where steps were simulated to be shorter and longer.
    struct OtherSteps {
        std::size_t point;
        double faster, slower;
    };

    /// Of the first replications, which share their random numbers.
    double ratio(std::size_t candidate, const std::vector<double>& middle) const {
        const auto other = costs_of(space_, candidate, trials_.runs(candidate));
        return middle.front() > 0 ? other.front() / middle.front() : 1;
    }
    /// Between the loads at which they were simulated: linear in the logarithm of the load.
    void fill_other_steps() {
        for (std::size_t k = 0; k + 1 < other_steps_.size(); ++k) {
            const auto& [from, faster, slower] = other_steps_[k];
            const auto& [to, next_faster, next_slower] = other_steps_[k + 1];
            for (std::size_t i = from + 1; i < to; ++i) {
                const double weight =
                    std::log(points_[i].load / points_[from].load) / std::log(points_[to].load / points_[from].load);
                points_[i].faster = (1 - weight) * faster + weight * next_faster;
                points_[i].slower = (1 - weight) * slower + weight * next_slower;
            }
        }
    }
    void bill(std::size_t candidate, std::span<const results::RunResult> runs, HourAtLoad& point) {
        const auto& scenario = space_.experiment.scenario;
        const results::Prices prices{space_.experiment.offers[candidate], scenario.price_factors};
        const double hours = std::chrono::duration<double, std::ratio<3600>>(scenario.experiment.horizon).count();
        const double share = 1 / (hours * static_cast<double>(runs.size()));
        for (const auto& run : runs) {
            point.requests += share * static_cast<double>(run.requests.arrived);
            point.tokens += share * static_cast<double>(run.tokens);
            for (const auto& line : results::bill_of(run, prices).lines) {
                BilledItem item{line.item, line.offer, line.pool, line.purchase, line.unit, line.unit_price.text()};
                item.what_for = line.what_for;
                if (!line.pool || item.is_share()) item.category = category_of(line, prices.offers.extras);
                const auto place = places_.try_emplace(item, places_.size()).first->second;
                point.usd.resize(std::max(point.usd.size(), places_.size()), 0);
                point.quantity.resize(point.usd.size(), 0);
                point.usd[place] += share * line.amount.approximate();
                point.quantity[place] += share * std::strtod(line.quantity.c_str(), nullptr);
            }
        }
    }

    void add_usage(double load, std::size_t candidate, std::span<const results::RunResult> runs) {
        usage_.loads.push_back(load);
        auto& replications = usage_.usage.emplace_back();
        for (const auto& run : runs)
            replications.push_back(
                pricing::condensed(committable_usage(space_.experiment, candidate, *products_, run)));
    }

    const Space& space_;
    const Trials& trials_;
    const std::vector<pricing::CommitmentProduct>* products_;
    UsageAtLoads usage_;
    std::map<BilledItem, std::size_t> places_;
    std::vector<OtherSteps> other_steps_;
    std::vector<HourAtLoad> points_;
};

}  // namespace

CurveRuns simulate_curves(const Experiment& experiment, const std::vector<double>& loads,
                          const std::vector<pricing::CommitmentProduct>* products, unsigned jobs, RunStore* store) {
    constexpr std::size_t kStretches = 3;  // between loads at which steps are shorter and longer, too
    LoadedSpace all(experiment);
    const std::size_t last = loads.size() - 1;
    const auto with_other_steps = [last](std::size_t i) {
        for (std::size_t k = 0; k <= kStretches; ++k)
            if (i == k * last / kStretches) return true;
        return false;
    };
    std::vector<std::vector<Simulated>> simulated(experiment.deployments.size());
    for (std::size_t i = 0; i < experiment.deployments.size(); ++i)
        for (std::size_t k = 0; k < loads.size(); ++k)
            simulated[i].push_back(all.add(i, loads[k], with_other_steps(k)));
    const auto& space = all.space();
    const auto replications = experiment.scenario.experiment.replications;
    std::vector<std::pair<std::size_t, std::uint32_t>> wanted;
    for (const auto& points : simulated)
        for (const auto& [middle, faster, slower] : points) {
            wanted.emplace_back(middle, replications);
            for (const auto& other : {faster, slower})
                if (other) wanted.emplace_back(*other, 1);
        }
    Trials trials(space, jobs, store);
    trials.bring(wanted);

    CurveRuns runs;
    for (const auto& points : simulated) {
        CurveBuilder builder(space, trials, products);
        bool lost = false;
        for (std::size_t i = 0; i < points.size() && !lost; ++i) {
            for (const auto& candidate : {std::optional(points[i].middle), points[i].faster, points[i].slower})
                lost = lost || (candidate && trials.is_lost(*candidate));
            if (!lost) builder.add(loads[i], points[i]);
        }
        runs.curves.push_back(lost ? std::nullopt : std::optional(builder.curve(replications)));
        runs.usage.push_back(std::move(builder).usage());
    }
    runs.lost = trials.lost();
    runs.remarks = trials.remarks();
    return runs;
}

}  // namespace plimsoll::sim
