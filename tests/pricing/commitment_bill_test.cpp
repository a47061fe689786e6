// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "commitment_cases.hpp"
#include "print.hpp"

#include <gtest/gtest.h>

#include <random>

namespace plimsoll::pricing {
namespace {

using commitment_test::kHour;
using commitment_test::plan;
using commitment_test::quarters;

Money usd(const char* amount) { return Money::parse(amount); }

Offer machine(const std::string& id, const char* on_demand) {
    Offer offer;
    offer.id = id;
    InstanceMeter meter;
    meter.on_demand_per_hour = usd(on_demand);
    meter.spot_per_hour = usd("0.01");
    meter.reserved_per_hour = usd("0.02");
    offer.meters.emplace_back(meter);
    return offer;
}

PoolUsage pool(Duration span, std::vector<InstanceUse> instances) {
    PoolUsage usage;
    usage.span = span;
    usage.instances = std::move(instances);
    return usage;
}

TEST(UsageByHour, SpreadsBilledLivesOverTheClockHoursAndLeavesOutSpotAndReserved) {
    using std::chrono::minutes;
    using std::chrono::seconds;
    const std::vector<Offer> offers{machine("aws/us-east-1/g5.xlarge", "1.00"),
                                    machine("aws/us-east-1/g5.xlarge", "1.00")};
    const std::vector<PoolUsage> pools{
        pool(minutes(150), {{minutes(30), minutes(90)},
                            {minutes(10), minutes(10) + seconds(5)},  // billed as a minute
                            {minutes(0), minutes(150), scenarios::Purchase::spot},
                            {minutes(0), minutes(150), scenarios::Purchase::reserved}}),
        pool(minutes(150), {{minutes(140), minutes(170)}})};  // 20 minutes beyond the end
    const auto usage = usage_by_hour(offers, pools);
    ASSERT_EQ(usage.offers.size(), 1U) << "both pools run the same machines";
    ASSERT_EQ(usage.hours.size(), 3U);
    EXPECT_EQ(usage.hours[0].used[0], minutes(30 + 1 + 20));
    EXPECT_EQ(usage.hours[1].used[0], minutes(30));
    EXPECT_EQ(usage.hours[2].used[0], minutes(10));
    EXPECT_EQ(usage.hours[2].length, minutes(30));
    EXPECT_EQ(usage.span(), minutes(150));
}

// x2iedn.32xlarge in us-east-1: 26.676 USD an hour on demand, 38.5 % less as a Reserved Instance for a year without
// upfront: 16.40574 USD. One of them, used in 18 of 24 hours, covers 18 and loses 6.
TEST(CommitmentBill, OfAReservedInstanceUsedInSomeHours) {
    std::vector<std::int64_t> used(24, 0);
    for (std::size_t hour = 6; hour < 24; ++hour) used[hour] = 4;
    const auto usage = quarters("aws/us-east-1/x2iedn.32xlarge", "26.676", used);
    const auto bill =
        commitment_bill(usage, std::vector{Commitment{plan(Scope::offer, {"16.40574"}), usd("16.40574")}});
    EXPECT_EQ(bill.on_demand, usd("480.168"));    // 18 x 26.676
    EXPECT_EQ(bill.committed, usd("393.73776"));  // 24 x 16.40574
    EXPECT_EQ(bill.unused, usd("98.43444"));      // 6 x 16.40574
    EXPECT_EQ(bill.uncovered, usd("0"));
    EXPECT_EQ(bill.total(), usd("393.73776"));
    EXPECT_EQ(bill.avoided, usd("480.168"));
    EXPECT_DOUBLE_EQ(bill.coverage(), 1);
    EXPECT_DOUBLE_EQ(bill.utilisation().value(), 0.75);
    EXPECT_DOUBLE_EQ(bill.break_even().value(), 0.615);
    EXPECT_DOUBLE_EQ(bill.effective_rate().value(), 393.73776 / 18);
}

// AWS, Cost Optimization Reservation Models, "Usage billing": one reservation and four machines of a quarter of an hour
// each in the same hour are one hour reserved; four machines for the hour are one reserved and three on demand.
TEST(CommitmentBill, PoolsMachinesOfTheSameClockHour) {
    const std::vector one{Commitment{plan(Scope::offer, {"0.60"}), usd("0.60")}};
    EXPECT_EQ(commitment_bill(quarters("m4.xlarge", "1.00", {4}), one).total(), usd("0.60"));
    EXPECT_EQ(commitment_bill(quarters("m4.xlarge", "1.00", {16}), one).total(), usd("3.60"));

    using std::chrono::minutes;
    std::vector<InstanceUse> jobs;  // two of half an hour at once, every hour
    for (int hour = 0; hour < 24; ++hour)
        for (int job = 0; job < 2; ++job) jobs.push_back({kHour * hour, kHour * hour + minutes(30)});
    const std::vector<Offer> offers{machine("a/b/c.d", "1.00")};
    const std::vector<PoolUsage> pools{pool(24 * kHour, jobs)};
    const auto bill = commitment_bill(usage_by_hour(offers, pools), one);
    EXPECT_EQ(bill.total(), usd("14.40"));
    EXPECT_DOUBLE_EQ(bill.utilisation().value(), 1);
    EXPECT_DOUBLE_EQ(bill.coverage(), 1);
}

// Microsoft, "How a reservation discount is applied to virtual machines": one reservation, two machines for 0.75 + 0.5,
// 1 + 1, 1 + 1 and 0.5 + 1 hours; 0.25, 1, 1 and 0.5 hours are paid as they go.
TEST(CommitmentBill, IsThatOfTheAzureExample) {
    const auto usage = quarters("azure/eastus/D4s_v5", "1.00", {5, 8, 8, 6});
    const auto bill = commitment_bill(usage, std::vector{Commitment{plan(Scope::offer, {"0.50"}), usd("0.50")}});
    EXPECT_EQ(bill.uncovered, usd("2.75"));
    EXPECT_EQ(bill.committed, usd("2.00"));
    EXPECT_EQ(bill.unused, usd("0"));
}

/// The hour of the example in "Understanding How Savings Plans are Applied to Your Usage" (AWS Savings Plans User
/// Guide): c5.9xlarge, c5.24xlarge, ten Fargate vCPUs and five GB.
class SavingsPlans : public testing::Test {
protected:
    const UsageByHour usage_{
        {{"c5.9xlarge", usd("4.00")}, {"c5.24xlarge", usd("10.00")}, {"vCPU", usd("1.50")}, {"GB", usd("2.00")}},
        {{kHour, {kHour, kHour, 10 * kHour, 5 * kHour}, 1}}};
    const CommitmentPlan compute_ = plan(Scope::provider, {"2.00", "8.00", "1.00", "1.00"});
    const CommitmentPlan instance_ = plan(Scope::family, {"1.00", "6.00", "", ""});

    [[nodiscard]] CommitmentBill bill(const std::vector<Commitment>& commitments) const {
        return commitment_bill(usage_, commitments);
    }
};

TEST_F(SavingsPlans, CoverAllUsageWhereTheyReach) {
    EXPECT_EQ(bill({{compute_, usd("25.00")}}).total(), usd("25.00"));
    EXPECT_EQ(bill({{compute_, usd("25.00")}}).uncovered, usd("0"));
}

// 50 %: GB (5.00, the lower rate) and c5.9xlarge (2.00); 33 %: vCPUs (10.00); of 19.00, 2.00 are left for c5.24xlarge:
// a quarter of it, and 7.50 on demand.
TEST_F(SavingsPlans, CoverTheHighestDiscountFirst) {
    EXPECT_EQ(bill({{compute_, usd("19.00")}}).uncovered, usd("7.50"));
    EXPECT_EQ(bill({{compute_, usd("19.00")}}).total(), usd("26.50"));
    // Of equal discounts the lower rate: 5.00 reach for the GB, and c5.9xlarge is paid on demand.
    EXPECT_EQ(bill({{compute_, usd("5.00")}}).uncovered, usd("29.00"));
}

// The plan of the family covers c5.9xlarge (75 % off, 1.00) and a third of c5.24xlarge (2.00 of 6.00), whatever the
// order in which they were bought; that of the provider then GB, vCPUs and a half of c5.24xlarge (4.00 of 8.00).
TEST_F(SavingsPlans, OfAFamilyAreAppliedBeforeThoseOfAProvider) {
    for (const bool reversed : {false, true}) {
        std::vector<Commitment> both{{instance_, usd("3.00")}, {compute_, usd("19.00")}};
        if (reversed) std::swap(both[0], both[1]);
        // A sixth of 10.00 is left; the third is rounded down to a nanosecond.
        EXPECT_EQ(bill(both).uncovered.rounded(9), usd("1.666666667"));
        EXPECT_EQ(bill(both).committed, usd("22.00"));
    }
}

TEST_F(SavingsPlans, LoseWhatIsLeftOfAnHour) {
    EXPECT_EQ(bill({{instance_, usd("8.00")}}).unused, usd("1.00"));
    // What one hour leaves does not reach into the next.
    auto two = usage_;
    two.hours.push_back({kHour, std::vector<Duration>(4), 1});
    EXPECT_EQ(commitment_bill(two, std::vector{Commitment{instance_, usd("8.00")}}).unused, usd("9.00"));
}

// "Sustained use discounts for Compute Engine": each quarter of a month at 100, 80, 60 and 40 %: a whole month costs
// 70 %, half of one 90 % of its hours.
TEST(SustainedUse, MakesTheLaterPartsOfAMonthCheaper) {
    const std::vector<SustainedUse> tiers{
        {{25, usd("1.00")}, {50, usd("0.80")}, {75, usd("0.60")}, {100, usd("0.40")}}};
    const auto cost = [&](const std::vector<std::int64_t>& used, const std::vector<Commitment>& commitments = {}) {
        return commitment_bill(quarters("n1-standard-1", "1.00", used), commitments, tiers).total();
    };
    EXPECT_EQ(cost({4, 4, 4, 4}), usd("2.80"));
    EXPECT_EQ(cost({4, 4, 0, 0}), usd("1.80"));
    // Two machines that do not overlap are one; two that do are two layers.
    EXPECT_EQ(cost({4, 0, 4, 0}), usd("1.80"));
    EXPECT_EQ(cost({8, 0, 0, 0}), usd("2.00"));
    EXPECT_EQ(cost({8, 8, 4, 4}), usd("4.60"));
    // What a commitment covers has none: of two machines one is left, for half of the month.
    EXPECT_EQ(cost({8, 8, 4, 4}, {{plan(Scope::offer, {"0.63"}), usd("0.63")}}), usd("4.32"));
}

/// Two offers and three commitments, drawn.
struct DrawnCase {
    UsageByHour usage;
    std::vector<Commitment> commitments;

    explicit DrawnCase(std::mt19937& random) {
        const auto draw = [&](int to) { return std::uniform_int_distribution<std::int64_t>(0, to)(random); };
        usage.offers = {{"one", usd("1.00")}, {"two", usd("3.00")}};
        for (int hour = 0; hour < 12; ++hour)
            usage.hours.push_back({kHour, {kHour / 8 * draw(24), kHour / 8 * draw(24)}, 1});
        commitments = {{plan(Scope::offer, {"0.55", ""}), Money::of_trillionths(550'000'000'000 * draw(3))},
                       {plan(Scope::family, {"0.60", "1.90"}), Money::of_trillionths(100'000'000'000 * draw(40))},
                       {plan(Scope::provider, {"0.75", "2.10"}), Money::of_trillionths(100'000'000'000 * draw(40))}};
    }
    [[nodiscard]] CommitmentBill bill() const { return commitment_bill(usage, commitments); }
};

constexpr int kDrawn = 200;

TEST(CommitmentBill, NeverExceedsItsFaceAndOnDemand) {
    std::mt19937 random(1);
    for (int i = 0; i < kDrawn; ++i) {
        const DrawnCase drawn(random);
        const auto bill = drawn.bill();
        EXPECT_LE(bill.total(), bill.committed + bill.on_demand);
        EXPECT_GE(bill.unused, usd("0"));
        EXPECT_LE(bill.unused, bill.committed);
        // What is covered is avoided, all else is paid on demand; nothing is lost but roundings.
        EXPECT_EQ((bill.avoided + bill.uncovered).rounded(9), bill.on_demand.rounded(9));
    }
}

TEST(CommitmentBill, IsSoManyTimesAsHighAtSoManyTimesThePrices) {
    std::mt19937 random(2);
    for (int i = 0; i < kDrawn; ++i) {
        const DrawnCase drawn(random);
        auto dear = drawn;
        const auto times = [](const Money& money) { return money.times(7); };
        for (auto& offer : dear.usage.offers) offer.on_demand = times(offer.on_demand);
        for (auto& commitment : dear.commitments) {
            commitment.per_hour = times(commitment.per_hour);
            for (auto& rate : commitment.plan.rates)
                if (rate) rate = times(*rate);
        }
        EXPECT_EQ(dear.bill().total().rounded(9), times(drawn.bill().total()).rounded(9));
        EXPECT_EQ(dear.bill().utilisation().has_value(), drawn.bill().utilisation().has_value());
    }
}

TEST(CommitmentBill, IsTheSumOfTheBillsBeforeAndAfterAnyHour) {
    std::mt19937 random(3);
    for (int i = 0; i < kDrawn; ++i) {
        const DrawnCase whole(random);
        const auto split = std::uniform_int_distribution<std::ptrdiff_t>(1, 11)(random);
        auto before = whole, after = whole;
        before.usage.hours.erase(before.usage.hours.begin() + split, before.usage.hours.end());
        after.usage.hours.erase(after.usage.hours.begin(), after.usage.hours.begin() + split);
        EXPECT_EQ((before.bill().total() + after.bill().total()).rounded(9), whole.bill().total().rounded(9));
        EXPECT_EQ(before.bill().committed + after.bill().committed, whole.bill().committed);
    }
}

TEST(CommitmentBill, DoesNotDependOnTheOrderOfTheHours) {
    std::mt19937 random(4);
    for (int i = 0; i < kDrawn; ++i) {
        const DrawnCase drawn(random);
        EXPECT_EQ(commitment_bill(condensed(drawn.usage), drawn.commitments).total(), drawn.bill().total());
    }
}

}  // namespace
}  // namespace plimsoll::pricing
