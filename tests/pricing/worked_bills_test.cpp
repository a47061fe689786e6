// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Bills worked out by Infracost (Apache-2.0): every line and every total to the cent, by the catalog's own meters. They
// leave free grants out, as those of an account whose other services use them up.
#include "pricing/offer/as_bought.hpp"
#include "pricing/offer/billing.hpp"
#include "pricing/offer/catalog.hpp"
#include "pricing/quantity.hpp"
#include "print.hpp"
#include "tests/data/tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <set>

namespace plimsoll::pricing {
namespace {

using namespace std::chrono_literals;
using Per = scenarios::ExtraSpec::Per;

/// One line of a worked bill.
struct Worked {
    std::string name;
    Quantity quantity;
    std::string unit;  ///< "GB-seconds"
    Money cost;
};

struct WorkedBill {
    std::map<std::string, std::vector<Worked>> resources;
    std::map<std::string, std::vector<std::pair<std::string, std::string>>>
        prices;  ///< and units, where nothing is used
    Money total;
};

Quantity number(std::string text) {
    std::erase(text, ',');
    return parse_quantity(text).value();
}

Money money(std::string text) {
    std::erase(text, ',');
    return Money::parse(text);
}

/// A golden file of Infracost's tests: resources, and under each its cost components.
WorkedBill read_golden(const std::filesystem::path& path) {
    static const std::regex resource(R"(^ ([a-z][a-z0-9_]*\.\S+)\s*$)");
    static const std::regex component(R"(^ (?:├─|└─) (.*?)\s{2,}([\d,.]+)  (\S.*?)\s{2,}\$([\d,.]+).*$)");
    static const std::regex price(R"(^ (?:├─|└─) .*depends on usage: \$([\d.]+) per (\S.*?)\s*$)");
    static const std::regex total(R"(^ OVERALL TOTAL\s+\$([\d,.]+).*$)");
    WorkedBill bill;
    std::ifstream file(path);
    std::string current;
    for (std::string line; std::getline(file, line);) {
        std::smatch found;
        if (std::regex_match(line, found, resource))
            current = found[1];
        else if (std::regex_match(line, found, price))
            bill.prices[current].emplace_back(found[1], found[2]);
        else if (std::regex_match(line, found, component))
            bill.resources[current].push_back({found[1], number(found[2]), found[3], money(found[4])});
        else if (std::regex_match(line, found, total))
            bill.total = money(found[1]);
    }
    return bill;
}

WorkedBill read_table(const std::string& name) {
    WorkedBill bill;
    for (const auto& row : evidence::csv_rows(evidence::table("worked_bills.csv"))) {
        if (row.at("bill") != name) continue;
        const auto cost = Money::parse(row.at("usd"));
        if (row.at("resource").empty())
            bill.total = cost;
        else
            bill.resources[row.at("resource")].push_back(
                {row.at("component"), number(row.at("quantity")), row.at("unit"), cost});
    }
    return bill;
}

const Catalog& shipped_offers() {
    static const Catalog shipped = Catalog::load(PLIMSOLL_SOURCE_DIR "/pricing/catalog");
    return shipped;
}

/// The offers that may be what a kind of resource is billed by, and the services beside them.
struct Sold {
    std::vector<std::string> offers;
    std::vector<std::string> services = {};
    bool provisioned = false;
};

const Sold& sold_as(const std::string& resource) {
    static const std::vector<std::string> lambda{"aws/us-east-1/lambda-1024mb", "aws/us-east-1/lambda-arm-1024mb"};
    static const std::vector<std::string> run{
        "gcp/us-central1/cloud-run-1vcpu-2gib", "gcp/us-central1/cloud-run-always-1vcpu-2gib",
        "gcp/us-west2/cloud-run-1vcpu-2gib", "gcp/us-west2/cloud-run-always-1vcpu-2gib"};
    static const std::vector<std::string> functions{
        "gcp/us-central1/cloud-functions-128mb",  "gcp/us-central1/cloud-functions-256mb",
        "gcp/us-central1/cloud-functions-512mb",  "gcp/us-central1/cloud-functions-1024mb",
        "gcp/us-central1/cloud-functions-2048mb", "gcp/us-central1/cloud-functions-4096mb"};
    static const std::map<std::string, Sold> kinds{
        {"aws_lambda_function", {lambda, {"aws/us-east-1/lambda-ephemeral-storage"}}},
        {"aws_lambda_provisioned_concurrency_config", {lambda, {}, true}},
        {"google_cloud_run_service", {run}},
        {"google_cloud_run_v2_service", {run}},
        {"google_cloudfunctions_function", {functions, {"gcp/us-central1/functions-egress"}}}};
    return kinds.at(resource.substr(0, resource.find('.')));
}

/// The sum of the lines in that unit whose name does, or does not, contain `word`.
Quantity sum_of(const std::vector<Worked>& lines, std::string_view unit, std::string_view word = "",
                bool contained = true) {
    Quantity sum = 0;
    for (const auto& line : lines)
        if (line.unit == unit && (line.name.find(word) != std::string::npos) == contained) sum += line.quantity;
    return sum;
}

/// Of a size that it is not, the rest is cut off: the lines tell.
std::uint64_t whole(const Quantity& quantity) {
    return (numerator(quantity) / denominator(quantity)).convert_to<std::uint64_t>();
}

Quantity requests_of(const std::vector<Worked>& lines) {
    return sum_of(lines, "1M requests") * kMillion + sum_of(lines, "requests") + sum_of(lines, "invocations");
}

/// A second of the offer is one vCPU and so much memory, or one GB; of a function with a clock rate, what it is.
Offer of_this_size(Offer offer, const std::vector<Worked>& lines) {
    const auto cpu = sum_of(lines, "vCPU-seconds");
    if (cpu == 0) return offer;
    const Quantity memory = sum_of(lines, "GiB-seconds") / cpu;
    return resized(std::move(offer), {memory.convert_to<double>(), 1.0});
}

/// Seconds for which it worked, by the first of its meters that has a line.
Quantity seconds_of_work(const Offer& offer, const std::vector<Worked>& lines) {
    for (const auto& meter : offer.meters) {
        const auto* work = std::get_if<WorkMeter>(&meter);
        if (work == nullptr) continue;
        const auto units = sum_of(lines, work->unit + "s") - sum_of(lines, work->unit + "s", "Provisioned") -
                           sum_of(lines, work->unit + "s", "Ephemeral");
        if (units > 0) return units / work->units_per_second;
    }
    return 0;
}

/// The bill of what the lines say was used, by one offer.
Bill bill_by(const std::string& id, const Sold& sold, const std::vector<Worked>& lines) {
    DeploymentOffers offers;
    offers.pools = {of_this_size(as_bought(*shipped_offers().find(id), sold.provisioned), lines)};
    PoolUsage usage;
    usage.span = kMonth;
    usage.requests = whole(requests_of(lines));
    const auto worked = seconds_of_work(offers.pools[0], lines);
    auto rules = usage_rules(offers.pools[0]);
    for (const auto& service : sold.services) {
        const auto data = sum_of(lines, "GB");
        const auto storage = sum_of(lines, "GB-seconds", "Ephemeral");
        const bool by_work = std::holds_alternative<WorkMeter>(shipped_offers().find(service)->meters[0]);
        if (by_work ? storage == 0 : data == 0) continue;
        const Quantity amount = by_work ? Quantity(storage / worked) : data;
        scenarios::ExtraSpec spec;
        spec.per = by_work ? Per::instance : Per::month;
        spec.size_gb = amount.convert_to<double>();
        offers.extras.push_back(extra_from(*shipped_offers().find(service), spec));
        add_needs(offers.extras.back(), rules);
    }
    for (const auto& rule : rules.work)
        if (rule.provisioned == sold.provisioned)
            usage.work.push_back({rule, {usage.requests, whole(worked * 1000), 0}});
    if (rules.lives) usage.instances = {{0s, std::chrono::milliseconds(whole(worked * 1000))}};
    if (sold.provisioned) {
        usage.provisioned = 1;
        usage.span = std::chrono::seconds(whole(sum_of(lines, "GB-seconds", "Provisioned")));
    }
    scenarios::PriceFactorsSpec used_up;
    used_up.free_grants = 0;
    return bill(offers, std::vector{usage}, used_up);
}

using BilledLine = std::pair<std::string, std::string>;  ///< quantity and cost, to the cent

std::vector<BilledLine> lines_of(const std::vector<Worked>& lines) {
    std::vector<BilledLine> texts;
    for (const auto& line : lines) {
        const bool single = line.unit == "requests" || line.unit == "invocations";
        texts.emplace_back(quantity_text(single ? Quantity(line.quantity / kMillion) : line.quantity),
                           line.cost.text());
    }
    std::sort(texts.begin(), texts.end());
    return texts;
}

std::vector<BilledLine> lines_of(const Bill& bill) {
    std::vector<BilledLine> texts;
    for (const auto& line : bill.lines) texts.emplace_back(line.quantity, line.amount.rounded(2).text());
    std::sort(texts.begin(), texts.end());
    return texts;
}

/// Some offer of its kind gives just these lines; which of its sizes and regions it is, a bill does not say.
Money expect_billed(const std::string& resource, const std::vector<Worked>& lines) {
    const auto& sold = sold_as(resource);
    std::vector<BilledLine> nearest;
    for (const auto& id : sold.offers) {
        const auto result = bill_by(id, sold, lines);
        if (lines_of(result) == lines_of(lines)) return result.total;
        nearest = lines_of(result);
    }
    EXPECT_EQ(nearest, lines_of(lines)) << resource;
    return {};
}

void expect_reproduced(const WorkedBill& worked, const std::string& name) {
    ASSERT_FALSE(worked.resources.empty()) << name;
    Money total;
    for (const auto& [resource, lines] : worked.resources) total += expect_billed(resource, lines);
    EXPECT_EQ(total.rounded(2), worked.total) << name;
}

class WorkedBills : public testing::TestWithParam<const char*> {};

TEST_P(WorkedBills, AreThoseOfTheCatalog) { expect_reproduced(read_table(GetParam()), GetParam()); }

INSTANTIATE_TEST_SUITE_P(Table, WorkedBills,
                         testing::Values("lambda_function", "lambda_provisioned_concurrency_config",
                                         "cloud_run_service", "cloudfunctions_function"));

std::filesystem::path goldens() { return evidence::recordings() / "pricing/worked_bills"; }

TEST(RecordedBills, AreThoseOfTheCatalog) {
    PLIMSOLL_NEEDS_RECORDING(goldens());
    std::size_t bills = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(goldens())) {
        if (entry.path().extension() != ".golden") continue;
        expect_reproduced(read_golden(entry.path()), entry.path().stem().string());
        ++bills;
    }
    EXPECT_GE(bills, 4U);
}

/// What one of a unit costs at first, as a worked bill writes it.
std::set<std::pair<std::string, std::string>> prices_of(const std::string& id) {
    std::set<std::pair<std::string, std::string>> prices;
    for (const auto& meter : shipped_offers().find(id)->meters) {
        if (const auto* request = std::get_if<RequestMeter>(&meter)) {
            const auto single = request->per_million.times(Quantity(1, kMillion)).text();
            prices.insert({request->per_million.text(), "1M requests"});
            for (const char* unit : {"requests", "invocations"}) prices.insert({single, unit});
        }
        if (const auto* work = std::get_if<WorkMeter>(&meter))
            prices.insert({work->tiers.front().price.text(), work->unit + "s"});
        if (const auto* quantity = std::get_if<QuantityMeter>(&meter))
            prices.insert({quantity->tiers.front().price.text(), quantity->unit});
    }
    return prices;
}

// Where nothing is used, a worked bill names the price.
TEST(RecordedBills, NameThePricesOfTheCatalog) {
    PLIMSOLL_NEEDS_RECORDING(goldens());
    std::size_t compared = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(goldens())) {
        if (entry.path().extension() != ".golden") continue;
        for (const auto& [resource, named] : read_golden(entry.path()).prices) {
            std::set<std::pair<std::string, std::string>> known;
            for (const auto* ids : {&sold_as(resource).offers, &sold_as(resource).services})
                for (const auto& id : *ids) known.merge(prices_of(id));
            for (const auto& price : named) EXPECT_TRUE(known.contains(price)) << resource << ": " << price.first;
            compared += named.size();
        }
    }
    EXPECT_GE(compared, 13U);
}

// Published examples, and made ones that other sizes, regions and tiers of the same services come to by hand.
TEST(MadeBills, ComeOutAtOtherSizes) {
    const auto expect = [](const std::string& resource, const std::vector<Worked>& lines) {
        const Money total = expect_billed(resource, lines);
        Money sum;
        for (const auto& line : lines) sum += line.cost;
        // Each line is rounded by itself.
        EXPECT_LE(total.rounded(2), sum + Money::parse("0.02")) << resource;
        EXPECT_GE(total.rounded(2), sum - Money::parse("0.02")) << resource;
    };
    // 30 M calls of 200 ms on 128 MB of arm64: 750,000 GB-seconds x 0.0000133334 = 10.00005.
    expect("aws_lambda_function.arm", {{"Requests", 30, "1M requests", money("6.00")},
                                       {"Duration (first 7.5B)", 750'000, "GB-seconds", money("10.00")}});
    // 2 M calls of a second with 1,024 MB, 1.5 GB of ephemeral storage beyond the free half.
    expect("aws_lambda_function.ephemeral", {{"Requests", 2, "1M requests", money("0.40")},
                                             {"Ephemeral storage", 3'000'000, "GB-seconds", money("0.09")},
                                             {"Duration (first 6B)", 2'000'000, "GB-seconds", money("33.33")}});
    // x86-64: 1,000 environments of 1 GB for two hours, 1.2 M calls of a second (AWS Lambda pricing page, example 1).
    expect("aws_lambda_provisioned_concurrency_config.x86",
           {{"Requests", Quantity(12, 10), "1M requests", money("0.24")},
            {"Provisioned Concurrency", 7'200'000, "GB-seconds", money("30.00")},
            {"Duration", 1'200'000, "GB-seconds", money("11.67")}});
    // Tier 1, by request: 10 M requests of 200 ms on 2 vCPU and 1 GiB.
    expect("google_cloud_run_service.tier_1", {{"CPU allocation time", 4'000'000, "vCPU-seconds", money("96.00")},
                                               {"Memory allocation time", 2'000'000, "GiB-seconds", money("5.00")},
                                               {"Number of requests", 10'000'000, "requests", money("4.00")}});
    // Tier 1 with CPU always allocated: a month of 1 vCPU and 2 GiB.
    expect("google_cloud_run_v2_service.tier_1",
           {{"CPU allocation time", 2'628'000, "vCPU-seconds", money("47.30")},
            {"Memory allocation time", 5'256'000, "GiB-seconds", money("10.51")}});
    // 1 M calls of 1.05 s, rounded up to 1.1 s, on 2,048 MB and 2.4 GHz, and 50 GB sent.
    expect("google_cloudfunctions_function.large", {{"CPU", 2'640'000, "GHz-seconds", money("26.40")},
                                                    {"Memory", 2'200'000, "GB-seconds", money("5.50")},
                                                    {"Invocations", 1'000'000, "invocations", money("0.40")},
                                                    {"Outbound data transfer", 50, "GB", money("6.00")}});
}

}  // namespace
}  // namespace plimsoll::pricing
