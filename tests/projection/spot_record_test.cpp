// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/spot_record.hpp"

#include "sim/projection/demand.hpp"
#include "sim/projection/prediction.hpp"
#include "sim/projection/projection.hpp"
#include "sim/projection/report.hpp"
#include "tests/resolve/resolve_fixture.hpp"

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <numeric>

namespace plimsoll::sim {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

/// A price a day.
pricing::PriceSeries series_of(const std::vector<double>& days) {
    pricing::PriceSeries series;
    series.length = 24h * static_cast<std::int64_t>(days.size());
    for (std::size_t i = 0; i < days.size(); ++i) {
        series.prices.push_back(pricing::Money::parse(fmt::format("{:.9f}", days[i])));
        series.steps.push_back({24h * static_cast<std::int64_t>(i), i});
    }
    return series;
}

/// Logarithms that forget a day's by half until the next: their standard deviation is 0.3.
std::vector<double> history(std::uint64_t seed, std::size_t days) {
    constexpr double kMemory = 0.5, kSd = 0.3;
    std::vector<double> prices;
    double log = normal_draw(seed, "history", 0);
    for (std::size_t i = 0; i < days; ++i) {
        if (i > 0)
            log = kMemory * log +
                  std::sqrt(1 - kMemory * kMemory) * normal_draw(seed, "history", i, static_cast<std::uint32_t>(i));
        prices.push_back(std::exp(kSd * log));
    }
    return prices;
}

const std::vector<std::size_t> kQuarter{31, 28, 31};

TEST(SpotRecord, KnowsItsDaysAndTheirMean) {
    const SpotRecord record(series_of({0.1, 0.2, 0.3, 0.4}));
    EXPECT_EQ(record.days(), 4U);
    EXPECT_DOUBLE_EQ(record.mean(), 0.25);
    EXPECT_EQ(record.block(), 1U);
    EXPECT_TRUE(record.is_short());
}

TEST(SpotRecord, OfOnePriceHasNoSpread) {
    const SpotRecord record(series_of(std::vector<double>(200, 0.35)));
    for (std::uint32_t draw = 0; draw < 100; ++draw)
        for (const double factor : record.drawn(1, draw, kQuarter)) EXPECT_NEAR(factor, 1, 1e-12);
    EXPECT_EQ(SpotRecord(series_of({0.35})).drawn(1, 0, kQuarter), std::vector<double>(3, 1));
}

TEST(SpotRecord, DrawsTheSameForTheSameSeedAndDraw) {
    const SpotRecord record(series_of(history(7, 365)));
    EXPECT_EQ(record.drawn(1, 5, kQuarter), SpotRecord(series_of(history(7, 365))).drawn(1, 5, kQuarter));
    EXPECT_NE(record.drawn(1, 5, kQuarter), record.drawn(1, 6, kQuarter));
    EXPECT_NE(record.drawn(1, 5, kQuarter), record.drawn(2, 5, kQuarter));
    // Fewer months are the first of more, and prices k times as high are as far off.
    auto dearer = history(7, 365);
    for (double& price : dearer) price *= 3;
    const auto factors = record.drawn(1, 5, kQuarter);
    EXPECT_EQ(record.drawn(1, 5, {31}).front(), factors.front());
    EXPECT_THAT(SpotRecord(series_of(dearer)).drawn(1, 5, kQuarter),
                testing::Pointwise(testing::DoubleNear(1e-6), factors));
}

// Of a series that forgets a day's value by phi, G = 2 phi / (1 - phi)^2 and D = 4/3 ((1 + phi) / (1 - phi))^2 of its
// variance, so that the length is (3/2 (2 phi / (1 - phi^2))^2 n)^(1/3): 20 days of 3,000 where phi is 0.5.
TEST(SpotRecord, BlocksAreAsLongAsTheSeriesRemembers) {
    const auto logs_of = [](std::vector<double> prices) {
        for (double& price : prices) price = std::log(price);
        return prices;
    };
    double sum = 0;
    constexpr std::uint64_t kHistories = 20;
    for (std::uint64_t seed = 1; seed <= kHistories; ++seed) sum += block_length(logs_of(history(seed, 3000)));
    const double expected = std::cbrt(1.5 * std::pow(2 * 0.5 / (1 - 0.25), 2) * 3000);
    EXPECT_NEAR(sum / static_cast<double>(kHistories), expected, 0.15 * expected);
    std::vector<double> noise;
    for (std::uint64_t i = 0; i < 1000; ++i) noise.push_back(normal_draw(1, "noise", i));
    EXPECT_LT(block_length(noise), 5);
    EXPECT_EQ(block_length(std::vector<double>(100, 2.0)), 1);
}

// Of 300 markets of the same law, each recorded for a year, so many of the months that follow lie between P10 and P90
// as should: 80 %. The months of one market are not independent; the bound is four standard errors of its 300 sums.
TEST(SpotRecord, MonthsThatFollowLieWithinItsRange) {
    constexpr std::size_t kHistories = 300, kDays = 365;
    constexpr std::uint32_t kDraws = 200;
    double inside = 0, sums_inside = 0;
    for (std::uint64_t seed = 1; seed <= kHistories; ++seed) {
        const auto prices = history(seed, kDays + 90);
        const SpotRecord record(series_of({prices.begin(), prices.begin() + kDays}));
        std::vector<std::vector<double>> drawn(kQuarter.size());
        std::vector<double> drawn_sums;
        for (std::uint32_t draw = 0; draw < kDraws; ++draw) {
            const auto factors = record.drawn(seed, draw, kQuarter);
            for (std::size_t t = 0; t < kQuarter.size(); ++t) drawn[t].push_back(record.mean() * factors[t]);
            drawn_sums.push_back(record.mean() * std::accumulate(factors.begin(), factors.end(), 0.0));
        }
        const auto is_inside = [](const std::vector<double>& values, double actual) {
            const auto range = prediction_of(values);
            return actual >= range.p10 && actual <= range.p90 ? 1.0 : 0.0;
        };
        auto day = prices.begin() + kDays;
        double sum = 0;
        for (std::size_t t = 0; t < kQuarter.size(); ++t) {
            const auto end = day + static_cast<std::ptrdiff_t>(kQuarter[t]);
            const double mean = std::accumulate(day, end, 0.0) / static_cast<double>(kQuarter[t]);
            inside += is_inside(drawn[t], mean) / static_cast<double>(kQuarter.size());
            sum += mean;
            day = end;
        }
        sums_inside += is_inside(drawn_sums, sum);
    }
    const double bound = 4 * std::sqrt(0.8 * 0.2 / kHistories);
    EXPECT_NEAR(inside / kHistories, 0.8, bound);
    EXPECT_NEAR(sums_inside / kHistories, 0.8, bound);
}

/// A machine on a spot market that was recorded: 0.10 in its first two days, 0.40 on each of the others.
class ProjectingRecordedSpot : public Resolving {
protected:
    ProjectingRecordedSpot() { write_catalog(200, 2, "0.40"); }
    /// \param cheap so many days
    void write_catalog(int days, int cheap, const char* price) {
        const auto moment = [](int day) {
            const std::chrono::year_month_day date(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1) +
                                                   std::chrono::days(day));
            return fmt::format("{:04}-{:02}-{:02}T00:00:00Z", static_cast<int>(date.year()),
                               static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
        };
        std::ofstream(folder_ / "catalog" / "recorded.json")
            << fmt::format(R"({{
  "plimsoll_catalog": 1, "currency": "USD", "provenance": {{"source": "a record", "date": "2026-07-20"}},
  "offers": [{{"id": "test/b/m", "title": "recorded", "kind": "instance", "meters": [
    {{"meter": "instance", "on_demand_per_hour": "1.00", "spot_per_hour": "0.30",
      "spot_history": {{"until": "{}", "zones": {{"a": {{"{}": "0.10", "{}": "{}"}}}}}}}}]}}]}})",
                           moment(days), moment(0), moment(cheap), price);
    }
    [[nodiscard]] Projection projected(unsigned jobs = 1, const std::string& extras = "") const {
        scenarios::ProjectionSpec spec;
        spec.start = std::chrono::year_month{2027y, std::chrono::January};
        spec.months = 3;
        return project(
            resolved(
                R"({"plimsoll": 1, "workload": {"traffic": {"generate": {"process": "constant", "rate": "4 /s"}}},
  "service": {"time": {"constant": "100 ms"}}, "experiment": {"horizon": "1 h", "replications": 1},
  "deployments": [
    {"name": "spot", "serving": "real-time", "pools": [
      {"offer": "test/b/m", "purchase": "spot", "spot_prices": {"series": "recorded"}, "replicas": {"min": 1, "max": 1},
       "interruptions": {"mean_time_to_interruption": "36500 d"}}], "extras": [)" +
                extras + "]}]}"),
            spec, jobs, nullptr);
    }
};

// The horizon of an hour has the price of the record's beginning; months have that of all of it.
TEST_F(ProjectingRecordedSpot, MonthsHaveThePricesOfTheRecord) {
    const auto projection = projected();
    const auto& spot = projection.deployments.at(0);
    const double mean = (2 * 0.1 + 198 * 0.4) / 200;
    EXPECT_NEAR(spot.months[0].middle, 744 * mean, 1e-5);
    EXPECT_NEAR(spot.months[1].middle, 672 * mean, 1e-5);
    EXPECT_NEAR(spot.months[0].bill.mean, 744 * mean, 0.02 * 744 * mean);
    EXPECT_LT(spot.months[0].bill.p10, spot.months[0].bill.p90);
    EXPECT_DOUBLE_EQ(spot.shares.spot_prices, 1);
    EXPECT_THAT(projection.notes, testing::Contains(HasSubstr("drawn from its record of 200 days, 31 at a time")));
    EXPECT_THAT(projection.notes, testing::Not(testing::Contains(HasSubstr("taken to stay as they are"))));
}

TEST_F(ProjectingRecordedSpot, OfOnePriceNothingIsUncertain) {
    write_catalog(200, 2, "0.10");
    const auto month = projected().deployments.at(0).months[0];
    EXPECT_NEAR(month.middle, 74.4, 1e-5);
    EXPECT_NEAR(month.bill.p10, 74.4, 1e-5);
    EXPECT_NEAR(month.bill.p90, 74.4, 1e-5);
}

TEST_F(ProjectingRecordedSpot, AShortRecordSaysSo) {
    write_catalog(40, 20, "0.40");
    EXPECT_THAT(projected().notes, testing::Contains(HasSubstr("13 at a time: too few to tell well how far they go")));
}

TEST_F(ProjectingRecordedSpot, IsTheSameForAnyNumberOfJobs) {
    EXPECT_EQ(projection_json(projected(1)), projection_json(projected(2)));
}

// A tenth of what is billed for machines is one of the months' prices, too; sums hold in the charges.
TEST_F(ProjectingRecordedSpot, FeesAndChargesFollow) {
    const auto projection = projected(1, R"({"offer": {"price": "10 %", "item": "licence"}, "per": "machine-cost"})");
    const auto& month = projection.deployments.at(0).months[0];
    const double mean = (2 * 0.1 + 198 * 0.4) / 200;
    EXPECT_NEAR(month.middle, 1.1 * 744 * mean, 1e-5);
    const auto charges = focus_csv(projection);
    // The price of an hour is that of the month, on the list as well.
    EXPECT_THAT(charges, HasSubstr("0.397"));
    const auto file = std::filesystem::temp_directory_path() / ("plimsoll-spot-" + std::to_string(getpid()) + ".xlsx");
    write_report_workbook(projection, {"2027-01-31", "plimsoll 0"}, file);
    double sum = 0;
    for (const auto& each : projection.deployments.at(0).months) sum += each.middle;
    const auto command =
        fmt::format("python3 '{}/tests/projection/recalculate.py' '{}' {}", PLIMSOLL_SOURCE_DIR, file.string(), sum);
    EXPECT_EQ(std::system(command.c_str()), 0);
    std::filesystem::remove(file);
}

}  // namespace
}  // namespace plimsoll::sim
