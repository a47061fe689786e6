// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Bills worked out by Infracost (Apache-2.0), line by line and in total, to the cent.
#include "pricing/offer/billing.hpp"
#include "pricing/offer/catalog.hpp"
#include "pricing/quantity.hpp"
#include "print.hpp"
#include "tests/data/tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace plimsoll::pricing {
namespace {

using namespace std::chrono_literals;

/// One line of a worked bill.
struct Worked {
    std::string name;
    std::string quantity;
    Money cost;
};

struct WorkedBills {
    std::map<std::string, std::vector<Worked>> resources;
    Money overall;
};

WorkedBills worked_bills(const std::string& name) {
    WorkedBills bills;
    for (const auto& row : evidence::csv_rows(evidence::table("worked_bills.csv"))) {
        if (row.at("bill") != name) continue;
        const auto cost = Money::parse(row.at("usd"));
        if (row.at("resource").empty())
            bills.overall = cost;
        else
            bills.resources[row.at("resource")].push_back({row.at("component"), row.at("quantity"), cost});
    }
    EXPECT_FALSE(bills.resources.empty()) << name;
    return bills;
}

/// A month's usage of the offer: `requests` calls that together lasted so long.
PoolUsage month_of(const Offer& offer, std::uint64_t requests, std::uint64_t milliseconds) {
    PoolUsage usage;
    usage.span = kMonth;
    usage.requests = requests;
    for (const auto& rule : usage_rules(offer).work) usage.work.push_back({rule, {requests, milliseconds, 0}});
    return usage;
}

std::uint64_t whole(const std::string& quantity) { return std::stoull(quantity); }

/// "0.1" million is 100,000.
std::uint64_t millions(const std::string& quantity) {
    const Quantity count = parse_quantity(quantity).value() * 1'000'000;
    EXPECT_EQ(denominator(count), 1);
    return numerator(count).convert_to<std::uint64_t>();
}

void expect_lines(const Bill& bill, const std::vector<Worked>& worked, const std::string& resource) {
    ASSERT_EQ(bill.lines.size(), worked.size()) << resource;
    for (std::size_t i = 0; i < worked.size(); ++i) {
        EXPECT_EQ(bill.lines[i].amount.rounded(2), worked[i].cost) << resource << ", " << worked[i].name;
        EXPECT_EQ(bill.lines[i].quantity, worked[i].quantity) << resource << ", " << worked[i].name;
    }
}

WorkMeter at(WorkMeter::Basis basis, const std::string& unit, const Quantity& per_second, const char* price) {
    WorkMeter meter;
    meter.basis = basis;
    meter.unit = unit;
    meter.units_per_second = per_second;
    meter.tiers = {{std::nullopt, Money::parse(price)}};
    return meter;
}

/// The catalog's Lambda with one GB per second and without the free grant, which the worked bills leave out.
Offer lambda(bool arm) {
    static const Catalog catalog = Catalog::load(PLIMSOLL_SOURCE_DIR "/pricing/catalog");
    Offer offer = *catalog.find(arm ? "aws/us-east-1/lambda-arm-1024mb" : "aws/us-east-1/lambda-1024mb");
    for (auto& meter : offer.meters) {
        if (auto* request = std::get_if<RequestMeter>(&meter)) request->free_per_month = 0;
        if (auto* work = std::get_if<WorkMeter>(&meter)) work->free_per_month = 0;
    }
    return offer;
}

TEST(WorkedBills, LambdaWithItsTiers) {
    const auto worked = worked_bills("lambda_function");
    Money overall;
    for (const auto& [resource, lines] : worked.resources) {
        std::uint64_t gb_seconds = 0;
        for (std::size_t i = 1; i < lines.size(); ++i) gb_seconds += whole(lines[i].quantity);
        const bool arm = resource.ends_with("_arm");
        const auto result = bill(lambda(arm), month_of(lambda(arm), millions(lines[0].quantity), gb_seconds * 1000), 0);
        expect_lines(result, lines, resource);
        EXPECT_EQ(result.lines[1].item,
                  arm ? "duration (first 7.5B GB-seconds a month)" : "duration (first 6B GB-seconds a month)")
            << resource;
        overall += result.total;
    }
    EXPECT_EQ(worked.resources.size(), 10U);
    EXPECT_EQ(overall.rounded(2), worked.overall);
}

// Provisioned concurrency: 3.3333 USD per million GB-seconds that are held ready, 7.7778 for those used, no grant
// (arm64).
TEST(WorkedBills, LambdaWithProvisionedConcurrency) {
    const auto worked = worked_bills("lambda_provisioned_concurrency_config");
    const auto& lines = worked.resources.begin()->second;
    ASSERT_EQ(lines.size(), 3U);
    Offer offer;
    offer.meters = {RequestMeter{Money::parse("0.20"), 0},
                    at(WorkMeter::Basis::lifetime, "GB-second", 10, "0.0000033333"),
                    at(WorkMeter::Basis::invocation, "GB-second", 1, "0.0000077778")};
    auto usage = month_of(offer, millions(lines[0].quantity), whole(lines[2].quantity) * 1000);
    const auto held = std::chrono::seconds(whole(lines[1].quantity) / 10);
    usage.instances = {{0s, held / 2}, {0s, held - held / 2}};
    const auto result = bill(offer, usage, 0);
    expect_lines(result, lines, "provisioned concurrency");
    EXPECT_EQ(result.total.rounded(2), worked.overall);
}

// Tier 2 regions. Request-based: 500,000 requests of 3.6 s on 1 vCPU and 0.5 GiB. Instance-based: one instance of
// 0.5 vCPU and 0.25 GiB alive for the month.
TEST(WorkedBills, CloudRunBothWays) {
    const auto worked = worked_bills("cloud_run_service");
    using Basis = WorkMeter::Basis;

    Offer by_request;
    by_request.meters = {at(Basis::busy, "vCPU-second", 1, "0.0000336"),
                         at(Basis::busy, "GiB-second", Quantity(1, 2), "0.0000035"),
                         RequestMeter{Money::parse("0.40"), 0}};
    constexpr std::uint64_t kRequests = 500'000;
    const auto each = Rounding{100ms, 0s}(3600ms);
    auto usage = month_of(by_request, kRequests, kRequests * static_cast<std::uint64_t>(each / 1ms));
    const auto throttled = bill(by_request, usage, 0);
    const auto& expected = worked.resources.at("google_cloud_run_service.throttling_enabled");
    ASSERT_EQ(expected.size(), 3U);
    ASSERT_EQ(throttled.lines.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(throttled.lines[i].amount.rounded(2), expected[i].cost);
    EXPECT_EQ(throttled.lines[0].quantity, expected[0].quantity);
    EXPECT_EQ(throttled.lines[1].quantity, expected[1].quantity);

    Offer by_instance;
    by_instance.meters = {at(Basis::lifetime, "vCPU-second", Quantity(1, 2), "0.0000216"),
                          at(Basis::lifetime, "GiB-second", Quantity(1, 4), "0.0000024")};
    usage = month_of(by_instance, 0, 0);
    usage.instances = {{0s, kMonth}};
    const auto always = bill(by_instance, usage, 0);
    expect_lines(always, worked.resources.at("google_cloud_run_service.throttling_disabled"), "throttling disabled");

    EXPECT_EQ((throttled.total + always.total).rounded(2), worked.overall);
}

// First generation: 10 M calls of 240 ms, each rounded up to 300 ms, on 0.4 GHz and 0.25 GB. The worked bill also has
// 100 GB of outbound data at 0.12, which no meter here counts.
TEST(WorkedBills, CloudFunctionsButForTheDataTransfer) {
    const auto worked = worked_bills("cloudfunctions_function");
    const auto& lines = worked.resources.at("google_cloudfunctions_function.my_function");
    ASSERT_EQ(lines.size(), 4U);
    Offer offer;
    offer.meters = {at(WorkMeter::Basis::invocation, "GHz-second", Quantity(4, 10), "0.00001"),
                    at(WorkMeter::Basis::invocation, "GB-second", Quantity(1, 4), "0.0000025"),
                    RequestMeter{Money::parse("0.40"), 0}};
    constexpr std::uint64_t kRequests = 10'000'000;
    const auto rounded = Rounding{100ms, 0s}(240ms);
    const auto usage = month_of(offer, kRequests, kRequests * static_cast<std::uint64_t>(rounded / 1ms));
    const auto result = bill(offer, usage, 0);
    ASSERT_EQ(result.lines.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(result.lines[i].amount.rounded(2), lines[i].cost) << lines[i].name;
    EXPECT_EQ(result.lines[0].quantity, lines[0].quantity);
    EXPECT_EQ(result.lines[1].quantity, lines[1].quantity);
    EXPECT_EQ((result.total + Money::parse("0.12").times(100)).rounded(2), worked.overall);
}

}  // namespace
}  // namespace plimsoll::pricing
