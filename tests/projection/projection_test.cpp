// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/projection.hpp"

#include "sim/projection/calendar.hpp"
#include "sim/projection/demand.hpp"
#include "sim/projection/projection_schema.hpp"
#include "tests/report/golden.hpp"
#include "tests/resolve/resolve_fixture.hpp"

#include <cmath>

namespace plimsoll::sim {
namespace {

using namespace std::chrono_literals;
using scenarios::ProjectionSpec;
using std::chrono::year_month;
using testing::HasSubstr;

constexpr double kRounding = 1e-8;  // money has twelve decimals, and a horizon here is 10 minutes of a month
constexpr year_month kJanuary{2027y, std::chrono::January};

year_month later(int months) { return kJanuary + std::chrono::months(months); }

// January 2027 begins on a Friday: 21 weekdays and 10 days of weekends; February begins on a Monday and has 28 days.
TEST(Calendar, MonthsHaveTheirDays) {
    EXPECT_EQ(hours_of(kJanuary).weekdays, 21 * 24);
    EXPECT_EQ(hours_of(kJanuary).weekends, 10 * 24);
    EXPECT_EQ(hours_of(later(1)).weekdays, 20 * 24);
    EXPECT_EQ(hours_of(later(1)).weekends, 8 * 24);
    EXPECT_EQ(hours_of({2028y, std::chrono::February}).all(), 29 * 24);
}

TEST(ProjectedDemand, GrowsWithSeasonsAndEvents) {
    ProjectionSpec spec;
    spec.months = 4;
    spec.growth = 0.1;
    spec.seasonality = {1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    spec.events = {{"launch", later(2), 1, 3}, {"contract", later(3), 0, 0.5}};
    const ProjectedDemand demand(spec, kJanuary, 1);
    ASSERT_EQ(demand.central().size(), 4U);
    EXPECT_DOUBLE_EQ(demand.central()[0], 1);
    EXPECT_DOUBLE_EQ(demand.central()[1], 1.1 * 2);
    EXPECT_DOUBLE_EQ(demand.central()[2], 1.21 * 3);
    EXPECT_NEAR(demand.central()[3], 1.331 * 0.5, 1e-12);
    EXPECT_FALSE(demand.is_uncertain());
    EXPECT_EQ(demand.drawn(7), demand.central());
}

// After t months the logarithm has a standard deviation of sqrt((t growth_sd)^2 + t volatility^2).
TEST(ProjectedDemand, IsAsUncertainAsItSays) {
    ProjectionSpec spec;
    spec.months = 10;
    spec.growth_sd = 0.02;
    spec.volatility = 0.05;
    const ProjectedDemand demand(spec, kJanuary, 1);
    double sum = 0;
    double squares = 0;
    constexpr int kDraws = 20'000;
    for (std::uint32_t draw = 0; draw < kDraws; ++draw) {
        const double log = std::log(demand.drawn(draw)[9]);
        sum += log;
        squares += log * log;
    }
    const double expected = std::sqrt(std::pow(9 * 0.02, 2) + 9 * std::pow(0.05, 2));
    const double sd = std::sqrt(squares / kDraws - std::pow(sum / kDraws, 2));
    EXPECT_NEAR(sum / kDraws, 0, 4 * expected / std::sqrt(kDraws));
    EXPECT_NEAR(sd, expected, 4 * expected / std::sqrt(2.0 * kDraws));
}

TEST(CostCurve, IsLinearBetweenLoads) {
    const std::vector<HourAtLoad> points = {{1, {2, 0}, 0.9, 1.2, 0.1, true, {}, 10},
                                            {2, {4, 1}, 1, 1, 0.3, false, {}, 20}};
    const CostCurve curve({{"a", "x", 0}, {"b", "x", 0}}, points, 4);
    EXPECT_DOUBLE_EQ(curve.usd(0, 1.25), 2.5);
    EXPECT_DOUBLE_EQ(curve.usd(1, 1.25), 0.25);
    EXPECT_DOUBLE_EQ(curve.usd(0, 3), 6);    // along the last segment
    EXPECT_DOUBLE_EQ(curve.usd(1, 0.5), 0);  // and never below 0
    EXPECT_DOUBLE_EQ(curve.step_factor(1, 1.959963984540054), 1.2);
    EXPECT_DOUBLE_EQ(curve.step_factor(1, -1.959963984540054 / 2), 0.95);
    EXPECT_DOUBLE_EQ(curve.step_factor(1, 0), 1);
    EXPECT_DOUBLE_EQ(curve.relative_sd(), std::sqrt((0.01 + 0.09) / 2));
    EXPECT_EQ(curve.at_least(1.5).load, 2);
    EXPECT_EQ(curve.at_least(9).load, 2);
}

class Projecting : public Resolving {
protected:
    /// Four requests a second, evenly: an API that takes 90 USD for a million, 1.296 USD an hour, and a machine that
    /// serves ten a second at 1 USD an hour.
    static std::string scenario() {
        return R"({"plimsoll": 1, "workload": {"traffic": {"generate": {"process": "constant", "rate": "4 /s"}}},
  "service": {"time": {"constant": "100 ms"}},
  "slo": [{"metric": "latency", "percentile": 99, "at_most": "150 ms"}],
  "experiment": {"horizon": "10 min", "replications": 2},
  "deployments": [
    {"name": "api", "serving": "api", "pools": [{"offer": {"request_price": "90 USD/1M requests"}}]},
    {"name": "machine", "serving": "real-time", "pools": [{"offer": {"price": "1 USD/h"}, "replicas": {"min": 1, "max": 1}}]}
  ]})";
    }
    static ProjectionSpec three_months() {
        ProjectionSpec spec;
        spec.start = kJanuary;
        spec.months = 3;
        return spec;
    }
    [[nodiscard]] Projection projected(const ProjectionSpec& spec) const {
        return project(resolved(scenario()), spec, 1, nullptr);
    }
    static void expect_certain(const Prediction& prediction, double usd) {
        for (const double value : {prediction.mean, prediction.p10, prediction.p50, prediction.p90})
            EXPECT_NEAR(value, usd, 1e-9 * usd);
    }
};

TEST_F(Projecting, KnownMonthsAreBilledByTheirHours) {
    const auto projection = projected(three_months());
    const auto& api = projection.deployments.at(0);
    const auto& machine = projection.deployments.at(1);
    expect_certain(machine.months[0].bill, 31 * 24);
    expect_certain(machine.months[1].bill, 28 * 24);
    expect_certain(machine.total, 90 * 24);
    expect_certain(api.months[1].bill, 1.296 * 28 * 24);
    EXPECT_NEAR(api.months[1].requests, 14'400 * 28 * 24, 1e-3);
    EXPECT_NEAR(machine.present_value, 90 * 24, kRounding);
    EXPECT_NEAR(machine.change.calendar, 0, 1e-9);  // March has 31 days, as January has
    ASSERT_EQ(projection.cheapest.size(), 1U);
    EXPECT_EQ(projection.cheapest[0].deployment, 1U);
    EXPECT_EQ(projection.loads, std::vector<double>{1});
}

// A machine at 1 USD an hour, half of that from February on by a contract, and at twice the list's price from March on.
// The licence is a tenth of what is billed for it, the management a fifth of the list's price.
TEST_F(Projecting, FeesFollowThePriceThatTheyAreAShareOf) {
    using scenarios::Purchase;
    auto spec = three_months();
    spec.prices = {{"contract", later(1), "", 0.5, Purchase::on_demand},
                   {"announced", later(2), "in-line", 2, Purchase::on_demand, true}};
    const auto machine =
        project(
            resolved(R"({"plimsoll": 1, "workload": {"traffic": {"generate": {"process": "constant", "rate": "4 /s"}}},
  "service": {"time": {"constant": "100 ms"}}, "experiment": {"horizon": "10 min", "replications": 1},
  "deployments": [
    {"name": "machine", "serving": "real-time", "pools": [{"offer": {"price": "1 USD/h"}, "replicas": {"min": 1}}],
     "extras": [{"offer": {"price": "10 %", "item": "licence"}, "per": "machine-cost"},
                {"offer": {"price": "20 %", "of": "on-demand", "item": "managed"}, "per": "machine-cost"}]}
  ]})"),
            spec, 1, nullptr)
            .deployments.at(0);
    ASSERT_EQ(machine.items.size(), 3U);
    const auto costs = [&](std::size_t month) { return machine.months[month].item_cost; };
    constexpr double kSmall = 1e-5;
    EXPECT_THAT(costs(0), testing::Pointwise(testing::DoubleNear(kSmall), std::vector<double>{744, 74.4, 148.8}));
    EXPECT_THAT(costs(1), testing::Pointwise(testing::DoubleNear(kSmall), std::vector<double>{336, 33.6, 134.4}));
    EXPECT_THAT(costs(2), testing::Pointwise(testing::DoubleNear(kSmall), std::vector<double>{744, 74.4, 297.6}));
    EXPECT_NEAR(machine.months[1].bill.p50, 336 + 33.6 + 134.4, 1e-3);
    EXPECT_THAT(machine.months[1].item_factor,
                testing::Pointwise(testing::DoubleNear(1e-12), std::vector<double>{0.5, 0.5, 1}));
}

// A fee on what is billed is as uncertain as a spot price.
TEST_F(Projecting, FeesAreDrawnWithTheSpotPrice) {
    auto spec = three_months();
    spec.spot_price_sd = 0.3;
    const auto drawn = [&](const std::string& extras) {
        return project(
                   resolved(
                       R"({"plimsoll": 1, "workload": {"traffic": {"generate": {"process": "constant", "rate": "4 /s"}}},
  "service": {"time": {"constant": "100 ms"}}, "experiment": {"horizon": "10 min", "replications": 1},
  "deployments": [
    {"name": "machine", "serving": "real-time",
     "pools": [{"offer": {"price": "1 USD/h", "spot_price": "0.4 USD/h"}, "purchase": "spot", "replicas": {"min": 1}}],
     "extras": [)" + extras +
                       "]}]}"),
                   spec, 1, nullptr)
            .deployments.at(0)
            .total;
    };
    const auto without = drawn("");
    const auto with = drawn(R"({"offer": {"price": "10 %", "item": "licence"}, "per": "machine-cost"})");
    EXPECT_GT(without.p90, 1.3 * without.p10);
    EXPECT_NEAR(with.p10, 1.1 * without.p10, 1e-3);
    EXPECT_NEAR(with.p90, 1.1 * without.p90, 1e-3);
}

TEST_F(Projecting, WeekendsHaveALoadOfTheirOwn) {
    auto spec = three_months();
    spec.weekend = 0.25;
    const auto api = projected(spec).deployments.at(0);
    expect_certain(api.months[1].bill, 1.296 * 24 * (20 + 0.25 * 8));
}

// Support of 10 % on all, tax of 20 % on that; the price falls by a tenth in February; 100 USD once, in March.
TEST_F(Projecting, PricesChangeAndSupportAndTaxAreAdded) {
    auto spec = three_months();
    spec.support = 0.1;
    spec.tax = 0.2;
    spec.prices = {{"contract", later(1), "", 0.9}};
    spec.one_off = {{"migration", later(2), "", 60}, {"racks", later(2), "machine", 40}, {"keys", later(2), "api", 7}};
    spec.discount_rate = 0.21;
    const auto machine = projected(spec).deployments.at(1);
    const double january = 744 * 1.32;
    const double february = 0.9 * 672 * 1.32;
    const double march = (0.9 * 744 + 100) * 1.32;
    expect_certain(machine.months[0].bill, january);
    expect_certain(machine.months[1].bill, february);
    expect_certain(machine.months[2].bill, march);
    EXPECT_NEAR(machine.present_value, january + february / std::pow(1.21, 1.0 / 12) + march / std::pow(1.21, 2.0 / 12),
                kRounding);
    const auto& month = machine.months[2];
    ASSERT_EQ(month.item_cost.size(), 1U);
    EXPECT_NEAR(month.item_cost[0], 0.9 * 744, kRounding);
    EXPECT_NEAR(month.support, 0.1 * (0.9 * 744 + 100), kRounding);
    EXPECT_NEAR(month.tax, 0.2 * 1.1 * (0.9 * 744 + 100), kRounding);
    EXPECT_NEAR(month.middle, march, kRounding);
    EXPECT_NEAR(machine.change.prices, -0.1 * 744 * 1.32, kRounding);
    EXPECT_NEAR(machine.change.one_off, 132, kRounding);
    EXPECT_NEAR(
        january + machine.change.calendar + machine.change.load + machine.change.prices + machine.change.one_off, march,
        kRounding);
}

// The machine costs 24 USD a day, the API more; a budget is in euros.
TEST_F(Projecting, ACurrencyFollowsItsRate) {
    auto spec = three_months();
    spec.currency = {"EUR", 0.5, {{later(1), 0.25}}, 0};
    spec.one_off = {{"migration", later(1), "", 100}};
    spec.budget_per_month = 31 * 12.0 + 1;
    const auto projection = projected(spec);
    const auto& machine = projection.deployments.at(1);
    expect_certain(machine.months[0].bill, 31 * 12);
    expect_certain(machine.months[1].bill, 28 * 6 + 25);
    EXPECT_EQ(machine.months[1].one_off, 25);
    EXPECT_EQ(machine.months[0].above_budget, 0);
    EXPECT_EQ(projection.deployments[0].months[0].above_budget, 1);
    EXPECT_NEAR(machine.change.exchange_rate, -31 * 6, 1e-6);  // March at the rate of March, not that of January
    EXPECT_NEAR(machine.change.load + machine.change.prices + machine.change.calendar + machine.change.one_off, 0,
                1e-6);
}

// After t months the logarithm of the rate has moved by sd sqrt(t): of the last of ten, P90 / P50 = exp(1.2816 sd 3).
TEST_F(Projecting, ACurrencyIsAsUncertainAsItSays) {
    auto spec = three_months();
    spec.months = 10;
    spec.draws = 20'000;
    spec.currency = {"CHF", 1, {}, 0.05};
    const auto machine = projected(spec).deployments.at(1);
    EXPECT_EQ(machine.months[0].bill.p10, machine.months[0].bill.p90);
    const auto& last = machine.months[9].bill;
    // The standard error of a quantile is sqrt(q (1 - q) / n) over its density, 0.1755 of a standard normal.
    const double error = std::sqrt(0.9 * 0.1 / spec.draws) / 0.1755 * 0.15;
    EXPECT_NEAR(std::log(last.p90 / last.p50), 1.2816 * 0.05 * 3, 4 * std::sqrt(2.0) * error);
    EXPECT_DOUBLE_EQ(machine.shares.exchange_rate, 1);
}

TEST_F(Projecting, ABudgetIsExceededOrNot) {
    auto spec = three_months();
    spec.budget_per_month = 700;
    spec.budget_per_year = 2161;
    const auto machine = projected(spec).deployments.at(1);
    EXPECT_EQ(machine.months[0].above_budget, 1);
    EXPECT_EQ(machine.months[1].above_budget, 0);
    ASSERT_EQ(machine.years.size(), 1U);
    EXPECT_EQ(machine.years[0].year, 2027);
    EXPECT_EQ(machine.years[0].months, 3U);
    EXPECT_EQ(machine.years[0].above_budget, 0);
}

// 4 /s x 3 are more than the ten that the machine serves: from February on only the API meets its objective.
TEST_F(Projecting, WhoMissesItsObjectiveIsNotTheCheapest) {
    auto spec = three_months();
    spec.growth = 2;
    const auto projection = projected(spec);
    EXPECT_EQ(projection.deployments[1].misses_from, later(1));
    EXPECT_FALSE(projection.deployments[0].misses_from);
    ASSERT_EQ(projection.cheapest.size(), 2U);
    EXPECT_EQ(projection.cheapest[0].deployment, 1U);
    EXPECT_EQ(projection.cheapest[1].month, later(1));
    EXPECT_EQ(projection.cheapest[1].deployment, 0U);
    EXPECT_THAT(projection_text(projection, 120), HasSubstr("! misses an objective from 2027-02 on"));
}

// Of 14,400 requests an hour: the API takes 0.09 USD for a thousand, the machine a dollar an hour.
TEST_F(Projecting, TellsWhatAUnitCostsAndWhatIsLeft) {
    auto spec = three_months();
    spec.revenue.per_1k_requests = 0.08;
    spec.revenue.per_user = 0.3;
    spec.revenue.requests_per_user = 300'000;
    const auto projection = projected(spec);
    const auto& api = projection.deployments[0].unit;
    expect_certain(api.per_1k_requests, 0.09);
    expect_certain(*api.per_user, 27);
    EXPECT_FALSE(api.per_1m_tokens.has_value());
    // A user pays for each of the three months, however many days it has.
    const double thousands = 14.4 * 90 * 24;
    const double revenue = 0.08 * thousands + 3 * 0.3 * 14'400 * 730 / 300'000;
    EXPECT_NEAR(api.margin->p50, revenue - 0.09 * thousands, 1e-6);
    EXPECT_EQ(api.loses, 1);
    const auto& machine = projection.deployments[1].unit;
    expect_certain(machine.per_1k_requests, 1 / 14.4);
    EXPECT_NEAR(machine.margin_share->p50, 1 - 90 * 24 / revenue, 1e-9);
    EXPECT_EQ(machine.loses, 0);
    EXPECT_THAT(projection_text(projection, 200), HasSubstr("it loses money with a probability of 100 %"));
    EXPECT_FALSE(projected(three_months()).deployments[0].unit.margin.has_value());
}

// As in a comparison. Every ten minutes, a batch at 0.10 USD an hour costs a tenth of the machine at most.
TEST_F(Projecting, ABatchIsNotTheCheapestWhereOthersAnswerWhileSomeoneWaits) {
    auto text = scenario();
    text.replace(text.rfind("]"), 1, R"(, {"name": "batch", "serving": "batch", "window": {"every": "5 min"},
        "pools": [{"offer": {"price": "0.10 USD/h"}}]}])");
    const auto projection = project(resolved(text), three_months(), 1, nullptr);
    ASSERT_EQ(projection.deployments.size(), 3U);
    EXPECT_LT(projection.deployments[2].total.p90, projection.deployments[1].total.p10);
    EXPECT_EQ(projection.deployments[2].candidacy, Candidacy::answers_later);
    ASSERT_EQ(projection.cheapest.size(), 1U);
    EXPECT_EQ(projection.cheapest[0].deployment, 1U);
    EXPECT_THAT(projection_text(projection, 200), HasSubstr("'batch' answers later"));
    text.replace(text.find(R"("slo": [)"), text.find("]", text.find(R"("slo": [)")) - text.find(R"("slo": [)") + 2, "");
    EXPECT_EQ(project(resolved(text), three_months(), 1, nullptr).cheapest[0].deployment, 2U) << "nobody waits";
}

// Metamorphic: months apart or together, prices twice as high.
TEST_F(Projecting, MonthsAddUpAndPricesScale) {
    auto spec = three_months();
    spec.growth = 0.02;
    spec.growth_sd = 0.05;
    spec.budget_per_month = 1000;
    const auto once = projected(spec);
    spec.prices = {{"", kJanuary, "", 2}};
    spec.budget_per_month = 2000;
    const auto twice = projected(spec);
    for (std::size_t i = 0; i < 2; ++i) {
        double mean = 0;
        for (std::size_t t = 0; t < 3; ++t) {
            const auto& a = once.deployments[i].months[t];
            const auto& b = twice.deployments[i].months[t];
            EXPECT_NEAR(b.bill.p10, 2 * a.bill.p10, 1e-9 * a.bill.p10);
            EXPECT_NEAR(b.bill.p90, 2 * a.bill.p90, 1e-9 * a.bill.p90);
            EXPECT_EQ(a.above_budget, b.above_budget);
            mean += a.bill.mean;
        }
        EXPECT_NEAR(mean, once.deployments[i].total.mean, 1e-9 * mean);
    }
    EXPECT_EQ(once.deployments[0].shares.demand, 1);
    EXPECT_EQ(projection_json(projected(spec)), projection_json(twice)) << "the same seed, the same bytes";
}

// 200 histories of the same law, each with a seed of its own: the API's bill is its load times 1.296 USD an hour. The
// stated range of 80 % holds 80 % of them within 6 %.
TEST_F(Projecting, TheStatedRangeHoldsHistories) {
    auto spec = three_months();
    spec.months = 12;
    spec.growth = 0.03;
    spec.growth_sd = 0.02;
    spec.volatility = 0.06;
    spec.weekend = 0.5;
    const auto api = projected(spec).deployments.at(0);
    constexpr int kHistories = 200;
    for (const std::size_t t : {1U, 5U, 11U}) {
        int held = 0;
        const auto hours = hours_of(later(static_cast<int>(t)));
        for (int history = 0; history < kHistories; ++history) {
            const double load = ProjectedDemand(spec, kJanuary, 1000 + static_cast<std::uint64_t>(history)).drawn(0)[t];
            const double bill = 1.296 * load * (hours.weekdays + 0.5 * hours.weekends);
            held += bill >= api.months[t].bill.p10 && bill <= api.months[t].bill.p90 ? 1 : 0;
        }
        EXPECT_NEAR(held, 0.8 * kHistories, 0.06 * kHistories) << "month " << t;
    }
}

TEST_F(Projecting, WhatDoesNotFitIsRefused) {
    auto spec = three_months();
    spec.prices = {{"", kJanuary, "aws/nowhere", 0.9}};
    EXPECT_THROW((void)projected(spec), InputError);
    spec = three_months();
    spec.one_off = {{"migration", kJanuary, "machin", 1}};
    EXPECT_THROW((void)projected(spec), InputError);
    spec = three_months();
    spec.seasonality = std::vector<double>(12, 0);
    EXPECT_THROW((void)projected(spec), InputError);
}

TEST(ProjectionSchema, IsThePublishedFile) {
    results::testing::expect_same_file("docs/projection.schema.json", projection_schema_text());
}

TEST(ProjectionReader, ReadsAndComplains) {
    const auto draft = [](const std::string& projection) {
        return scenarios::draft_scenario(R"({"plimsoll": 1, "workload": {"traffic": {"generate": {"rate": "4 /s"}}},
  "service": {"time": {"constant": "100 ms"}}, "deployments": [{"name": "a", "serving": "api", "pools": [{"offer": {"request_price": "90 USD/1M requests"}}]}],
  "projection": )" + projection + "}",
                                         "test.json");
    };
    const auto read = draft(
        R"({"start": "2027-01", "growth": -0.02, "events": [{"at": "2027-05", "load": 2}], "budget_per_month": 12000})");
    EXPECT_TRUE(read.problems.empty());
    EXPECT_EQ(read.projection.start, kJanuary);
    EXPECT_EQ(read.projection.growth, -0.02);
    EXPECT_EQ(read.projection.events.at(0).at, later(4));
    EXPECT_EQ(read.projection.budget_per_month, 12000);
    const auto wrong = [&](const std::string& projection) {
        const auto problems = draft(projection).problems;
        return problems.empty() ? std::string() : problems.front().message + "; " + problems.front().hint;
    };
    EXPECT_THAT(wrong(R"({"start": "2027-13"})"), HasSubstr("is no month"));
    EXPECT_THAT(wrong(R"({"seasonality": [1, 2]})"), HasSubstr("has 2 values, expected one for each month"));
    EXPECT_THAT(wrong(R"({"events": [{"load": 2}]})"), HasSubstr("at"));
    EXPECT_THAT(wrong(R"({"growht": 0.1})"), HasSubstr("growth"));
    EXPECT_THAT(wrong(R"({"currency": {"per_usd": 0.9}})"), HasSubstr("EUR"));
    EXPECT_THAT(wrong(R"({"currency": {"code": "euro", "per_usd": 0.9}})"), HasSubstr("\"euro\" is no currency"));
    EXPECT_THAT(wrong(R"({"currency": {"code": "EUR"}})"), HasSubstr("0.92"));
    EXPECT_THAT(wrong(R"({"currency": {"code": "USD", "per_usd": 1}})"), HasSubstr("does not apply to USD"));
    EXPECT_THAT(wrong(R"({"currency": {"code": "EUR", "per_usd": 0.9, "changes": [
        {"at": "2027-03", "per_usd": 0.8}, {"at": "2027-03", "per_usd": 0.7}]}})"),
                HasSubstr("not after the month before it"));
}

}  // namespace
}  // namespace plimsoll::sim
