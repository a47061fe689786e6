// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/projection_spec.hpp"
#include "sim/plan/plan.hpp"
#include "sim/projection/cost_curve.hpp"
#include "sim/projection/made_commitment.hpp"
#include "sim/projection/prediction.hpp"
#include "sim/projection/unit_economics.hpp"
#include "sim/run/candidacy.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the months ahead cost: each month's bill as a prediction, from what demand, step times, spot prices and chance
/// may be (docs/projection.md has the equations). Money in the currency of the spec.
namespace plimsoll::sim {

/// What a commitment comes to in a month, with everything in the middle.
struct CommitmentMonth {
    double upfront = 0;                ///< billed: once, in its first month
    double recurring = 0;              ///< billed hour by hour
    double amortised = 0;              ///< with what is paid upfront spread over its months: used or not
    double used = 0;                   ///< of what is amortised
    double unused = 0;                 ///< the rest
    double covered = 0;                ///< what it covers, at the price on demand
    std::vector<double> item_covered;  ///< the same by item
    std::vector<double> item_used;     ///< of what is used, by item

    [[nodiscard]] double billed() const { return upfront + recurring; }
};

struct ProjectedMonth {
    std::chrono::year_month month{};
    double load = 0;      ///< in the middle, on a weekday, as a multiple of the scenario's
    double requests = 0;  ///< in the middle
    Prediction bill;
    Prediction cumulative;  ///< of the first month up to this one
    double middle = 0;      ///< the bill with everything in the middle: what the items add up to
    double weekday_hours = 0;
    double weekend_hours = 0;
    double exchange_rate = 1;         ///< so much of the currency is a dollar, in the middle
    std::vector<double> item_cost;    ///< of `middle`, by item: what commitments do not cover
    std::vector<double> item_factor;  ///< of its price
    std::vector<double> item_market;  ///< of what it costs at the mean of a recorded market, over the horizon's
    std::vector<CommitmentMonth> commitments;  ///< of the deployment, in their order
    double on_demand = 0;                      ///< of the items: what commitments could cover and do not; 0 without any
    double one_off = 0;                        ///< of `middle`
    double support = 0;                        ///< the same
    double tax = 0;                            ///< the same
    double amortised = 0;                      ///< `middle` with what is paid upfront for commitments, and support and
                                               ///< tax of it, spread over their months
    std::optional<double> above_budget;        ///< probability that the bill exceeds the budget of a month
    bool met = true;                           ///< the objectives, at the next load above that was simulated

    /// All commitments together, without their items.
    [[nodiscard]] CommitmentMonth committed() const;
};

struct ProjectedYear {
    int year = 0;
    std::size_t months = 0;  ///< of it that are projected
    Prediction bill;
    std::optional<double> above_budget;
};

/// What moves the sum of all bills: its variance with one reason alone, as a share of those of all.
struct UncertaintyShares {
    double demand = 0;
    double step_times = 0;
    double spot_prices = 0;
    double chance = 0;
    double exchange_rate = 0;
};

/// Why the last month costs another amount than the first, in the middle: one after the other, so that they add up.
struct ChangeByDriver {
    double calendar = 0;  ///< days of the month
    double load = 0;
    double prices = 0;
    double one_off = 0;
    double commitments = 0;    ///< their fees less what they cover
    double exchange_rate = 0;  ///< of the currency to USD, in which prices are
};

struct ProjectedDeployment {
    std::string name;
    bool lost = false;  ///< a simulation ended without a result: nothing else is known
    Candidacy candidacy = Candidacy::competes;
    std::vector<BilledItem> items;
    std::vector<MadeCommitment> commitments;
    std::vector<ProjectedMonth> months;
    std::vector<ProjectedYear> years;
    Prediction total;
    double present_value = 0;  ///< of the mean bills, each at the beginning of its month
    UncertaintyShares shares;
    ChangeByDriver change;
    UnitEconomics unit;
    std::optional<std::chrono::year_month> misses_from;  ///< the first month in which an objective is missed
    std::optional<CostCurve> curve;
};

/// From a month on, this deployment is the cheapest of those that compete and meet their objectives then; empty: none
/// does.
struct CheapestFrom {
    std::chrono::year_month month{};
    std::optional<std::size_t> deployment;
};

struct Projection {
    scenarios::ProjectionSpec spec;
    std::string scenario;
    std::string text;  ///< the whole file as it was read
    double horizon_h = 0;
    std::uint32_t replications = 0;
    std::vector<results::PriceUsed> prices;
    std::vector<results::CatalogUsed> catalogs;  ///< of one's own
    std::uint64_t seed = 0;
    std::chrono::year_month start{};
    bool start_assumed = false;
    std::vector<double> loads;  ///< that were simulated
    std::vector<ProjectedDeployment> deployments;
    std::vector<CheapestFrom> cheapest;  ///< by mean; in the order of months
    std::vector<std::string> notes;
    std::vector<LostRun> lost;
    std::vector<std::string> remarks;
};

/// \param catalog of the kinds of commitments that the spec names
/// \throws InputError where the spec does not fit the experiment; as run_experiment
[[nodiscard]] Projection project(const Experiment& experiment, const scenarios::ProjectionSpec& spec, unsigned jobs,
                                 RunStore* store, const pricing::CommitmentCatalog& catalog = {});

/// For people, no wider than so many columns.
[[nodiscard]] std::string projection_text(const Projection& projection, std::size_t width);
/// `plimsoll.projection/1` (docs/projection.md).
[[nodiscard]] std::string projection_json(const Projection& projection);

}  // namespace plimsoll::sim
