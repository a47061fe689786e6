// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/commitment/commitment_bill.hpp"
#include "pricing/commitment/commitment_catalog.hpp"
#include "sim/compare/comparison.hpp"
#include "sim/plan/plan.hpp"
#include "sim/planner/hours_of_mix.hpp"
#include "sim/run/run.hpp"
#include "sim/run/run_store.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// Which commitments would be worth it on top of what was simulated on demand.
namespace plimsoll::sim {

/// So many times the machines in every hour, equally probable between both. Counts are scaled; nothing is simulated
/// again.
struct DemandRange {
    double low = 1;
    double high = 1;

    [[nodiscard]] bool varies() const { return low < high; }
};

struct CommitmentOptions {
    std::vector<pricing::CommitmentProduct> products;  ///< to choose from
    std::vector<pricing::SustainedUseProduct> sustained_use;
    pricing::Term term = pricing::Term::one_year;
    pricing::Upfront upfront = pricing::Upfront::none;
    DemandRange demand;
    unsigned jobs = 1;          ///< simulations at a time; the result is the same
    RunStore* store = nullptr;  ///< of finished simulations; may be null
};

/// What machines cost a month, on demand and with a mix: means over replications (and levels of demand).
struct CommitmentCost {
    double demand = 1;  ///< times what was simulated; of a range: its mean
    pricing::Money on_demand, total;

    [[nodiscard]] pricing::Money saving() const { return on_demand - total; }
};

/// What one commitment of the mix comes to.
struct CommitmentRow {
    pricing::Commitment commitment;
    std::optional<std::int64_t> machines;  ///< of a plan of one offer
    pricing::Money unused_per_month;
    std::optional<double> utilisation;
};

struct DeploymentCommitments {
    std::string name;
    bool lost = false;                ///< its simulations ended without a result
    std::vector<std::string> offers;  ///< whose machines on demand could be covered; empty: none
    bool rates_known = false;         ///< of some commitment for some of these machines
    std::vector<CommitmentRow> mix;   ///< empty: nothing is worth it
    std::vector<HourOfMix> hours;     ///< with the mix
    CommitmentCost cost;
    std::optional<results::Interval> saving_ci;  ///< by chance, paired by replication
    double coverage = 0;
    std::optional<double> utilisation, break_even, effective_rate;
    pricing::Money unused_per_month;
    /// The month of the term by which the machines on demand would have cost as much as the whole commitment: from then
    /// on nothing is lost where the need ends. Nothing where that is never.
    std::optional<int> paid_back_in_month;
    std::optional<double> least_demand;    ///< at which the mix still saves; nothing where it never does
    std::optional<CommitmentCost> at_low;  ///< where demand falls to the low end of the range
    std::vector<results::Warning> warnings;
};

struct CommitmentReport {
    Duration horizon{};
    std::vector<DeploymentCommitments> deployments;
    std::vector<LostRun> lost;
    std::vector<std::string> remarks;
};

/// Simulates these deployments of the experiment as often as it says and finds the best mix for each.
/// \throws InputError, IoError, ModelBug, Interrupted as run_experiment
[[nodiscard]] CommitmentReport run_commitments(const Experiment& experiment,
                                               const std::vector<std::size_t>& deployments,
                                               const CommitmentOptions& options);

/// What is found for the usage of a deployment, replication by replication. No warning is about the horizon here.
[[nodiscard]] DeploymentCommitments commitments_for(const std::vector<pricing::UsageByHour>& replications,
                                                    const CommitmentOptions& options);

/// Each product with this discount for machines of these offers, instead of what the catalog says. Without products,
/// one for each provider that covers single offers.
[[nodiscard]] std::vector<pricing::CommitmentProduct> assume_discount(std::vector<pricing::CommitmentProduct> products,
                                                                      const pricing::Quantity& percent,
                                                                      const Experiment& experiment);

/// The report for people, no wider than so many columns.
[[nodiscard]] std::string commitments_text(const CommitmentReport& report, const CommitmentOptions& options,
                                           std::size_t width);
/// The report for programs: `plimsoll.commitments/1` (docs/commitments.md).
[[nodiscard]] std::string commitments_json(const CommitmentReport& report, const CommitmentOptions& options,
                                           const Experiment& experiment);

}  // namespace plimsoll::sim
