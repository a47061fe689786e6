// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/projection_spec.hpp"
#include "sim/projection/calendar.hpp"
#include "sim/projection/cost_curve.hpp"
#include "sim/projection/demand.hpp"
#include "sim/projection/spot_record.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::sim {

/// What is drawn of one course of months beside the load; all 0: in the middle.
struct Chance {
    double steps = 0;
    double spot = 0;
    double mean = 0;                            ///< of the means over replications
    std::vector<double> months;                 ///< of each month; empty: 0
    std::vector<double> exchange;               ///< of each month, factors on the rate; empty: 1
    std::vector<std::vector<double>> recorded;  ///< by pool and month, factors on spot prices that were recorded
};

/// Which reasons of uncertainty are at work.
struct Reasons {
    bool demand = true;
    bool step_times = true;
    bool spot_prices = true;
    bool chance = true;
    bool exchange_rate = true;
};

/// Of a month: what arrives.
struct Volume {
    double requests = 0;
    double tokens = 0;
};

/// Items of a month, before price factors.
struct SimulatedItems {
    std::vector<double> usd;  ///< at the prices of the horizon
    std::vector<double>
        market;  ///< what it is at the mean of its recorded market, over that; 1 where none was recorded
};

/// The bills of one deployment, month by month: docs/projection.md has the equation. All but whole bills in USD.
class Bills {
public:
    /// The spec, the curve, the commitments and the records must outlive it.
    Bills(const scenarios::ProjectionSpec& spec, std::chrono::year_month start, double horizon_h,
          std::string deployment, const CostCurve& curve, const MonthCoverage& commitments, const SpotRecords& records);

    /// All items in a month with these loads, before support and tax.
    [[nodiscard]] SimulatedItems items(const MonthHours& hours, double load) const;
    /// On what each item costs at these factors on prices: a share of what is billed for machines has theirs, too.
    [[nodiscard]] std::vector<double> factors(const SimulatedItems& items, const std::vector<double>& prices) const;
    /// What runs, with these loads, hours and prices, before commitments.
    [[nodiscard]] double running(const MonthHours& hours, double load, const std::vector<double>& prices,
                                 double steps = 0) const;
    [[nodiscard]] double one_off(std::size_t month) const;
    /// So much of the currency is a dollar.
    [[nodiscard]] double exchange_rate(std::size_t month) const { return spec_.currency.rate(month_of(month)); }
    /// The whole bill of a month, in the currency.
    [[nodiscard]] double bill(std::size_t month, double load, const Chance& chance) const;
    [[nodiscard]] Volume volume(std::size_t month, double load) const;
    [[nodiscard]] std::chrono::year_month month_of(std::size_t month) const {
        return start_ + std::chrono::months(static_cast<int>(month));
    }
    [[nodiscard]] const MonthHours& hours(std::size_t month) const { return hours_[month]; }
    /// Factors of prices by item.
    [[nodiscard]] const std::vector<double>& prices(std::size_t month) const { return price_factors_[month]; }
    [[nodiscard]] const CostCurve& curve() const { return curve_; }
    [[nodiscard]] const MonthCoverage& commitments() const { return commitments_; }
    [[nodiscard]] const SpotRecords& records() const { return records_; }
    /// What they add to what runs in a month: their fees less what they cover, of so many times the machines.
    [[nodiscard]] double committed(std::size_t month, double load, double machines = 1) const;

private:
    /// Of a spot item whose pool has one; null otherwise.
    [[nodiscard]] const SpotRecord* record_of(std::size_t i) const;

    const scenarios::ProjectionSpec& spec_;
    std::chrono::year_month start_;
    double horizon_h_;
    std::string deployment_;
    const CostCurve& curve_;
    const MonthCoverage& commitments_;
    const SpotRecords& records_;
    std::vector<std::vector<double>> price_factors_;  ///< by month and item
    std::vector<MonthHours> hours_;
};

/// The bills of all months, by draw, in the currency.
using DrawnBills = std::vector<std::vector<double>>;

[[nodiscard]] DrawnBills drawn_bills(const Bills& bills, const ProjectedDemand& demand,
                                     const scenarios::ProjectionSpec& spec, std::uint64_t seed,
                                     std::string_view deployment, const Reasons& reasons = {});

/// Of the months from one to before another.
[[nodiscard]] double sum_of(const std::vector<double>& months, std::size_t from, std::size_t to);

}  // namespace plimsoll::sim
