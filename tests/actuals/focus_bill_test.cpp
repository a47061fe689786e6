// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/actuals/focus_bill.hpp"

#include "made_bill.hpp"
#include "scenarios/input_error.hpp"
#include "tests/data/tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

using made::bill_file;
using made::kHead;
using made::kJanuary;
using ::testing::HasSubstr;

constexpr const char* kTwoHours =
    "0.1,USD,Usage,an hour,2027-01-01 01:00:00,2027-01-01 "
    "00:00:00,0.05,Standard,1,Hours,AWS,us-east-1,EC2,S1,\"{\"\"team\"\": \"\"search\"\"}\"\n"
    "0.20000000000000000001,USD,Usage,an "
    "hour,2027-02-01T00:00:00Z,2027-01-31T23:00:00Z,NULL,Standard,1,Hours,AWS,us-east-1,EC2,S1,NULL\n"
    "-0.05,USD,Credit,a gift,2027-03-01 00:00:00,2027-02-01 00:00:00,-0.05,,NULL,,AWS,NULL,EC2,,{}\n";

std::string problem_of(const std::string& rows, const std::string& head = kHead,
                       const std::vector<BillCondition>& conditions = {}) {
    try {
        static_cast<void>(read_focus_bill(bill_file(rows, head), BillCost::billed, conditions));
    } catch (const InputError& error) {
        return error.what();
    }
    return "none";
}

TEST(FocusBill, AddsChargesOfAKindUpByTheMonthInWhichTheyBegin) {
    const auto bill = read_focus_bill(bill_file(kTwoHours), BillCost::billed, {});
    EXPECT_EQ(bill.rows, 3U);
    EXPECT_EQ(bill.currency, "USD");
    ASSERT_EQ(bill.months.size(), 2U);
    const auto& january = bill.months.at(kJanuary);
    ASSERT_EQ(january.charges.size(), 1U);
    EXPECT_EQ(january.charges[0].cost, pricing::Money::parse("0.3")) << "rounded at the twelfth digit";
    EXPECT_EQ(january.charges[0].quantity, 2);
    EXPECT_EQ(january.from, std::chrono::sys_days(kJanuary / 1));
    EXPECT_EQ(january.until, std::chrono::sys_days(kJanuary / 1) + std::chrono::days(31));
    const auto& february = bill.months.at(kJanuary + std::chrono::months(1));
    EXPECT_EQ(february.total(), pricing::Money::parse("-0.05"));
    EXPECT_EQ(february.charges[0].region, "");
}

TEST(FocusBill, CountsTheCostThatIsAskedFor) {
    const auto bill = read_focus_bill(bill_file(kTwoHours), BillCost::effective, {});
    EXPECT_EQ(bill.months.at(kJanuary).total(), pricing::Money::parse("0.05"));
}

TEST(FocusBill, TakesWhatMeetsEveryCondition) {
    const auto path = bill_file(kTwoHours);
    EXPECT_EQ(read_focus_bill(path, BillCost::billed, {parse_bill_condition("Tags.team=search")}).taken, 1U);
    EXPECT_EQ(read_focus_bill(path, BillCost::billed, {parse_bill_condition("ChargeCategory=Credit")}).taken, 1U);
    EXPECT_THAT(problem_of(kTwoHours, kHead, {parse_bill_condition("Tags.team=ads")}),
                HasSubstr("none of its 3 charges meets every --where"));
    EXPECT_THAT(problem_of(kTwoHours, kHead, {parse_bill_condition("Chargecategory=Credit")}),
                HasSubstr("ChargeCategory"));
    EXPECT_THROW(static_cast<void>(parse_bill_condition("search")), InputError);
}

TEST(FocusBill, SaysWhatIsWrongAndWhere) {
    EXPECT_THAT(problem_of("1,x\n", "BilledCost,Servicename\n"), HasSubstr("ChargePeriodStart"));
    EXPECT_THAT(problem_of(""), HasSubstr("has no charges"));
    std::string rows = kTwoHours;
    EXPECT_THAT(problem_of(std::string(rows).replace(0, 3, "a lot")), HasSubstr("bill.csv:2: BilledCost is \"a lot\""));
    EXPECT_THAT(problem_of(std::string(rows).replace(rows.find("2027-01-01 00"), 10, "yesterday ")),
                HasSubstr("is no time"));
    rows.replace(rows.rfind("USD"), 3, "EUR");
    EXPECT_THAT(problem_of(rows), HasSubstr("bill.csv:4: is in EUR, and what is above it in USD"));
}

// 1,000 charges of three providers; sums by exact decimals.
TEST(FocusBill, ReadsTheSampleOfTheSpecification) {
    const auto path = (evidence::recordings() / "pricing/focus_1.0_sample.csv").string();
    PLIMSOLL_NEEDS_RECORDING(path);
    const auto bill = read_focus_bill(path, BillCost::billed, {});
    EXPECT_EQ(bill.taken, 1000U);
    pricing::Money total;
    pricing::Money machines;
    for (const auto& [month, billed] : bill.months) {
        total += billed.total();
        for (const auto& charge : billed.charges)
            if (charge.service == "Amazon Elastic Compute Cloud") machines += charge.cost;
    }
    EXPECT_EQ(total, pricing::Money::parse("20.52022672899"));
    EXPECT_EQ(machines, pricing::Money::parse("16.0416930505"));
    const auto spread =
        read_focus_bill(path, BillCost::effective, {parse_bill_condition("Tags.application=BrightPathMatrix")});
    EXPECT_EQ(spread.taken, 176U);
}

}  // namespace
}  // namespace plimsoll::sim
