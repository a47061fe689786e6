// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/report.hpp"

#include "tests/resolve/resolve_fixture.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <map>
#include <sstream>

namespace plimsoll::sim {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

using Row = std::map<std::string, std::string>;

/// Rows of a table without line breaks in its fields.
std::vector<Row> rows_of(const std::string& csv) {
    const auto cells_of = [](const std::string& line) {
        std::vector<std::string> cells(1);
        bool quoted = false;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
                cells.back() += line[++i];
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
                cells.emplace_back();
            else if (line[i] != '\r')
                cells.back() += line[i];
        }
        return cells;
    };
    std::istringstream text(csv);
    std::string line;
    std::getline(text, line);
    const auto names = cells_of(line);
    std::vector<Row> rows;
    while (std::getline(text, line)) {
        const auto cells = cells_of(line);
        EXPECT_EQ(cells.size(), names.size());
        Row row;
        for (std::size_t i = 0; i < names.size(); ++i) row[names[i]] = cells.at(i);
        rows.push_back(std::move(row));
    }
    return rows;
}

constexpr const char* kCosts[] = {"BilledCost", "EffectiveCost", "ContractedCost", "ListCost"};

/// FOCUS 1.2: of a charge that is calculated from others, each cost is calculated from that cost of theirs. Those of a
/// commitment's fee bear its id.
void expect_shares_of_other_charges(const std::vector<Row>& rows, double support, double tax) {
    using Costs = std::map<std::string, double>;
    std::map<std::string, Costs> others, supports, taxes;  // by month, deployment and fee
    for (const auto& row : rows) {
        const bool is_support = row.at("ServiceName") == "Support";
        const bool is_tax = row.at("ChargeCategory") == "Tax";
        const bool of_fee = row.at("ChargeCategory") == "Purchase" || is_tax;
        const auto of = row.at("BillingPeriodStart") + row.at("SubAccountName") +
                        (of_fee ? row.at("CommitmentDiscountId") : std::string());
        auto& costs = (is_support ? supports : is_tax ? taxes : others)[of];
        for (const char* cost : kCosts) costs[cost] += std::stod(row.at(cost));
    }
    constexpr double kRounding = 2e-6;  // whole millionths of sums of lines
    for (auto& [of, costs] : others)
        for (const char* cost : kCosts) {
            EXPECT_NEAR(supports[of][cost], support * costs[cost], kRounding) << of << " " << cost;
            EXPECT_NEAR(taxes[of][cost], tax * (1 + support) * costs[cost], kRounding) << of << " " << cost;
        }
    EXPECT_EQ(supports.size(), others.size());
    EXPECT_EQ(taxes.size(), others.size());
}

/// Two deployments, of which one has a name that a spreadsheet or a page would take for more.
class Reporting : public Resolving {
protected:
    Projection projection(const scenarios::CurrencySpec& currency = {}) const {
        scenarios::ProjectionSpec spec;
        spec.currency = currency;
        spec.start = std::chrono::year_month{2027y, std::chrono::January};
        spec.months = 3;
        spec.growth = 0.1;
        spec.growth_sd = 0.05;
        spec.weekend = 0.5;
        spec.support = 0.1;
        spec.tax = 0.2;
        spec.prices = {{"contract", *spec.start + std::chrono::months(1), "", 0.9}};
        spec.one_off = {{"migration", *spec.start + std::chrono::months(2), "", 100}};
        spec.budget_per_month = 1000;
        return project(
            resolved(R"({"plimsoll": 1, "workload": {"traffic": {"generate": {"process": "constant", "rate": "4 /s"}}},
  "service": {"time": {"constant": "100 ms"}}, "experiment": {"horizon": "10 min", "replications": 2},
  "deployments": [
    {"name": "=1+1 <b>", "serving": "api", "pools": [{"offer": {"request_price": "90 USD/1M requests"}}]},
    {"name": "machine", "serving": "real-time", "pools": [{"offer": {"price": "1 USD/h"}, "replicas": {"min": 1, "max": 1}}]}
  ]})"),
            spec, 1, nullptr);
    }
    /// A script calculates the workbook's formulas anew and compares: cells, sums of months, and the sums of the
    /// summary.
    static void expect_calculates(const Projection& projected) {
        const auto file =
            std::filesystem::temp_directory_path() / ("plimsoll-report-" + std::to_string(getpid()) + ".xlsx");
        write_report_workbook(projected, {kDate, "plimsoll 0"}, file);
        std::string command =
            std::string("python3 '") + PLIMSOLL_SOURCE_DIR "/tests/projection/recalculate.py' '" + file.string() + "'";
        for (const auto& deployment : projected.deployments) {
            double middle = 0;
            for (const auto& month : deployment.months) middle += month.middle;
            command += " " + std::to_string(middle);
        }
        EXPECT_EQ(std::system(command.c_str()), 0);
        std::filesystem::remove(file);
    }
    static constexpr const char* kDate = "2027-01-31";
};

TEST_F(Reporting, FocusChargesAddUpToTheBills) {
    const auto projected = projection();
    const auto rows = rows_of(focus_csv(projected));
    std::map<std::string, pricing::Money> billed;
    for (const auto& row : rows) {
        for (const char* mandatory :
             {"BilledCost", "BillingAccountId", "BillingAccountName", "BillingCurrency", "BillingPeriodEnd",
              "BillingPeriodStart", "ChargeCategory", "ChargeDescription", "ChargePeriodEnd", "ChargePeriodStart",
              "ContractedCost", "EffectiveCost", "InvoiceIssuerName", "ListCost", "ProviderName", "PublisherName",
              "ServiceCategory", "ServiceName"})
            EXPECT_FALSE(row.at(mandatory).empty()) << mandatory;
        EXPECT_THAT((std::vector<std::string>{"Usage", "Purchase", "Tax"}),
                    testing::Contains(row.at("ChargeCategory")));
        EXPECT_EQ(row.at("ChargePeriodStart").size(), std::string("2027-01-01T00:00:00Z").size());
        // Neither quantity nor price of a tax; both of everything else.
        for (const char* column : {"PricingQuantity", "PricingUnit", "PricingCategory", "SkuId"})
            EXPECT_EQ(row.at(column).empty(), row.at("ChargeCategory") == "Tax") << column;
        if (row.at("ChargeCategory") == "Usage") {
            EXPECT_NEAR(std::stod(row.at("ContractedUnitPrice")) * std::stod(row.at("PricingQuantity")),
                        std::stod(row.at("BilledCost")), 1e-5);
            EXPECT_NEAR(std::stod(row.at("ListUnitPrice")) * std::stod(row.at("PricingQuantity")),
                        std::stod(row.at("ListCost")), 1e-5);
        }
        billed[row.at("SubAccountName") + row.at("BillingPeriodStart").substr(0, 7)] +=
            pricing::Money::parse(row.at("BilledCost"));
    }
    for (const auto& [name, place] : {std::pair{"'=1+1 <b>", 0}, std::pair{"machine", 1}})
        for (std::size_t t = 0; t < 3; ++t) {
            const auto month = "2027-0" + std::to_string(t + 1);
            const double middle = projected.deployments[static_cast<std::size_t>(place)].months[t].middle;
            EXPECT_EQ(billed[name + month], pricing::Money::parse(fmt::format("{:.6f}", middle)));
        }
    EXPECT_EQ(billed.size(), 6U);
    expect_shares_of_other_charges(rows, 0.1, 0.2);
}

// In February prices are 0.9 of the list's.
TEST_F(Reporting, SupportAndTaxHaveAListCostOfTheirOwn) {
    for (const auto& row : rows_of(focus_csv(projection()))) {
        if (row.at("ChargeCategory") != "Tax" && row.at("ServiceName") != "Support") continue;
        const double ratio = row.at("BillingPeriodStart").starts_with("2027-02") ? 0.9 : 1;
        if (row.at("BillingPeriodStart").starts_with("2027-03")) continue;  // with what is paid once
        EXPECT_NEAR(std::stod(row.at("ContractedCost")), ratio * std::stod(row.at("ListCost")), 1e-6);
        EXPECT_EQ(row.at("ContractedCost"), row.at("BilledCost"));
    }
}

/// One machine runs: of three that are bought for a year, half paid upfront, two are unused, and the machine is covered
/// whole; from February on a third of another offer's machine is.
class ReportingCommitments : public Reporting {
protected:
    Projection committed() const {
        scenarios::ProjectionSpec spec;
        spec.start = std::chrono::year_month{2027y, std::chrono::January};
        spec.months = 3;
        spec.support = 0.1;
        spec.tax = 0.2;
        spec.prices = {{"contract", *spec.start + std::chrono::months(1), "", 0.9}};
        scenarios::CommitmentSpec three;
        three.name = "=three";
        three.at = *spec.start;
        three.covers = "test/a/plain";
        three.machines = 3;
        three.upfront = scenarios::Upfront::partial;
        three.discount = 0.4;
        scenarios::CommitmentSpec third;
        third.at = *spec.start + std::chrono::months(1);
        third.covers = "test/a/t4";
        third.per_hour = 0.1;
        third.discount = 0.4;
        spec.commitments = {three, third};
        return project(
            resolved(R"({"plimsoll": 1, "workload": {"traffic": {"generate": {"process": "constant", "rate": "4 /s"}}},
  "service": {"time": {"constant": "100 ms"}}, "experiment": {"horizon": "1 h", "replications": 1},
  "deployments": [
    {"name": "machines", "serving": "real-time", "pools": [
      {"offer": "test/a/plain", "replicas": {"min": 1, "max": 1}}, {"offer": "test/a/t4", "replicas": {"min": 1, "max": 1}}]}
  ]})"),
            spec, 1, nullptr);
    }
};

TEST_F(ReportingCommitments, FocusTellsWhatIsBilledAndWhatItIsWorth) {
    const auto projected = committed();
    const auto& machines = projected.deployments.at(0);
    std::map<std::string, double> billed, effective, unused;
    const auto rows = rows_of(focus_csv(projected));
    expect_shares_of_other_charges(rows, 0.1, 0.2);
    for (const auto& row : rows) {
        const auto month = row.at("BillingPeriodStart").substr(0, 7);
        const bool commits = !row.at("CommitmentDiscountId").empty();
        billed[month] += std::stod(row.at("BilledCost"));
        effective[month] += std::stod(row.at("EffectiveCost"));
        EXPECT_EQ(row.at("PricingCategory") == "Committed", commits && row.at("ChargeCategory") == "Usage");
        if (!commits) continue;
        if (row.at("ChargeCategory") == "Tax") {
            EXPECT_EQ(row.at("EffectiveCost"), "0.000000000");
            continue;
        }
        for (const char* column : {"CommitmentDiscountCategory", "CommitmentDiscountName", "CommitmentDiscountQuantity",
                                   "CommitmentDiscountType", "CommitmentDiscountUnit"})
            EXPECT_FALSE(row.at(column).empty()) << column;
        if (row.at("ChargeCategory") == "Purchase") {
            EXPECT_EQ(row.at("EffectiveCost"), "0.000000000");
            EXPECT_EQ(row.at("CommitmentDiscountStatus"), "");
        } else {
            EXPECT_EQ(row.at("BilledCost"), "0.000000000");
            if (row.at("CommitmentDiscountStatus") == "Unused")
                unused[month] += std::stod(row.at("EffectiveCost"));
            else
                EXPECT_EQ(row.at("CommitmentDiscountStatus"), "Used");
        }
    }
    for (std::size_t t = 0; t < 3; ++t) {
        const auto& month = machines.months[t];
        const auto name = "2027-0" + std::to_string(t + 1);
        EXPECT_NEAR(billed[name], month.middle, 1e-6);
        EXPECT_NEAR(effective[name], month.amortised, 1e-6);
        EXPECT_NEAR(unused[name], month.committed().unused, 1e-6);
    }
    // Three machines at 0.60, and the T4 at 0.50; from February on at 0.9 of that, a part of it at 0.10 instead.
    EXPECT_NEAR(effective["2027-01"], (1.8 + 0.5) * 744 * 1.32, 1e-5);
    EXPECT_NEAR(effective["2027-02"], (1.8 + 0.45 - 0.1 / 0.6 + 0.1) * 672 * 1.32, 1e-5);
    // January: 3 x 0.60 a year, half of it at once; the T4 at 0.50.
    const double january = 0.9 * 8760 + (0.9 + 0.5) * 744;
    EXPECT_NEAR(machines.months[0].middle, january * 1.32, 1e-6);
    EXPECT_NEAR(unused["2027-01"], 1.2 * 744, 1e-6);
    // February: 0.45 for the T4 less 0.10 / 0.6, which costs 0.10.
    EXPECT_NEAR(machines.months[1].middle, (0.9 + 0.45 - 0.1 / 0.6 + 0.1) * 672 * 1.32, 1e-6);
}

TEST_F(ReportingCommitments, TheWorkbookCalculatesToTheSameTotals) { expect_calculates(committed()); }

TEST_F(ReportingCommitments, ThePageTellsThem) {
    const auto page = report_page(committed(), {kDate, "plimsoll 0"});
    EXPECT_THAT(page, HasSubstr("machines: commitments"));
    EXPECT_THAT(page, HasSubstr("3 x test/a/plain"));
}

// January has 744 hours: 100 GB kept at 0.073 USD a GB-month of 730 h, and 4 requests a second of 1 MB, at twice the
// load from February on.
TEST_F(Reporting, ExtrasFollowWhatDrivesThem) {
    scenarios::ProjectionSpec spec;
    spec.start = std::chrono::year_month{2027y, std::chrono::January};
    spec.months = 2;
    spec.events = {{"launch", *spec.start + std::chrono::months(1), 0, 2}};
    const auto rows = rows_of(focus_csv(project(
        resolved(R"({"plimsoll": 1, "workload": {"traffic": {"generate": {"process": "constant", "rate": "4 /s"}}},
  "service": {"time": {"constant": "100 ms"}}, "experiment": {"horizon": "10 min", "replications": 1},
  "deployments": [
    {"name": "machine", "serving": "real-time", "pools": [{"offer": {"price": "1 USD/h"}, "replicas": {"min": 1}}],
     "extras": [{"offer": {"price": "0.073 USD/GB-month", "item": "disk", "category": "storage"}, "per": "deployment", "size": "100 GB"},
                {"offer": {"price": "1.024 USD/GB", "item": "egress", "category": "data-transfer"}, "per": "request", "size": "1 MB"}]}
  ]})"),
        spec, 1, nullptr)));
    std::map<std::string, double> billed;
    for (const auto& row : rows)
        billed[row.at("BillingPeriodStart").substr(5, 2) + " " + row.at("SkuMeter") + ", " +
               row.at("ServiceCategory")] = std::stod(row.at("BilledCost"));
    constexpr double kRounding = 1e-3;  // a bill's line holds twelve decimals of ten minutes
    EXPECT_NEAR(billed["01 disk, Storage"], 7.44, kRounding);
    EXPECT_NEAR(billed["02 disk, Storage"], 6.72, kRounding);
    EXPECT_NEAR(billed["01 egress, Networking"], 744 * 3600 * 4 * 0.001, kRounding);
    EXPECT_NEAR(billed["02 egress, Networking"], 672 * 3600 * 8 * 0.001, kRounding);
}

TEST_F(Reporting, ThePageHoldsFiguresAndNoForeignMarkup) {
    const auto page = report_page(projection(), {kDate, "plimsoll 0"});
    EXPECT_THAT(page, HasSubstr("=1+1 &lt;b&gt;"));
    EXPECT_THAT(page, Not(HasSubstr("=1+1 <b>")));
    EXPECT_THAT(page, HasSubstr("made on 2027-01-31"));
    EXPECT_THAT(page, HasSubstr("<svg"));
    EXPECT_THAT(page, HasSubstr("x 0.9 from 2027-02"));
}

TEST_F(Reporting, TheWorkbookCalculatesToTheSameTotals) { expect_calculates(projection()); }

// Two machines of three on spot, whose price changes apart from the other's; fees on what is billed, and on the price
// on demand.
TEST_F(Reporting, FeesAreSharesInEveryFile) {
    using scenarios::Purchase;
    scenarios::ProjectionSpec spec;
    spec.start = std::chrono::year_month{2027y, std::chrono::January};
    spec.months = 3;
    spec.tax = 0.2;
    spec.prices = {{"spot market", *spec.start + std::chrono::months(1), "", 1.5, Purchase::spot},
                   {"licence", *spec.start + std::chrono::months(1), "in-line", 0.8},
                   {"announced", *spec.start + std::chrono::months(2), "test/a/t4", 1.1, Purchase::on_demand, true}};
    const auto projected = project(
        resolved(R"({"plimsoll": 1, "workload": {"traffic": {"generate": {"process": "constant", "rate": "4 /s"}}},
  "service": {"time": {"constant": "100 ms"}}, "experiment": {"horizon": "1 h", "replications": 1},
  "deployments": [
    {"name": "machines", "serving": "real-time", "pools": [
      {"offer": "test/a/t4", "purchase": "spot", "replicas": {"min": 2, "max": 2}, "interruptions": {"mean_time_to_interruption": "36500 d"}},
      {"offer": "test/a/t4", "replicas": {"min": 1, "max": 1}}],
     "extras": [{"offer": {"price": "10 %", "item": "licence"}, "per": "machine-cost"},
                {"offer": {"price": "5 %", "of": "on-demand", "item": "managed"}, "per": "machine-cost"}]}
  ]})"),
        spec, 1, nullptr);
    expect_calculates(projected);
    std::map<std::string, double> billed;
    std::map<std::string, double> list;
    for (const auto& row : rows_of(focus_csv(projected))) {
        const auto key = row.at("BillingPeriodStart").substr(5, 2) + " " + row.at("ChargeDescription");
        billed[key] += std::stod(row.at("BilledCost"));
        list[key] += std::stod(row.at("ListCost"));
        if (row.at("ChargeCategory") != "Usage") continue;
        EXPECT_NEAR(std::stod(row.at("ContractedUnitPrice")) * std::stod(row.at("PricingQuantity")),
                    std::stod(row.at("BilledCost")), 1e-5);
        if (row.at("ChargeDescription") == "licence") {
            EXPECT_EQ(row.at("PricingUnit"), "USD");
            EXPECT_EQ(row.at("ServiceCategory"), "Other");
        }
    }
    const auto sum = [&](const char* month) {
        return billed[std::string(month) + " spot t4"] + billed[std::string(month) + " on-demand t4"];
    };
    constexpr double kSmall = 1e-4;
    EXPECT_NEAR(billed["01 licence"], 0.1 * sum("01"), kSmall);
    EXPECT_NEAR(billed["02 licence"], 0.8 * 0.1 * sum("02"), kSmall);
    EXPECT_NEAR(billed["03 licence"], 0.8 * 0.1 * sum("03"), kSmall);
    EXPECT_NEAR(list["02 licence"], 0.1 * (billed["02 spot t4"] / 1.5 + billed["02 on-demand t4"]), kSmall);
    // Three machines at the price on demand; from February on a fee of 0.8, from March on of a price of 1.1.
    const double on_demand = billed["01 on-demand t4"] / 744;
    EXPECT_NEAR(billed["01 managed"], 0.05 * 3 * on_demand * 744, kSmall);
    EXPECT_NEAR(billed["02 managed"], 0.8 * 0.05 * 3 * on_demand * 672, kSmall);
    EXPECT_NEAR(billed["03 managed"], 1.1 * 0.8 * 0.05 * 3 * on_demand * 744, kSmall);
}

// From the second month on a dollar is worth less.
TEST_F(Reporting, OfAnotherCurrencyEveryFileIsInIt) {
    scenarios::CurrencySpec euros{"EUR", 0.92, {{std::chrono::year_month{2027y, std::chrono::February}, 0.87}}, 0.02};
    const auto projected = projection(euros);
    expect_calculates(projected);
    pricing::Money sum;
    for (const auto& row : rows_of(focus_csv(projected))) {
        EXPECT_EQ(row.at("BillingCurrency"), "EUR");
        sum += pricing::Money::parse(row.at("BilledCost"));
        if (row.at("ChargeCategory") == "Usage") {
            EXPECT_NEAR(std::stod(row.at("ListUnitPrice")) * std::stod(row.at("PricingQuantity")),
                        std::stod(row.at("ListCost")), 1e-5);
        }
    }
    pricing::Money middles;
    for (const auto& deployment : projected.deployments)
        for (const auto& month : deployment.months)
            middles += pricing::Money::parse(fmt::format("{:.6f}", month.middle));
    EXPECT_EQ(sum, middles);
    const auto page = report_page(projected, {kDate, "plimsoll 0"});
    EXPECT_THAT(page, HasSubstr("€"));
    EXPECT_THAT(page, HasSubstr("0.87 EUR per USD"));
    EXPECT_THAT(projection_text(projected, 120), HasSubstr("€"));
    EXPECT_THAT(projection_json(projected), HasSubstr("\"currency\": \"EUR\""));
}

}  // namespace
}  // namespace plimsoll::sim
