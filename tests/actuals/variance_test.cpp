// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/actuals/actuals.hpp"

#include "made_bill.hpp"
#include "scenarios/input_error.hpp"
#include "sim/actuals/actuals_schema.hpp"
#include "sim/projection/billed_service.hpp"
#include "sim/projection/report.hpp"
#include "tests/report/golden.hpp"
#include "tests/resolve/resolve_fixture.hpp"

#include <fstream>

namespace plimsoll::sim {
namespace {

using made::bill_file;
using made::kJanuary;
using scenarios::Purchase;
using ::testing::HasSubstr;
constexpr double kClose = 1e-9;

class Variance : public Resolving {
protected:
    /// A machine that is always there, of the catalog: 744 hours in January, 672 in February.
    [[nodiscard]] Projection projected(std::uint32_t months = 2,
                                       std::vector<scenarios::CommitmentSpec> commitments = {}) const {
        scenarios::ProjectionSpec spec;
        spec.start = kJanuary;
        spec.months = months;
        spec.commitments = std::move(commitments);
        return project(resolved(R"({"plimsoll": 1,
  "workload": {"traffic": {"generate": {"process": "constant", "rate": "4 /s"}}},
  "service": {"time": {"constant": "100 ms"}},
  "experiment": {"horizon": "1 h", "replications": 2},
  "deployments": [{"name": "machine", "serving": "real-time",
    "pools": [{"offer": "test/a/plain", "replicas": {"min": 1, "max": 1}}]}]})"),
                       spec, 1, nullptr);
    }
    /// A charge for a whole January.
    static std::string charge(const std::string& cost, const std::string& quantity, const std::string& description,
                              const std::string& service = "Machines", const std::string& category = "Usage") {
        return cost + ",USD," + category + "," + description + ",2027-02-01 00:00:00,2027-01-01 00:00:00," + cost +
               ",Standard," + quantity + ",Hours,test,a," + service + ",S,\n";
    }
    static Actuals compared(const Projection& projection, const std::string& path) {
        return compare_with_bill(projection, "", read_focus_bill(path, BillCost::billed, {}), BillCost::billed);
    }
    /// The charges of a projection as its bill.
    static Actuals compared_with_itself(const Projection& projection) {
        const auto path = made::own_folder() + "/own.csv";
        std::ofstream(path) << focus_csv(projection);
        return compared(projection, path);
    }
    static void expect_no_difference(const VarianceCauses& causes) {
        for (const double part :
             {causes.volume, causes.mix, causes.price, causes.not_projected, causes.not_billed, causes.untold})
            EXPECT_NEAR(part, 0, 1e-5);
    }
    static void expect_sum(const Actuals& actuals) {
        double difference = 0;
        for (const auto& month : actuals.months) difference += month.billed.approximate() - month.projected;
        EXPECT_NEAR(actuals.causes().sum(), difference, kClose);
    }
};

// 1 USD an hour. Billed are 800 hours at 0.90, another machine, and tax.
TEST_F(Variance, TellsUsageFromPriceAndWhatIsNotProjected) {
    const auto actuals = compared(projected(), bill_file(charge("720", "800", "$0.9 per plain machine hour") +
                                                         charge("50", "100", "$0.5 per plain-flex machine hour") +
                                                         charge("77", "1", "VAT", "Tax", "Tax")));
    ASSERT_EQ(actuals.months.size(), 1U);
    const auto causes = actuals.causes();
    EXPECT_NEAR(causes.volume, 800 - 744, kClose);
    EXPECT_NEAR(causes.mix, 0, kClose);
    EXPECT_NEAR(causes.price, (0.9 - 1.0) * 800, kClose);
    EXPECT_NEAR(causes.not_projected, 50 + 77, kClose);
    EXPECT_EQ(causes.not_billed, 0);
    EXPECT_TRUE(actuals.months[0].whole);
    EXPECT_EQ(actuals.within, 0U);
    expect_sum(actuals);
    ASSERT_TRUE(actuals.forecast.has_value());
    EXPECT_NEAR(actuals.forecast->factor, 847.0 / 744, kClose);
    ASSERT_EQ(actuals.forecast->ahead.size(), 1U);
    EXPECT_NEAR(actuals.forecast->ahead[0].bill.p50, 672 * actuals.forecast->factor, 1e-6);
    EXPECT_THAT(actuals_text(actuals, 160), HasSubstr("+$56.00"));
}

TEST_F(Variance, OfAMonthThatWasNotBilledWholeForecastsNothing) {
    auto rows = charge("10", "12", "plain");
    rows.replace(rows.find("2027-02-01"), 10, "2027-01-02");
    const auto actuals = compared(projected(), bill_file(rows));
    EXPECT_FALSE(actuals.months[0].whole);
    EXPECT_FALSE(actuals.forecast.has_value());
    EXPECT_THAT(actuals_text(actuals, 160), HasSubstr("part of the month"));
}

// What is projected and exported as a bill differs from itself by nothing, but for the nine digits of the export.
TEST_F(Variance, OfTheProjectionsOwnChargesIsNothing) {
    const auto actuals = compared_with_itself(projected());
    ASSERT_EQ(actuals.months.size(), 2U);
    EXPECT_EQ(actuals.whole, 2U);
    EXPECT_EQ(actuals.within, 2U);
    expect_no_difference(actuals.causes());
    EXPECT_FALSE(actuals.forecast.has_value()) << "no month is left";
}

// Half of the machine is covered by what costs 0.30 an hour.
TEST_F(Variance, OfCommitmentsThatAreBilledAsProjectedIsNothing) {
    scenarios::CommitmentSpec half;
    half.at = kJanuary;
    half.per_hour = 0.3;
    half.discount = 0.4;
    half.upfront = scenarios::Upfront::partial;
    const auto actuals = compared_with_itself(projected(2, {half}));
    EXPECT_NEAR(actuals.months[1].projected, (0.5 + 0.15) * 672, 1e-6);
    expect_no_difference(actuals.causes());
}

TEST_F(Variance, WhatDoesNotFitIsRefused) {
    const auto projection = projected();
    const auto problem = [&](const std::string& rows, const std::string& name = "") {
        try {
            static_cast<void>(compare_with_bill(
                projection, name, read_focus_bill(bill_file(rows), BillCost::billed, {}), BillCost::billed));
        } catch (const InputError& error) {
            return std::string(error.what());
        }
        return std::string("none");
    };
    EXPECT_THAT(problem(charge("1", "1", "plain"), "machin"), HasSubstr("there is no deployment \"machin\""));
    auto rows = charge("1", "1", "plain");
    rows.replace(rows.find("USD"), 3, "EUR");
    EXPECT_THAT(problem(rows), HasSubstr("is in EUR, and what is projected in USD"));
    rows = charge("1", "1", "plain");
    rows.replace(rows.find("2027-01-01"), 10, "2026-01-01");
    EXPECT_THAT(problem(rows), HasSubstr("--start 2026-01"));
}

/// Two machines, each there for all of a hundred hours; what they cost an hour.
struct TwoMachines {
    TwoMachines(const BilledItem& first, double first_usd, const BilledItem& second, double second_usd) {
        constexpr double kHours = 100;
        deployment.items = {first, second};
        HourAtLoad hour;
        hour.load = 1;
        hour.usd = {first_usd, second_usd};
        hour.quantity = {1, 1};
        deployment.curve = CostCurve(deployment.items, {hour}, 1);
        month.month = kJanuary;
        month.load = 1;
        month.weekday_hours = kHours;
        month.item_cost = {kHours * first_usd, kHours * second_usd};
        month.middle = month.item_cost[0] + month.item_cost[1];
    }
    [[nodiscard]] VarianceMonth compared(const BilledMonth& billed) const {
        return compare_month(billed, deployment, month, 1);
    }

    ProjectedDeployment deployment;
    ProjectedMonth month;
};

// 100 hours of a machine of 12 vCPUs and one card on demand at 3 USD, billed in parts for 90; what is spot is
// another's.
TEST(VarianceOfAService, AddsAMachineUpFromTheCoresMemoryAndCardsThatGoogleBills) {
    const TwoMachines machines(
        {"on-demand a2-highgpu-1g", "gcp/us-central1/a2-highgpu-1g", 0, Purchase::on_demand, "hour", "3"}, 3,
        {"spot a2-highgpu-1g", "gcp/us-central1/a2-highgpu-1g", 0, Purchase::spot, "hour", "1"}, 1);
    BilledMonth billed;
    const auto add = [&billed](const char* description, const char* unit, double quantity, const char* cost) {
        billed.charges.push_back({"Google Cloud", "Compute Engine", "us-central1", "Usage", "Standard", "0000-1111",
                                  description, unit, quantity, pricing::Money::parse(cost)});
    };
    add("A2 Instance Core running in Iowa", "hour", 12 * 90, "40");
    add("A2 Instance Ram running in Iowa", "gibibyte hour", 85 * 90, "30");
    add("Nvidia Tesla A100 GPU running in Iowa", "hour", 90, "200");
    add("G2 Instance Core running in Iowa", "hour", 4, "7");
    const auto month = machines.compared(billed);
    const auto causes = month.causes();
    EXPECT_EQ(month.lines[0].billed_quantity, 90);
    EXPECT_EQ(month.lines[0].billed_cost, pricing::Money::parse("270"));
    EXPECT_NEAR(causes.volume, -30, kClose);
    EXPECT_NEAR(causes.price, 0, kClose);
    EXPECT_NEAR(causes.not_billed, -100, kClose);
    EXPECT_NEAR(causes.not_projected, 7, kClose);
    billed.charges[0].description = "Spot Preemptible A2 Instance Core running in Iowa";
    billed.charges[0].pricing = "Dynamic";
    EXPECT_EQ(machines.compared(billed).lines[1].billed_quantity, 90);
}

// Of 100 + 100 hours at 1 and 3 USD come 150 + 100: a quarter more, 100 USD, and shares that cost 50 USD less.
TEST(VarianceOfAService, SplitsUsageIntoVolumeAndMix) {
    const TwoMachines machines({"on-demand a.large", "aws/us-east-1/a.large", 0, Purchase::on_demand, "hour", "1"}, 1,
                               {"on-demand b.large", "aws/us-east-1/b.large", 0, Purchase::on_demand, "hour", "3"}, 3);
    BilledMonth billed;
    const auto add = [&billed](const char* description, double hours, const char* cost) {
        billed.charges.push_back({"AWS", "Amazon Elastic Compute Cloud", "us-east-1", "Usage", "Standard", "",
                                  description, "Hours", hours, pricing::Money::parse(cost)});
    };
    add("a.large hours", 150, "150");
    add("b.large hours", 100, "300");
    const auto causes = machines.compared(billed).causes();
    EXPECT_NEAR(causes.volume, 100, kClose);
    EXPECT_NEAR(causes.mix, -50, kClose);
    EXPECT_NEAR(causes.price, 0, kClose);
    EXPECT_NEAR(causes.sum(), 50, kClose);
    billed.charges.pop_back();
    EXPECT_NEAR(machines.compared(billed).causes().not_billed, -300, kClose);
}

TEST(ActualsSchema, IsThePublishedFile) {
    results::testing::expect_same_file("docs/actuals.schema.json", actuals_schema_text());
}

TEST(BilledUnits, CompareWhoeverWritesThem) {
    EXPECT_EQ(billed_unit("Hrs").of, "hour");
    EXPECT_EQ(billed_unit("GB-Seconds").of, "gb-second");
    EXPECT_EQ(billed_unit("1M requests").of, "request");
    EXPECT_EQ(billed_unit("1M requests").each, 1e6);
    EXPECT_EQ(billed_unit("10K tokens").each, 1e4);
    EXPECT_EQ(provider_name("Amazon Web Services, Inc."), "AWS");
}

TEST(FocusUnits, AreCapitalWordsInThePlural) {
    for (const auto& [unit, written] :
         {std::pair{"hour", "Hours"}, std::pair{"GB-month", "GB-Months"}, std::pair{"machine-month", "Machine-Months"},
          std::pair{"GiB", "GiB"}, std::pair{"kWh", "kWh"}, std::pair{"vCPU-second", "vCPU-Seconds"},
          std::pair{"1k requests", "1000 Requests"}, std::pair{"1M tokens", "1000000 Tokens"}, std::pair{"", ""}}) {
        EXPECT_EQ(focus_unit(unit), written);
        EXPECT_EQ(billed_unit(focus_unit(unit)).of, billed_unit(unit).of) << unit;
        EXPECT_EQ(billed_unit(focus_unit(unit)).each, billed_unit(unit).each) << unit;
    }
}

}  // namespace
}  // namespace plimsoll::sim
