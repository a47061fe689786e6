// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/bills.hpp"
#include "sim/projection/month_coverage.hpp"
#include "sim/projection/projection.hpp"
#include "tests/pricing/commitment_cases.hpp"
#include "tests/resolve/resolve_fixture.hpp"

#include <cmath>

namespace plimsoll::sim {
namespace {

using namespace std::chrono_literals;
using pricing::commitment_test::plan;
using pricing::commitment_test::quarters;
using scenarios::CommitmentSpec;
using scenarios::ProjectionSpec;
using std::chrono::year_month;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr double kSmall = 1e-7;
constexpr year_month kStart{2027y, std::chrono::January};

year_month after(int months) { return kStart + std::chrono::months(months); }

MadeCommitment made(const pricing::CommitmentPlan& of, const std::string& per_hour, year_month from, int months,
                    scenarios::Upfront upfront = scenarios::Upfront::none) {
    MadeCommitment commitment;
    commitment.name = "made";
    commitment.commitment = {of, pricing::Money::parse(per_hour)};
    commitment.upfront = upfront;
    commitment.from = from;
    commitment.until = from + std::chrono::months(months);
    return commitment;
}

// January and February 2027 have 744 and 672 hours: half of 1,416 x 2 USD is paid in January.
TEST(MadeCommitment, IsPaidUpfrontInItsFirstMonth) {
    const auto half = made(plan(pricing::Scope::offer, {"1"}), "2", kStart, 2, scenarios::Upfront::partial);
    EXPECT_DOUBLE_EQ(half.upfront_usd(kStart), 1416);
    EXPECT_DOUBLE_EQ(half.recurring_usd(kStart), 744);
    EXPECT_DOUBLE_EQ(half.upfront_usd(after(1)), 0);
    EXPECT_DOUBLE_EQ(half.recurring_usd(after(1)), 672);
    EXPECT_DOUBLE_EQ(half.amortised(kStart) + half.amortised(after(1)), 2 * 1416);
    EXPECT_DOUBLE_EQ(half.recurring_usd(after(2)), 0);
    EXPECT_DOUBLE_EQ(half.recurring_usd(after(-1)), 0);
}

// At a load of 1, two hours: a machine in the first, three in the second; twice as many at a load of 2. One machine at
// 0.60 instead of 1.00 covers one in each hour.
TEST(HourCoverage, AppliesTheRuleOfCommitmentsHourByHour) {
    UsageAtLoads usage{{1, 2}, {{quarters("x", "1.00", {4, 12})}, {quarters("x", "1.00", {8, 24})}}};
    const pricing::Commitment one{plan(pricing::Scope::offer, {"0.60"}), pricing::Money::parse("0.60")};
    const pricing::Commitment four{plan(pricing::Scope::offer, {"0.60"}), pricing::Money::parse("2.40")};
    const HourCoverage covers_one(usage, {&one}, {1});
    EXPECT_NEAR(covers_one.covered(1, 1), 1, kSmall);
    EXPECT_NEAR(covers_one.covered(2, 1), 1, kSmall);
    EXPECT_NEAR(covers_one.covered(0, 0, 1).list, 1, kSmall);
    EXPECT_NEAR(covers_one.covered(0, 0, 1).at_rates, 0.6, kSmall);
    const HourCoverage covers_four(usage, {&four}, {1});
    EXPECT_NEAR(covers_four.covered(1, 1), 2, kSmall);      // (1 + 3) / 2
    EXPECT_NEAR(covers_four.covered(2, 1), 3, kSmall);      // (2 + 4) / 2
    EXPECT_NEAR(covers_four.covered(1.5, 1), 2.5, kSmall);  // linear between loads
    EXPECT_NEAR(covers_four.covered(1, 1.21), 1.21 * 2, kSmall);
    EXPECT_NEAR(covers_four.covered(1, 1.331), (1.331 + 3.993) / 2, kSmall);
    EXPECT_NEAR(covers_four.covered(1, 1.4641), (1.4641 + 4) / 2, kSmall) << "no more than four in an hour";
    EXPECT_NEAR(covers_four.covered(1, 0), 0, kSmall);
    const HourCoverage dearer(usage, {&one, &four}, {1.5});
    EXPECT_NEAR(dearer.covered(1, 1), 1.5 * 2, kSmall);
    EXPECT_NEAR(dearer.covered(0, 0, 1).list, 1.5, kSmall);      // the first in the order covers one in each
    EXPECT_NEAR(dearer.covered(1, 0, 1).list, 1.5 * 1, kSmall);  // and the second (0 + 2) / 2
    EXPECT_NEAR(dearer.covered(1, 0, 1).at_rates, 0.6, kSmall);
}

// Two machines at 1 USD, and three that are committed to at 0.60. Where steps are longer, the two become 2.42, which
// are covered whole, and 3.897, of which three are: the rest is on demand.
TEST(CommittedBills, MeetCommitmentsWithTheMachinesOfTheirDraw) {
    constexpr double kLonger = 1.9487171;  // 1.1^7
    const CostCurve curve({{"on-demand x", "x", 0, scenarios::Purchase::on_demand, "hour", "1.00"}},
                          {{1, {2}, 1, kLonger, 0.5, true, {}, 10}}, 1);
    ProjectionSpec spec;
    spec.months = 1;
    spec.tax = 0.5;
    const UsageAtLoads usage{{1}, {{quarters("x", "1.00", {8})}}};
    const MonthCoverage coverage(spec, kStart, usage,
                                 {made(plan(pricing::Scope::offer, {"0.60"}), "1.80", kStart, 12)});
    const SpotRecords unrecorded;
    const Bills bills(spec, kStart, 744, "machines", curve, coverage, unrecorded);
    const auto bill = [&](double steps, double chance) {
        Chance drawn;
        drawn.steps = steps;
        drawn.months = {chance};
        return bills.bill(0, 1, drawn) / (1.5 * 744);
    };
    constexpr double kWholly = 1.959963984540054;  // standard deviations
    EXPECT_NEAR(bill(0, 0), 1.8, kSmall);
    EXPECT_NEAR(bill(kWholly * 0.21 / (kLonger - 1), 0), 1.8, kSmall);
    EXPECT_NEAR(bill(kWholly, 0), 2 * kLonger - 3 + 1.8, kSmall);
    // Chance of half of itself from month to month: 2 x 1.5 = 3 machines, and 2 x 2.
    EXPECT_NEAR(bill(0, 1), 1.8, 0.02 * 3) << "between two factors, a little is lost";
    EXPECT_NEAR(bill(0, 2), 4 - 3 + 1.8, kSmall);
}

class Committing : public Resolving {
protected:
    /// Two machines at 1 USD an hour all the time, and an API beside them.
    static std::string scenario() {
        return R"({"plimsoll": 1, "workload": {"traffic": {"generate": {"process": "constant", "rate": "4 /s"}}},
  "service": {"time": {"constant": "100 ms"}}, "experiment": {"horizon": "1 h", "replications": 2},
  "deployments": [
    {"name": "machines", "serving": "real-time", "pools": [{"offer": "test/a/plain", "replicas": {"min": 2, "max": 2}}]},
    {"name": "api", "serving": "api", "pools": [{"offer": {"request_price": "90 USD/1M requests"}}]}
  ]})";
    }
    static CommitmentSpec commitment(std::uint32_t machines, year_month at) {
        CommitmentSpec spec;
        spec.name = "reserved";
        spec.at = at;
        spec.deployment = "machines";
        spec.machines = machines;
        spec.discount = 0.4;
        return spec;
    }
    static ProjectionSpec with(std::vector<CommitmentSpec> commitments) {
        ProjectionSpec spec;
        spec.start = kStart;
        spec.months = 3;
        spec.draws = 400;
        spec.commitments = std::move(commitments);
        return spec;
    }
    [[nodiscard]] Projection projected(const ProjectionSpec& spec) const {
        return project(resolved(scenario()), spec, 1, nullptr);
    }
    [[nodiscard]] std::string refused(const CommitmentSpec& commitment) const {
        try {
            (void)projected(with({commitment}));
        } catch (const InputError& error) {
            return error.problems().front().pointer + ": " + error.what();
        }
        return "";
    }
};

// January without: 2 x 744. From February on, one of the two costs 0.60 instead of 1.00: 1.6 x 672.
TEST_F(Committing, ACommitmentCountsFromItsFirstMonthOn) {
    const auto projection = projected(with({commitment(1, after(1))}));
    const auto& machines = projection.deployments.at(0);
    EXPECT_NEAR(machines.months[0].bill.p50, 2 * 744, kSmall);
    EXPECT_NEAR(machines.months[1].bill.p50, 1.6 * 672, kSmall);
    const auto& month = machines.months[1];
    ASSERT_EQ(month.commitments.size(), 1U);
    EXPECT_NEAR(month.on_demand, 672, kSmall);
    EXPECT_NEAR(month.commitments[0].covered, 672, kSmall);
    EXPECT_NEAR(month.commitments[0].recurring, 0.6 * 672, kSmall);
    EXPECT_NEAR(month.commitments[0].used, 0.6 * 672, kSmall);
    EXPECT_NEAR(month.commitments[0].unused, 0, kSmall);
    EXPECT_NEAR(month.middle, 1.6 * 672, kSmall);
    EXPECT_NEAR(month.amortised, month.middle, kSmall);
    EXPECT_NEAR(machines.change.commitments, -0.4 * 744, kSmall);
    EXPECT_NEAR(machines.months[0].middle + machines.change.commitments + machines.change.calendar,
                machines.months[2].middle, kSmall);
    const auto& api = projection.deployments.at(1);
    EXPECT_TRUE(api.commitments.empty());
    EXPECT_EQ(projected(with({})).deployments[1].months[2].middle, api.months[2].middle);
}

// Three are bought and two run: 3 x 0.60 are paid, all of it upfront for the year (8,760 hours), in January.
TEST_F(Committing, WhatIsNotUsedIsPaidAllTheSame) {
    auto three = commitment(3, kStart);
    three.upfront = scenarios::Upfront::all;
    const auto machines = projected(with({three})).deployments.at(0);
    const auto& january = machines.months[0];
    EXPECT_NEAR(january.middle, 1.8 * 8760, kSmall);
    EXPECT_NEAR(january.amortised, 1.8 * 744, kSmall);
    EXPECT_NEAR(january.commitments[0].used, 1.2 * 744, kSmall);
    EXPECT_NEAR(january.commitments[0].unused, 0.6 * 744, kSmall);
    EXPECT_EQ(january.item_cost, std::vector<double>{0});
    EXPECT_NEAR(machines.months[1].middle, 0, kSmall);
    EXPECT_NEAR(machines.months[1].amortised, 1.8 * 672, kSmall);
}

// 2 x 744 = 1,488 and 1.6 x 744 = 1,190.40: with a budget of 1,200 the months of 31 days exceed it until it is bought.
TEST_F(Committing, ChangesTheProbabilityOfExceedingABudget) {
    auto spec = with({commitment(1, after(2))});
    spec.budget_per_month = 1200;
    const auto machines = projected(spec).deployments.at(0);
    EXPECT_EQ(machines.months[0].above_budget, 1);
    EXPECT_EQ(machines.months[2].above_budget, 0);
}

// One that is bought before the price falls keeps its rate; one that is bought after it has the lower one.
TEST_F(Committing, RatesAreThoseOfTheFirstMonth) {
    auto spec = with({commitment(1, kStart), commitment(1, after(1))});
    spec.commitments[1].name = "later";
    spec.prices = {{"cut", after(1), "", 0.5}};
    const auto machines = projected(spec).deployments.at(0);
    EXPECT_EQ(machines.commitments[0].commitment.per_hour.text(), "0.60");
    EXPECT_EQ(machines.commitments[1].commitment.per_hour.text(), "0.30");
    const auto& february = machines.months[1];
    EXPECT_NEAR(february.middle, (0.6 + 0.3) * 672, kSmall);
    EXPECT_NEAR(february.commitments[0].covered, 0.5 * 672, kSmall);
}

// Before the months that are projected, for half a year; and an amount an hour.
TEST_F(Committing, MayBeMadeAlreadyAndEnd) {
    auto old = commitment(1, after(-4));
    old.months = 5;
    old.upfront = scenarios::Upfront::all;
    auto amount = commitment(1, after(2));
    amount.machines.reset();
    amount.per_hour = 0.3;
    const auto machines = projected(with({old, amount})).deployments.at(0);
    EXPECT_NEAR(machines.months[0].middle, 744, kSmall) << "it was paid before";
    EXPECT_NEAR(machines.months[1].middle, 2 * 672, kSmall);
    EXPECT_NEAR(machines.months[2].middle, (2 - 0.5 + 0.3) * 744, kSmall);
}

// Every machine is as probably there as its commitment is there for it: a doubled load changes nothing of the fee, and
// of draws each meets it with its own machines. Here steps and chance are certain, so that each draw is a load.
TEST_F(Committing, EachDrawMeetsItWithItsOwnUsage) {
    auto spec = with({commitment(1, kStart)});
    spec.growth_sd = 0.3;
    spec.support = 0.1;
    const auto machines = projected(spec).deployments.at(0);
    for (const auto& month : machines.months) {
        const double hours = month.weekday_hours + month.weekend_hours;
        EXPECT_NEAR(month.bill.p10, 1.1 * 1.6 * hours, 1e-6);
        EXPECT_NEAR(month.bill.p90, 1.1 * 1.6 * hours, 1e-6);
    }
}

TEST_F(Committing, WhatDoesNotFitIsRefused) {
    auto wrong = commitment(1, kStart);
    wrong.kind = "aws-reserve";
    EXPECT_THAT(refused(wrong), HasSubstr("/projection/commitments/0/kind"));
    wrong = commitment(1, kStart);
    wrong.covers = "test/a/t4";
    EXPECT_THAT(refused(wrong), HasSubstr("test/a/plain"));
    wrong = commitment(1, kStart);
    wrong.deployment = "machine";
    EXPECT_THAT(refused(wrong), HasSubstr("/projection/commitments/0/deployment"));
}

TEST_F(Committing, IsToldInEveryForm) {
    const auto projection = projected(with({commitment(1, kStart)}));
    EXPECT_THAT(projection_text(projection, 120), HasSubstr("1 x assumed commitment for test/a/plain, $0.600 an hour"));
    const auto json = projection_json(projection);
    EXPECT_THAT(json, HasSubstr("\"per_hour\": \"0.60\""));
    EXPECT_THAT(json, HasSubstr("\"amortised\""));
}

TEST(CommitmentReader, ReadsAndComplains) {
    const auto draft = [](const std::string& commitment) {
        return scenarios::draft_scenario(R"({"plimsoll": 1, "workload": {"traffic": {"generate": {"rate": "4 /s"}}},
  "service": {"time": {"constant": "100 ms"}}, "deployments": [{"name": "a", "serving": "api", "pools": [{"offer": {"request_price": "90 USD/1M requests"}}]}],
  "projection": {"commitments": [)" + commitment +
                                             "]}}",
                                         "test.json");
    };
    const auto read = draft(R"({"at": "2027-03", "kind": "aws-compute-savings-plan", "per_hour": 1.5, "term": "3y",
        "upfront": "partial", "discount": 0.37})");
    ASSERT_TRUE(read.problems.empty());
    CommitmentSpec expected;
    expected.at = after(2);
    expected.kind = "aws-compute-savings-plan";
    expected.per_hour = 1.5;
    expected.term = scenarios::Term::three_years;
    expected.upfront = scenarios::Upfront::partial;
    expected.discount = 0.37;
    EXPECT_THAT(read.projection.commitments, ElementsAre(expected));
    const auto wrong = [&](const std::string& commitment) {
        const auto problems = draft(commitment).problems;
        return problems.empty() ? std::string() : problems.front().message;
    };
    EXPECT_THAT(wrong(R"({"at": "2027-03", "discount": 0.4})"), HasSubstr("either so many"));
    EXPECT_THAT(wrong(R"({"at": "2027-03", "machines": 1, "per_hour": 2, "discount": 0.4})"),
                HasSubstr("either so many"));
    EXPECT_THAT(wrong(R"({"at": "2027-03", "machines": 1})"), HasSubstr("of which kind"));
    EXPECT_THAT(wrong(R"({"at": "2027-03", "machines": 1, "discount": 1})"), HasSubstr("less than 1"));
}

}  // namespace
}  // namespace plimsoll::sim
