// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/bill.hpp"
#include "pricing/money.hpp"
#include "scenarios/named_enum.hpp"
#include "sim/compare/statistics.hpp"
#include "sim/measured/run_result.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// What a deployment costs, and what for.
namespace plimsoll::results {

/// A line of the mean bill. Lines of the replications' bills are the same line when pool, offer, item, unit and unit
/// price agree; a replication without the line counts as 0.
struct CostLine {
    std::string item;
    std::string offer;
    std::optional<std::size_t> pool;  ///< absent: an extra of the deployment that is no share of what a pool costs
    std::string quantity;             ///< mean, a plain decimal, rounded to 6 fractional digits
    std::string unit;
    pricing::Money unit_price;
    pricing::Money amount;                          ///< mean, rounded once to 12 fractional digits
    std::optional<pricing::Money> list_price = {};  ///< of a unit, where a price factor makes it another
    pricing::BilledFor what_for = pricing::BilledFor::beside;
    std::optional<scenarios::Purchase> purchase = {};  ///< of machines rented by the hour: how they are bought
};

/// Whether lines are billed at one price, so that where one of them is billed wrongly, the other is: starts and work of
/// a function, and the hours at each price of a recorded spot market.
[[nodiscard]] inline bool share_price(const CostLine& a, const CostLine& b) {
    using pricing::BilledFor;
    const auto is_work_or_start = [](const CostLine& line) {
        return line.what_for == BilledFor::work || line.what_for == BilledFor::start;
    };
    if (a.offer != b.offer) return false;
    return a.item == b.item ||
           (is_work_or_start(a) && is_work_or_start(b) && a.unit == b.unit && a.unit_price == b.unit_price);
}

/// Whether an extra bills it: some are shares of what a pool costs, whose lines have the pool.
[[nodiscard]] inline bool is_of_extra(const CostLine& line) { return !line.pool || pricing::is_share(line.what_for); }

/// What a dollar that is billed for the machines of a line comes to with the fees that are a share of it: 1 where there
/// are none, and for what is no machine.
[[nodiscard]] double with_fees(const CostLine& line, const std::vector<CostLine>& lines);

/// What money goes to, whatever line of the bill it stands in.
enum class CostDriver {
    serving,            ///< machines and functions at work
    interrupted,        ///< the same, for work that is lost with a machine and done anew
    idle,               ///< machines that are ready and have nothing to do
    starting,           ///< machines that start or end
    unused_commitment,  ///< reserved, or bought, and not there to be used
    requests,
    tokens,
    beside  ///< what goes with it: storage, data sent, fees
};
inline constexpr scenarios::EnumName<CostDriver> kCostDriverNames[] = {
    {"serving", CostDriver::serving},
    {"interrupted", CostDriver::interrupted},
    {"idle", CostDriver::idle},
    {"starting", CostDriver::starting},
    {"unused-commitment", CostDriver::unused_commitment},
    {"requests", CostDriver::requests},
    {"tokens", CostDriver::tokens},
    {"beside", CostDriver::beside}};

struct DriverCost {
    CostDriver driver = CostDriver::serving;
    pricing::Money amount;  ///< of one horizon
};

/// What a tenant's part of the bill is; see chargeback.hpp.
struct TenantCost {
    std::string tenant;
    double requests = 0;       ///< answered, or begun and failed: the mean of the replications
    double tokens = 0;         ///< in and out, likewise; 0: the traffic has none
    pricing::Money amount;     ///< of one horizon
    pricing::Money per_month;  ///< the same of an average month
};

/// What a month costs more (or less, below 0) with every step as short, and as long, as it may be (95 %).
struct StepTimeEffect {
    double faster = 0;
    double slower = 0;
};

/// The part of a month's cost that is billed by one price which no primary source confirmed.
struct UnverifiedCost {
    std::string offer, item;
    double per_month = 0;
};

struct CostSummary {
    pricing::Money total;                                ///< of one horizon: the exact sum of the lines' amounts
    pricing::Money per_month;                            ///< total scaled to pricing::kMonth
    std::optional<pricing::Money> per_1k_requests;       ///< completed requests; absent when none completed
    std::optional<pricing::Money> per_1m_tokens;         ///< in and out; absent where the traffic has no tokens
    std::optional<pricing::Money> per_1m_output_tokens;  ///< all of the cost over them; likewise absent
    std::optional<Interval> total_ci, per_month_ci, per_1k_requests_ci;
    StepTimeEffect step_times_per_month;
    Margin interruptions_per_month;  ///< where few were seen: what fewer or more of them would change
    std::vector<UnverifiedCost> unverified;
    std::vector<CostLine> lines;
    std::vector<DriverCost> by_driver;  ///< what `lines` go to, which it adds up to; none twice, none of nothing
    double machine_hours = 0;           ///< of machines at work on what is answered; 0: none is told
    std::vector<TenantCost> by_tenant;  ///< where the traffic tells who asks: adds up to `lines`; the largest first
    std::vector<std::string> left_out;  ///< what providers charge for, too; see left_out.hpp
    std::optional<pricing::Money> list_per_month;  ///< without the price factors, where they change it
};

[[nodiscard]] CostSummary summarise_cost(std::span<const RunResult> runs, std::span<const pricing::Bill> bills,
                                         Duration horizon);

}  // namespace plimsoll::results

namespace plimsoll::scenarios {

template <>
constexpr std::span<const EnumName<results::CostDriver>> names_of() {
    return results::kCostDriverNames;
}

}  // namespace plimsoll::scenarios
