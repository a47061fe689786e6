// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/plan/plan.hpp"
#include "sim/projection/month_coverage.hpp"
#include "sim/run/run.hpp"
#include "sim/run/run_store.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll::sim {

/// A line of the bill, by whatever load: what it is and who bills it.
struct BilledItem {
    std::string item;                                                     ///< "on-demand g4dn.xlarge", "requests"
    std::string offer;                                                    ///< its id
    std::optional<std::size_t> pool;                                      ///< absent: an extra of the deployment
                                                                          ///< that is no share of what a pool costs
    std::optional<scenarios::Purchase> purchase{};                        ///< of machines rented by the hour
    std::string unit{};                                                   ///< "hour"
    std::string unit_price{};                                             ///< USD, a plain decimal
    scenarios::ExtraCategory category = scenarios::ExtraCategory::other;  ///< of an extra
    pricing::BilledFor what_for = pricing::BilledFor::beside;
    /// Of what the machines of its pool cost.
    [[nodiscard]] bool is_share() const { return pricing::is_share(what_for); }
    [[nodiscard]] bool is_spot() const { return purchase == scenarios::Purchase::spot; }
    auto operator<=>(const BilledItem&) const = default;
};

/// An hour at one load, the mean of the replications.
struct HourAtLoad {
    double load = 0;
    std::vector<double> usd;         ///< by item
    double faster = 1;               ///< of the whole, where steps are as short as they may be (95 %)
    double slower = 1;               ///< and as long
    double relative_sd = 0;          ///< of the whole, from replication to replication
    bool met = true;                 ///< every objective, or the deadline
    std::optional<double> p99_s;     /// of the latency
    double requests = 0;             ///< that arrive
    double tokens = 0;               ///< in and out, of those that are answered
    std::vector<double> quantity{};  ///< by item, in its unit
};

/// What an hour of a deployment costs at each load, simulated at some of them and linear between these; beyond the
/// outermost along the last segment, never below 0. Money in USD.
class CostCurve {
public:
    /// \pre points in the order of rising loads, at least one
    CostCurve(std::vector<BilledItem> items, std::vector<HourAtLoad> points, std::uint32_t replications);

    [[nodiscard]] const std::vector<BilledItem>& items() const { return items_; }
    [[nodiscard]] const std::vector<HourAtLoad>& points() const { return points_; }
    /// Of one item, at a load.
    [[nodiscard]] double usd(std::size_t item, double load) const;
    [[nodiscard]] double quantity(std::size_t item, double load) const;
    /// By how much of itself the whole changes where steps are `z` standard deviations longer than the profile says (of
    /// a datasheet, where its factor is 1.96 of them).
    [[nodiscard]] double step_factor(double load, double z) const;
    /// Of an hour of simulated time, from all loads; 0 where there was one replication.
    [[nodiscard]] double relative_sd() const { return relative_sd_; }
    [[nodiscard]] std::uint32_t replications() const { return replications_; }
    /// The simulated point at this load or the next above it; the last one beyond.
    [[nodiscard]] const HourAtLoad& at_least(double load) const;
    [[nodiscard]] double requests(double load) const;
    [[nodiscard]] double tokens(double load) const;

private:
    template <class Value>
    [[nodiscard]] double between(double load, Value value) const;

    std::vector<BilledItem> items_;
    std::vector<HourAtLoad> points_;
    std::vector<double> loads_;  ///< of the points
    std::uint32_t replications_;
    double relative_sd_ = 0;
};

/// What the simulations of the curves say beside them.
struct CurveRuns {
    std::vector<std::optional<CostCurve>> curves;  ///< by deployment; nothing where a simulation was lost
    std::vector<UsageAtLoads> usage;               ///< by deployment: what commitments could cover, where wanted
    std::vector<LostRun> lost;
    std::vector<std::string> remarks;
};

/// Simulates every deployment at every load, and where step times are doubted with them shorter and longer.
/// \param products kinds of commitments that could cover something; null: no usage is wanted
/// \throws InputError, IoError, ModelBug, Interrupted as run_experiment
[[nodiscard]] CurveRuns simulate_curves(const Experiment& experiment, const std::vector<double>& loads,
                                        const std::vector<pricing::CommitmentProduct>* products, unsigned jobs,
                                        RunStore* store);

}  // namespace plimsoll::sim
