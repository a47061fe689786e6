// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/commitment/commitment_bill.hpp"

#include <algorithm>

namespace plimsoll::pricing {
namespace {

using boost::multiprecision::cpp_int;

/// Exact hours of machine time.
Quantity machine_hours(MachineTime nanoseconds) {
    constexpr std::int64_t kPerSecond = 1'000'000'000;
    constexpr std::int64_t kSeconds = 3600;
    const cpp_int whole = static_cast<std::int64_t>(nanoseconds / kPerSecond);
    const cpp_int rest = static_cast<std::int64_t>(nanoseconds % kPerSecond);
    return {whole * kPerSecond + rest, cpp_int(kPerSecond) * kSeconds};
}

Money cost_of(const std::vector<TierTimes>& uncovered, const Coverage& coverage) {
    Money sum;
    for (std::size_t i = 0; i < uncovered.size(); ++i)
        for (std::size_t tier = 0; tier < uncovered[i].size(); ++tier)
            sum += coverage.sustained()[i][tier].per_hour.times(machine_hours(uncovered[i][tier]));
    return sum;
}

Quantity usd(const Money& money) {
    constexpr std::int64_t kTrillion = 1'000'000'000'000;
    return {cpp_int(money.trillionths()), cpp_int(kTrillion)};
}

}  // namespace

CommitmentBill commitment_bill(const UsageByHour& usage, std::span<const Commitment> commitments,
                               std::span<const SustainedUse> sustained) {
    std::vector<CommitmentPlan> plans;
    std::vector<std::int64_t> per_hour;
    for (const auto& commitment : commitments) {
        plans.push_back(commitment.plan);
        per_hour.push_back(commitment.per_hour.trillionths());
    }
    const Coverage coverage(usage.offers, plans, sustained);
    const auto time = coverage.of(usage, per_hour);
    const auto nothing = coverage.of(usage, std::vector<std::int64_t>(plans.size()));

    CommitmentBill bill;
    bill.on_demand = cost_of(nothing.uncovered, coverage);
    bill.uncovered = cost_of(time.uncovered, coverage);
    for (std::size_t i = 0; i < usage.offers.size(); ++i) {
        MachineTime all = 0;
        for (const auto part : nothing.uncovered[i]) all += part;
        if (!usage.offers[i].function) bill.machine_hours += machine_hours(all);
        bill.value.list += usd(usage.offers[i].on_demand) * machine_hours(all);
    }
    const auto is_function = [](const auto& offer) { return offer.function; };
    if (std::any_of(usage.offers.begin(), usage.offers.end(), is_function)) bill.machine_hours = 0;
    const Quantity hours = machine_hours(usage.span().count());
    for (std::size_t c = 0; c < plans.size(); ++c) {
        CommitmentUse use{commitments[c].per_hour.times(hours), {}};
        use.unused = use.committed;
        for (std::size_t i = 0; i < usage.offers.size(); ++i) {
            if (!plans[c].rates[i]) continue;
            const auto covered = machine_hours(time.covered[c][i]);
            use.unused -= plans[c].rates[i]->times(covered);
            bill.avoided += usage.offers[i].on_demand.times(covered);
            bill.value.covered += usd(usage.offers[i].on_demand) * covered;
            bill.value.at_rates += usd(*plans[c].rates[i]) * covered;
        }
        bill.value.committed += usd(commitments[c].per_hour) * hours;
        bill.committed += use.committed;
        bill.unused += use.unused;
        bill.commitments.push_back(use);
    }
    return bill;
}

UsageValue& UsageValue::operator+=(const UsageValue& other) {
    list += other.list;
    covered += other.covered;
    at_rates += other.at_rates;
    committed += other.committed;
    return *this;
}

double CommitmentBill::coverage() const {
    return value.list == 0 ? 0 : static_cast<double>(Quantity(value.covered / value.list));
}

std::optional<double> CommitmentBill::utilisation() const {
    if (value.committed == 0) return std::nullopt;
    return static_cast<double>(Quantity(value.at_rates / value.committed));
}

std::optional<double> CommitmentBill::break_even() const {
    if (value.covered == 0) return std::nullopt;
    return static_cast<double>(Quantity(value.at_rates / value.covered));
}

std::optional<double> CommitmentBill::effective_rate() const {
    if (machine_hours == 0) return std::nullopt;
    return static_cast<double>(usd(total()) / machine_hours);
}

}  // namespace plimsoll::pricing
