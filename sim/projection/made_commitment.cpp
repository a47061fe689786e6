// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/made_commitment.hpp"

#include "scenarios/input_error.hpp"
#include "scenarios/suggestion.hpp"
#include "sim/planner/commitments.hpp"
#include "sim/planner/committable.hpp"
#include "sim/projection/calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace plimsoll::sim {

using pricing::CommitmentPlan;
using pricing::CommitmentProduct;
using pricing::CommittableOffer;
using pricing::Money;
using scenarios::CommitmentSpec;
using std::chrono::year_month;

namespace {

double upfront_share(scenarios::Upfront upfront) {
    constexpr double kHalf = 0.5;
    switch (upfront) {
        case scenarios::Upfront::none:
            return 0;
        case scenarios::Upfront::partial:
            return kHalf;
        case scenarios::Upfront::all:
            break;
    }
    return 1;
}

/// Finds out what one commitment of the spec is, for any deployment of the experiment.
class CommitmentResolver {
public:
    CommitmentResolver(const scenarios::ProjectionSpec& spec, std::size_t place, const Experiment& experiment,
                       const pricing::CommitmentCatalog& catalog)
        : all_(spec), spec_(spec.commitments[place]), place_(place), experiment_(experiment), catalog_(catalog) {}

    /// The plan that it is, by these offers, at their prices in its first month.
    [[nodiscard]] CommitmentPlan plan(const std::vector<CommittableOffer>& offers) const {
        auto at_prices = offers;
        for (auto& offer : at_prices)
            offer.on_demand = offer.on_demand.times(
                pricing::quantity_from(price_factor(all_, spec_.at, offer.offer, scenarios::Purchase::on_demand)));
        std::vector<CommitmentPlan> plans;
        for (const auto& product : products())
            for (auto& plan : pricing::plans_of(product, at_prices, spec_.term, spec_.upfront))
                plans.push_back(std::move(plan));
        if (plans.empty())
            refuse("", "no rate of it is known for what the deployments use on demand",
                   R"(give the discount that you were offered: "discount": 0.37)");
        std::vector<std::string> covered;
        for (const auto& plan : plans) covered.push_back(plan.covers);
        if (spec_.covers.empty() && plans.size() > 1)
            refuse("", "it could cover several", "name one as \"covers\": " + scenarios::one_of(covered));
        if (spec_.covers.empty()) return plans.front();
        const auto found = std::find(covered.begin(), covered.end(), spec_.covers);
        if (found == covered.end())
            refuse("/covers", fmt::format("covers no \"{}\" that the deployments rent", spec_.covers),
                   "it could cover " + scenarios::one_of(covered));
        return plans[static_cast<std::size_t>(found - covered.begin())];
    }
    /// USD an hour.
    [[nodiscard]] Money amount(const CommitmentPlan& plan) const {
        if (spec_.per_hour) return Money::parse("1").times(pricing::quantity_from(*spec_.per_hour));
        if (plan.scope != pricing::Scope::offer)
            refuse("/machines", "machines are counted of a kind that covers one offer",
                   R"(say how much it is an hour: "per_hour": 1.5)");
        return plan.machine_rate().times(pricing::Quantity(*spec_.machines));
    }

private:
    /// Those of its kind, at its discount where it names one.
    [[nodiscard]] std::vector<CommitmentProduct> products() const {
        std::vector<CommitmentProduct> chosen;
        if (!spec_.kind.empty()) {
            const auto found = std::find_if(catalog_.products.begin(), catalog_.products.end(),
                                            [&](const auto& product) { return product.id == spec_.kind; });
            if (found == catalog_.products.end())
                refuse("/kind", fmt::format("there is no kind \"{}\"", spec_.kind),
                       "there are " + scenarios::one_of(catalog_.ids()));
            chosen.push_back(*found);
        }
        if (!spec_.discount) return chosen;
        constexpr int kPercent = 100;
        return assume_discount(std::move(chosen), pricing::quantity_from(*spec_.discount) * kPercent, experiment_);
    }
    [[noreturn]] void refuse(const char* key, const std::string& what, const std::string& hint) const {
        const auto pointer = fmt::format("/projection/commitments/{}{}", place_, key);
        const auto* line = experiment_.scenario.set_in_file.find(pointer);
        throw InputError(Problem{experiment_.scenario.path, line == nullptr ? 0 : line->line(), pointer, what, hint});
    }

    const scenarios::ProjectionSpec& all_;
    const CommitmentSpec& spec_;
    std::size_t place_;
    const Experiment& experiment_;
    const pricing::CommitmentCatalog& catalog_;
};

/// Of every deployment, each once.
std::vector<CommittableOffer> all_committable_offers(const Experiment& experiment,
                                                     const pricing::CommitmentCatalog& catalog) {
    std::vector<CommittableOffer> all;
    for (std::size_t i = 0; i < experiment.deployments.size(); ++i)
        for (const auto& offer : committable_offers(experiment, i, catalog.products))
            if (std::find(all.begin(), all.end(), offer) == all.end()) all.push_back(offer);
    return all;
}

}  // namespace

double MadeCommitment::amortised(year_month month) const {
    return holds(month) ? commitment.per_hour.approximate() * hours_of(month).all() : 0;
}

double MadeCommitment::upfront_usd(year_month month) const {
    if (month != from) return 0;
    double sum = 0;
    for (auto each = from; each < until; each += std::chrono::months(1)) sum += amortised(each);
    return upfront_share(upfront) * sum;
}

double MadeCommitment::recurring_usd(year_month month) const { return (1 - upfront_share(upfront)) * amortised(month); }

std::vector<MadeCommitment> made_commitments(const scenarios::ProjectionSpec& spec, const Experiment& experiment,
                                             std::size_t deployment, const pricing::CommitmentCatalog& catalog) {
    std::vector<MadeCommitment> made;
    if (spec.commitments.empty()) return made;
    const auto all = all_committable_offers(experiment, catalog);
    const auto own = committable_offers(experiment, deployment, catalog.products);
    for (std::size_t i = 0; i < spec.commitments.size(); ++i) {
        const auto& each = spec.commitments[i];
        const CommitmentResolver resolver(spec, i, experiment, catalog);
        auto plan = resolver.plan(all);
        const auto amount = resolver.amount(plan);
        if (!each.deployment.empty() && each.deployment != experiment.deployments[deployment].name) continue;
        std::vector<std::optional<Money>> rates;
        for (const auto& offer : own)
            rates.push_back(
                plan.rates[static_cast<std::size_t>(std::find(all.begin(), all.end(), offer) - all.begin())]);
        plan.rates = std::move(rates);
        plan.machine.reset();  // which the deployment may not have
        const int months = each.months > 0 ? static_cast<int>(each.months) : scenarios::months_of(each.term);
        auto name = each.name.empty() ? plan.title : each.name;
        made.push_back({std::move(name),
                        {std::move(plan), amount},
                        each.machines,
                        each.term,
                        each.upfront,
                        each.at,
                        each.at + std::chrono::months(months)});
    }
    return made;
}

double price_factor(const scenarios::ProjectionSpec& spec, year_month month, const std::string& offer,
                    std::optional<scenarios::Purchase> purchase) {
    double factor = 1;
    for (const auto& change : spec.prices) {
        const bool is_meant = change.offer.empty() || change.offer == offer;
        if (month >= change.at && is_meant && (!change.purchase || change.purchase == purchase))
            factor *= change.factor;
    }
    return factor;
}

}  // namespace plimsoll::sim
