// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/cost_summary.hpp"

#include "sim/compare/mean_bill.hpp"

#include <algorithm>

namespace plimsoll::results {

namespace {

using pricing::Money;
using pricing::Quantity;

/// Total cost of all runs per `per` things of which all runs together had `count`.
std::optional<Money> cost_per(const Money& total, std::uint64_t per, std::uint64_t count) {
    if (count == 0) return std::nullopt;
    return total.times(Quantity(per) / Quantity(count));
}

}  // namespace

double with_fees(const CostLine& line, const std::vector<CostLine>& lines) {
    double share = 1;
    if (!line.purchase) return share;
    for (const auto& other : lines)
        if (other.pool == line.pool && other.what_for == pricing::BilledFor::billed_share)
            share += other.unit_price.approximate();
    return share;
}

CostSummary summarise_cost(std::span<const RunResult> runs, std::span<const pricing::Bill> bills, Duration horizon) {
    CostSummary cost;
    if (runs.empty()) return cost;
    cost.lines = mean_lines(bills);
    for (const auto& line : cost.lines) cost.total += line.amount;
    cost.per_month = pricing::per_month(cost.total, horizon);

    constexpr std::uint64_t kThousand = 1'000;
    constexpr std::uint64_t kMillion = 1'000'000;
    Money sum;
    std::uint64_t completed = 0;
    std::uint64_t tokens = 0;
    std::uint64_t output_tokens = 0;
    std::vector<double> totals, months, per_1k;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto& run = runs[i];
        const Money& total = bills[i].total;
        sum += total;
        completed += run.requests.completed;
        tokens += run.tokens;
        output_tokens += run.output_tokens;
        totals.push_back(total.approximate());
        months.push_back(pricing::per_month(total, horizon).approximate());
        if (const auto figure = cost_per(total, kThousand, run.requests.completed))
            per_1k.push_back(figure->approximate());
    }
    if (std::any_of(bills.begin(), bills.end(), [](const auto& bill) { return bill.list_total.has_value(); })) {
        Money list;
        for (const auto& bill : bills) list += bill.list_total.value_or(bill.total);
        cost.list_per_month = pricing::per_month(list.times(Quantity(1) / Quantity(bills.size())), horizon);
    }
    cost.per_1k_requests = cost_per(sum, kThousand, completed);
    cost.per_1m_tokens = cost_per(sum, kMillion, tokens);
    cost.per_1m_output_tokens = cost_per(sum, kMillion, output_tokens);
    cost.total_ci = mean_interval(totals);
    cost.per_month_ci = mean_interval(months);
    if (cost.per_1k_requests)
        cost.per_1k_requests_ci = sectioning_interval(cost.per_1k_requests->approximate(), per_1k);
    return cost;
}

}  // namespace plimsoll::results
