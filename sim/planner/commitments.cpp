// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/planner/commitments.hpp"

#include "pricing/commitment/best_mix.hpp"
#include "sim/planner/committable.hpp"
#include "sim/planner/space.hpp"
#include "sim/planner/trials.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <span>
#include <utility>

namespace plimsoll::sim {

namespace {

using pricing::CommitmentBill;
using pricing::Money;
using pricing::Quantity;
using pricing::UsageByHour;

constexpr const char* kAssumed = "assumed";  // a kind of nobody's, of machines of one offer
/// Levels of demand that stand for a range.
constexpr int kDemandLevels = 5;

std::vector<double> levels_of(const DemandRange& range) {
    if (!range.varies()) return {range.low};
    std::vector<double> levels;
    for (int i = 0; i < kDemandLevels; ++i)
        levels.push_back(range.low + (range.high - range.low) * i / (kDemandLevels - 1));
    return levels;
}

/// Bills of every replication at every level of demand, replication by replication.
class MixBills {
public:
    MixBills(const std::vector<UsageByHour>& replications, const std::vector<double>& levels,
             const std::vector<pricing::Commitment>& mix, const std::vector<pricing::SustainedUse>& sustained)
        : span_(replications.front().span()), levels_(levels.size()) {
        for (const auto& usage : replications)
            for (const double level : levels)
                bills_.push_back(pricing::commitment_bill(pricing::scaled(usage, level), mix, sustained));
    }

    /// Mean of an amount, a month.
    template <class Amount>
    [[nodiscard]] Money per_month(const Amount& amount) const {
        Money sum;
        for (const auto& bill : bills_) sum += amount(bill);
        return pricing::per_month(sum.times(Quantity(1) / Quantity(bills_.size())), span_);
    }
    [[nodiscard]] CommitmentCost cost(double demand) const {
        return {demand, per_month([](const CommitmentBill& bill) { return bill.on_demand; }),
                per_month([](const CommitmentBill& bill) { return bill.total(); })};
    }
    /// By replication, USD a month.
    [[nodiscard]] std::vector<double> by_replication(Money (*amount)(const CommitmentBill&)) const {
        std::vector<double> means;
        for (std::size_t first = 0; first < bills_.size(); first += levels_) {
            Money sum;
            for (std::size_t i = first; i < first + levels_; ++i) sum += amount(bills_[i]);
            means.push_back(pricing::per_month(sum.times(Quantity(1) / Quantity(levels_)), span_).approximate());
        }
        return means;
    }
    /// All of them as one: its shares are those of the sums.
    [[nodiscard]] CommitmentBill sum() const {
        CommitmentBill all;
        for (const auto& bill : bills_) {
            all.on_demand += bill.on_demand;
            all.committed += bill.committed;
            all.uncovered += bill.uncovered;
            all.unused += bill.unused;
            all.avoided += bill.avoided;
            all.machine_hours += bill.machine_hours;
            all.value += bill.value;
        }
        return all;
    }

private:
    Duration span_;
    std::size_t levels_;
    std::vector<CommitmentBill> bills_;
};

Money total_of(const CommitmentBill& bill) { return bill.total(); }
Money on_demand_of(const CommitmentBill& bill) { return bill.on_demand; }

CommitmentRow row_of(const pricing::Commitment& commitment, std::size_t place, const MixBills& bills) {
    CommitmentRow row{commitment, {}, {}, {}};
    if (commitment.plan.scope == pricing::Scope::offer)
        row.machines = commitment.per_hour.trillionths() / commitment.plan.machine_rate().trillionths();
    row.unused_per_month = bills.per_month([&](const CommitmentBill& bill) { return bill.commitments[place].unused; });
    const auto committed =
        bills.per_month([&](const CommitmentBill& bill) { return bill.commitments[place].committed; });
    if (committed > Money{}) row.utilisation = 1 - row.unused_per_month.approximate() / committed.approximate();
    return row;
}

/// The month in which machines on demand have cost as much as the commitment of the whole term.
std::optional<int> paid_back(const CommitmentBill& bill, pricing::Term term) {
    const double avoided = (bill.on_demand - bill.uncovered).approximate();
    const double committed = bill.committed.approximate();
    if (committed <= 0 || committed > avoided) return std::nullopt;
    return std::max(1, static_cast<int>(std::ceil(pricing::months_of(term) * committed / avoided)));
}

/// Saving rises with demand, as what is used of the commitment does: bisection.
std::optional<double> least_demand(const std::vector<UsageByHour>& replications,
                                   const std::vector<pricing::Commitment>& mix,
                                   const std::vector<pricing::SustainedUse>& sustained) {
    const auto saves = [&](double demand) {
        return MixBills(replications, {demand}, mix, sustained).cost(demand).saving() > Money{};
    };
    if (!saves(1)) return std::nullopt;
    constexpr int kSteps = 10;  // to a thousandth
    double low = 0;
    double high = 1;
    for (int i = 0; i < kSteps; ++i) {
        const double middle = (low + high) / 2;
        (saves(middle) ? high : low) = middle;
    }
    return high;
}

void warn(DeploymentCommitments& result, std::string code, std::string text) {
    result.warnings.push_back({std::move(code), std::move(text)});
}

void warn_of_rates(DeploymentCommitments& result, const UsageByHour& usage,
                   const std::vector<pricing::CommitmentPlan>& plans) {
    std::vector<std::string> without;
    for (std::size_t i = 0; i < usage.offers.size(); ++i)
        if (std::none_of(plans.begin(), plans.end(), [i](const auto& plan) { return plan.rates[i].has_value(); }))
            without.push_back(usage.offers[i].offer);
    if (!without.empty())
        warn(result, "no-rate",
             fmt::format("no rate of a commitment is known for {} at this term and payment: give yours with --discount "
                         "or --rates",
                         fmt::join(without, ", ")));
    if (std::any_of(result.mix.begin(), result.mix.end(),
                    [](const CommitmentRow& row) { return !row.commitment.plan.verified; }))
        warn(result, "unverified-rate", "a rate of this mix is not confirmed by the provider: see docs/commitments.md");
}

void warn_of_chance(DeploymentCommitments& result) {
    if (result.mix.empty()) return;
    if (!result.saving_ci)
        warn(result, "chance-unknown", "one replication says nothing of chance: set experiment.replications to 5");
    else if (result.saving_ci->lo <= 0)
        warn(result, "within-chance", "the saving is within chance: more replications would tell");
}

void warn_of_horizon(DeploymentCommitments& result, Duration horizon) {
    if (result.offers.empty()) return;
    constexpr Duration kDay = std::chrono::hours(24);
    constexpr Duration kWeek = 7 * kDay;
    if (horizon < kDay)
        warn(result, "short-horizon",
             fmt::format("{:.3g} h of traffic do not show a night: too little to commit to anything for months",
                         seconds_of(horizon) / 3600));
    else if (horizon < kWeek)
        warn(result, "short-horizon",
             fmt::format("{:.3g} h of traffic do not show a week: its weekend may leave commitments unused",
                         seconds_of(horizon) / 3600));
}

std::vector<std::string> used_offers(const std::vector<UsageByHour>& replications) {
    std::vector<std::string> offers;
    if (replications.empty()) return offers;
    for (std::size_t i = 0; i < replications.front().offers.size(); ++i) {
        const bool used = std::any_of(replications.begin(), replications.end(), [i](const UsageByHour& usage) {
            return std::any_of(usage.hours.begin(), usage.hours.end(),
                               [i](const auto& hour) { return hour.used[i].count() > 0; });
        });
        if (used) offers.push_back(replications.front().offers[i].offer);
    }
    return offers;
}

}  // namespace

DeploymentCommitments commitments_for(const std::vector<UsageByHour>& replications, const CommitmentOptions& options) {
    DeploymentCommitments result;
    result.offers = used_offers(replications);
    if (result.offers.empty()) return result;
    const auto& offers = replications.front().offers;
    std::vector<pricing::CommitmentPlan> plans;
    for (const auto& product : options.products)
        for (auto& plan : pricing::plans_of(product, offers, options.term, options.upfront))
            plans.push_back(std::move(plan));
    result.rates_known = !plans.empty();
    const auto sustained = pricing::sustained_use_of(options.sustained_use, offers);
    const auto levels = levels_of(options.demand);

    std::vector<UsageByHour> futures;
    for (const auto& usage : replications)
        for (const double level : levels) futures.push_back(pricing::scaled(usage, level));
    const auto mix = pricing::best_mix(futures, plans, sustained);
    result.hours = hours_of_mix(futures, mix);
    const MixBills bills(replications, levels, mix, sustained);
    for (std::size_t i = 0; i < mix.size(); ++i) result.mix.push_back(row_of(mix[i], i, bills));
    result.cost = bills.cost((options.demand.low + options.demand.high) / 2);
    result.saving_ci =
        results::paired_difference_interval(bills.by_replication(on_demand_of), bills.by_replication(total_of));
    const auto sum = bills.sum();
    result.coverage = sum.coverage();
    result.utilisation = sum.utilisation();
    result.break_even = sum.break_even();
    result.effective_rate = sum.effective_rate();
    result.unused_per_month = bills.per_month([](const CommitmentBill& bill) { return bill.unused; });
    result.paid_back_in_month = paid_back(sum, options.term);
    if (!mix.empty()) result.least_demand = least_demand(replications, mix, sustained);
    if (options.demand.varies())
        result.at_low = MixBills(replications, {options.demand.low}, mix, sustained).cost(options.demand.low);
    warn_of_rates(result, replications.front(), plans);
    warn_of_chance(result);
    return result;
}

std::vector<pricing::CommitmentProduct> assume_discount(std::vector<pricing::CommitmentProduct> products,
                                                        const Quantity& percent, const Experiment& experiment) {
    std::set<std::string> providers, families;
    for (const auto& offers : experiment.offers)
        for (const auto& offer : offers.pools) {
            providers.insert(pricing::provider_of(offer.id));
            families.insert(pricing::family_of(offer.id));
        }
    pricing::Provenance assumed;
    assumed.source = "--discount";
    assumed.own = true;
    if (products.empty())
        for (const auto& provider : providers)
            products.push_back({kAssumed, "assumed commitment", provider, pricing::Scope::offer, assumed, {}});
    for (auto& product : products) {
        if (product.id == kAssumed) product.machines = {families.begin(), families.end()};
        product.rates.clear();
        for (const auto term : {pricing::Term::one_year, pricing::Term::three_years})
            product.rates.push_back({{{families.begin(), families.end()}, {}}, term, {}, percent, assumed});
    }
    return products;
}

CommitmentReport run_commitments(const Experiment& experiment, const std::vector<std::size_t>& deployments,
                                 const CommitmentOptions& options) {
    Space space;
    space.experiment = experiment;
    space.experiment.deployments.clear();
    space.experiment.offers.clear();
    space.experiment.in_detail = false;
    std::vector<std::pair<std::size_t, std::uint32_t>> replications;
    for (const auto deployment : deployments) {
        Candidate candidate;
        candidate.deployment = experiment.deployments[deployment].name;
        replications.emplace_back(space.candidates.size(), experiment.scenario.experiment.replications);
        space.candidates.push_back(std::move(candidate));
        space.experiment.deployments.push_back(experiment.deployments[deployment]);
        space.experiment.offers.push_back(experiment.offers[deployment]);
    }
    number_simulations(space);
    Trials trials(space, options.jobs, options.store);
    trials.bring(replications);

    CommitmentReport report{experiment.scenario.experiment.horizon, {}, trials.lost(), trials.remarks()};
    for (std::size_t i = 0; i < deployments.size(); ++i) {
        std::vector<UsageByHour> usages;
        for (const auto& run : trials.runs(i))
            usages.push_back(committable_usage(experiment, deployments[i], options.products, run));
        auto found = commitments_for(usages, options);
        found.name = experiment.deployments[deployments[i]].name;
        found.lost = trials.is_lost(i);
        warn_of_horizon(found, report.horizon);
        report.deployments.push_back(std::move(found));
    }
    return report;
}

}  // namespace plimsoll::sim
