// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/commitment/best_mix.hpp"
#include "commitment_cases.hpp"
#include "print.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <utility>

namespace plimsoll::pricing {
namespace {

using commitment_test::plan;
using commitment_test::quarters;

/// Of all usages together, in the exact units of Coverage::cost.
MachineTime cost_of(const std::vector<UsageByHour>& usages, const std::vector<CommitmentPlan>& plans,
                    const std::vector<std::int64_t>& per_hour) {
    const Coverage coverage(usages.front().offers, plans, {});
    MachineTime sum = 0;
    for (const auto& usage : usages) sum += coverage.cost(usage, per_hour);
    return sum;
}

MachineTime best_cost(const std::vector<UsageByHour>& usages, const std::vector<CommitmentPlan>& plans) {
    std::vector<std::int64_t> per_hour(plans.size());
    for (const auto& commitment : best_mix(usages, plans))
        for (std::size_t p = 0; p < plans.size(); ++p)
            if (plans[p].covers == commitment.plan.covers) per_hour[p] = commitment.per_hour.trillionths();
    return cost_of(usages, plans, per_hour);
}

/// Amounts at which cost bends, and every 25 cents up to 10 USD an hour: none of these may cost less.
std::vector<std::int64_t> amounts_of(const Coverage& coverage, const std::vector<UsageByHour>& usages,
                                     const std::vector<std::int64_t>& per_hour, std::size_t plan) {
    std::vector<std::int64_t> amounts;
    for (const auto& usage : usages) {
        const auto bends = coverage.useful_amounts(usage, per_hour, plan);
        amounts.insert(amounts.end(), bends.begin(), bends.end());
    }
    for (int i = 0; i <= 40; ++i) amounts.push_back(std::int64_t{250'000'000'000} * i);
    return amounts;
}

/// Of every combination of up to so many machines of the first plans, which are each of one offer, and any amount of
/// the last one: cost bends where that reaches to the end of some usage.
MachineTime least_of_all(const std::vector<UsageByHour>& usages, const std::vector<CommitmentPlan>& plans,
                         const std::vector<int>& most) {
    const Coverage coverage(usages.front().offers, plans, {});
    std::optional<MachineTime> least;
    std::vector<std::int64_t> per_hour(plans.size());
    for (int one = 0; one <= most[0]; ++one) {
        for (int two = 0; two <= most[1]; ++two) {
            per_hour[0] = plans[0].rates[0]->trillionths() * one;
            per_hour[1] = plans[1].rates[1]->trillionths() * two;
            for (const auto amount : amounts_of(coverage, usages, per_hour, 2)) {
                per_hour[2] = amount;
                const auto cost = cost_of(usages, plans, per_hour);
                if (!least || cost < *least) least = cost;
            }
        }
    }
    return *least;
}

// Arrow, Harris and Marschak (1951): of identical machines, the k-th is worth a commitment where the share of the hours
// in which at least k run exceeds the price ratio committed / on-demand.
TEST(BestMix, OfOneLayerIsTheNewsvendorsQuantile) {
    std::mt19937 random(1);
    constexpr int kMost = 9;
    for (int ratio = 5; ratio < 100; ratio += 10) {
        std::vector<std::int64_t> quarters_used;
        std::vector<int> running(24);
        for (auto& machines : running) {
            machines = std::uniform_int_distribution<int>(0, kMost)(random);
            quarters_used.push_back(4 * machines);
        }
        int wanted = 0;
        for (int k = 1; k <= kMost; ++k) {
            const auto hours = std::count_if(running.begin(), running.end(), [k](int r) { return r >= k; });
            if (hours * 100 > ratio * 24) wanted = k;
        }
        const auto rate = Money::parse("1.00").times(Quantity(ratio, 100));
        auto reserved = plan(Scope::offer, {rate.text()});
        const auto mix = best_mix(std::vector{quarters("one", "1.00", quarters_used)}, std::vector{reserved});
        const auto committed = mix.empty() ? Money{} : mix.front().per_hour;
        EXPECT_EQ(committed, rate.times(wanted)) << ratio << " %";
    }
}

TEST(BestMix, CommitsToNothingWhereNothingSaves) {
    const std::vector plans{plan(Scope::offer, {"0.60"})};
    EXPECT_TRUE(best_mix(std::vector{quarters("one", "1.00", {4, 0, 4, 0})}, plans).empty());
    EXPECT_TRUE(best_mix(std::vector{quarters("one", "1.00", {0, 0})}, plans).empty());
    EXPECT_TRUE(best_mix(std::vector{quarters("one", "1.00", {4, 4})}, std::vector<CommitmentPlan>{}).empty());
}

// Each machine runs three of four hours, one always: three reservations at 0.45 for two machines are no better than
// two, though a plan over both saves most as a first step.
TEST(BestMix, TakesAStepBackWhereOthersSaveMore) {
    UsageByHour usage{{{"one", Money::parse("1.00")}, {"two", Money::parse("1.00")}}, {}};
    const auto hour = commitment_test::kHour;
    const auto none = Duration{};
    usage.hours = {{hour, {hour, none}, 1}, {hour, {hour, hour}, 1}, {hour, {hour, hour}, 1}, {hour, {none, hour}, 1}};
    const std::vector plans{plan(Scope::offer, {"0.45", ""}), plan(Scope::offer, {"", "0.45"}),
                            plan(Scope::provider, {"0.60", "0.60"})};
    const auto mix = best_mix(std::vector{usage}, plans);
    ASSERT_EQ(mix.size(), 2U);
    EXPECT_EQ(commitment_bill(usage, mix).total(), Money::parse("3.60"));
}

/// Drawn usage of two offers, in one or two replications.
class DrawnUsage {
public:
    explicit DrawnUsage(std::mt19937& random) : random_(random), one_(draw(50, 150)), two_(draw(50, 300)) {
        usages.resize(static_cast<std::size_t>(draw(1, 2)));
        for (auto& usage : usages) {
            usage.offers = {{"one", cents(one_)}, {"two", cents(two_)}};
            for (int hour = 0; hour < 6; ++hour)
                usage.hours.push_back(
                    {commitment_test::kHour,
                     {commitment_test::kHour / 4 * draw(0, 4 * kMostOfOne), commitment_test::kHour / 4 * draw(0, 4)},
                     1});
        }
    }
    [[nodiscard]] int draw(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }
    [[nodiscard]] std::string rate_of_one(int percent) const {
        return cents(one_).times(Quantity(percent, 100)).text();
    }
    [[nodiscard]] std::string rate_of_two(int percent) const {
        return cents(two_).times(Quantity(percent, 100)).text();
    }

    static constexpr int kMostOfOne = 2;
    std::vector<UsageByHour> usages;

private:
    static Money cents(int value) { return Money::of_trillionths(std::int64_t{10'000'000'000} * value); }

    std::mt19937& random_;
    int one_, two_;
};

std::vector<CommitmentPlan> numbered(std::vector<CommitmentPlan> plans) {
    for (std::size_t p = 0; p < plans.size(); ++p) plans[p].covers = std::to_string(p);
    return plans;
}

constexpr int kDrawnUsages = 200;

/// Amounts are whole in 1e-12 USD, covered time in nanoseconds: a mix may cost so much more than one that is the same
/// but for that.
constexpr double kRounding = 1e-10;

/// By how much of it the first costs more.
double excess(MachineTime cost, MachineTime other) {
    return static_cast<double>(cost - other) / static_cast<double>(other);
}

TEST(BestMix, IsThatOfAllCombinationsInSmallCases) {
    std::mt19937 random(20260720);
    const std::vector most{DrawnUsage::kMostOfOne, 1};
    for (int i = 0; i < kDrawnUsages; ++i) {
        DrawnUsage drawn(random);
        const int narrow = drawn.draw(30, 70);
        const int wide = narrow + drawn.draw(0, 20);
        const auto plans = numbered(
            {plan(Scope::offer, {drawn.rate_of_one(narrow), ""}), plan(Scope::offer, {"", drawn.rate_of_two(narrow)}),
             plan(Scope::provider, {drawn.rate_of_one(wide), drawn.rate_of_two(wide + drawn.draw(-10, 10))})});
        EXPECT_LE(excess(best_cost(drawn.usages, plans), least_of_all(drawn.usages, plans, most)), kRounding)
            << "case " << i;
    }
}

// Two plans that are bought by any amount: no pair of amounts costs less but for a tenth of a cent an hour, which
// avoids less than four of them at rates of 30 % and more.
TEST(BestMix, OfAFamilyAndAProviderIsBeatenByNoPairOfAmounts) {
    std::mt19937 random(20260721);
    for (int i = 0; i < kDrawnUsages; ++i) {
        DrawnUsage drawn(random);
        const int narrow = drawn.draw(30, 70);
        const int wide = narrow + drawn.draw(1, 20);
        const auto plans =
            numbered({plan(Scope::family, {drawn.rate_of_one(narrow), ""}),
                      plan(Scope::provider, {drawn.rate_of_one(wide), drawn.rate_of_two(wide + drawn.draw(-10, 10))})});
        const Coverage coverage(drawn.usages.front().offers, plans, {});
        std::vector<std::int64_t> per_hour(plans.size());
        const auto found = best_cost(drawn.usages, plans);
        const double tolerance =
            4e9 * static_cast<double>(drawn.usages.size()) * static_cast<double>(drawn.usages.front().span().count());
        for (const auto family : amounts_of(coverage, drawn.usages, per_hour, 0)) {
            per_hour[0] = family;
            for (const auto provider : amounts_of(coverage, drawn.usages, per_hour, 1)) {
                per_hour[1] = provider;
                const auto cost = cost_of(drawn.usages, plans, per_hour);
                ASSERT_LE(static_cast<double>(found - cost), tolerance)
                    << "case " << i << ": " << family << ", " << provider;
            }
            per_hour[1] = 0;
        }
    }
}

}  // namespace
}  // namespace plimsoll::pricing
