// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/as_bought.hpp"
#include "pricing/offer/billing.hpp"
#include "pricing/offer/catalog.hpp"

#include "print.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

namespace plimsoll::pricing {
namespace {

using namespace std::chrono_literals;
using Per = scenarios::ExtraSpec::Per;

/// 0.09 USD/GB up to 10 GB a month, 0.05 beyond; 1 GB free.
Offer egress() {
    Offer offer;
    offer.id = "aws/here/egress";
    offer.kind = OfferKind::service;
    QuantityMeter meter;
    meter.item = "egress";
    meter.unit = "GB";
    meter.free_per_month = 1;
    meter.tiers = {{Quantity(10), Money::parse("0.09")}, {std::nullopt, Money::parse("0.05")}};
    offer.meters = {meter};
    return offer;
}

Offer priced(const char* unit, const char* price) { return offer_from(scenarios::InlineExtra{price, unit, "extra"}); }

Extra extra(Offer offer, Per per, std::optional<double> size_gb, double count = 1) {
    scenarios::ExtraSpec spec;
    spec.per = per;
    spec.size_gb = size_gb;
    spec.count = count;
    return extra_from(std::move(offer), spec);
}

/// A month in which two pools were used: 3,000,000 requests and four starts of machines, which lived 100 hours.
std::vector<PoolUsage> month() {
    PoolUsage first;
    first.span = kMonth;
    first.requests = 1'000'000;
    first.input_tokens = 500'000'000;
    first.output_tokens = 200'000'000;
    first.instances = {{0h, 10h}, {0h, 20h}, {5h, 35h}};
    PoolUsage second;
    second.span = kMonth;
    second.requests = 2'000'000;
    second.instances = {{10h, 50h}};
    return {first, second};
}

Bill billed(std::vector<Extra> extras, const scenarios::PriceFactorsSpec& factors = {}) {
    const Offer nothing;
    return bill({{nothing, nothing}, std::move(extras)}, month(), factors);
}

std::string total(Extra one) { return billed({std::move(one)}).total.text(); }

TEST(Extras, AreBilledByWhatDrivesThem) {
    // A GB of a biller is 2^30 bytes: 4 KB are 4 / 2^20 of it.
    EXPECT_EQ(total(extra(priced("GB", "1048.576"), Per::request, 4.0 / 1048576)), "12000.00");
    EXPECT_EQ(total(extra(priced("GB", "1048.576"), Per::output_token, 1.0 / 1048576)), "200000.00");
    EXPECT_EQ(total(extra(priced("1k requests", "0.005"), Per::request, {}, 2)), "30.00");
    EXPECT_EQ(total(extra(priced("1M tokens", "0.25"), Per::input_token, {})), "125.00");
    EXPECT_EQ(total(extra(priced("GB", "0.045"), Per::start, 16)), "2.88");
    EXPECT_EQ(total(extra(priced("GB", "0.09"), Per::month, 100)), "9.00");
    EXPECT_EQ(total(extra(priced("GB-month", "0.023"), Per::deployment, 500)), "11.50");
    EXPECT_EQ(total(extra(priced("GB-month", "0.073"), Per::instance, 200)), "2.00");  // 100 h of 730
    EXPECT_EQ(total(extra(priced("hour", "0.0225"), Per::deployment, {})), "16.425");
    EXPECT_EQ(total(extra(priced("LCU-hour", "0.008"), Per::deployment, {}, 1.5)), "8.76");
    EXPECT_EQ(total(extra(priced("VM-hour", "0.0014"), Per::instance, {})), "0.14");
    EXPECT_EQ(total(extra(priced("month", "5.28"), Per::deployment, {}, 2)), "10.56");
}

TEST(Extras, StandInTheBillAsLinesOfNoPool) {
    const auto result = billed({extra(egress(), Per::month, 15)});
    ASSERT_EQ(result.lines.size(), 3U);
    EXPECT_EQ(result.lines[0].item, "egress, free grant");
    EXPECT_EQ(result.lines[0].quantity, "1");
    EXPECT_EQ(result.lines[1].item, "egress (first 10 GB a month)");
    EXPECT_EQ(result.lines[1].quantity, "10");
    EXPECT_EQ(result.lines[1].amount.text(), "0.90");
    EXPECT_EQ(result.lines[2].item, "egress (over 10 GB a month)");
    EXPECT_EQ(result.lines[2].quantity, "4");
    EXPECT_EQ(result.lines[2].amount.text(), "0.20");
    for (const auto& line : result.lines) {
        EXPECT_FALSE(line.pool);
        EXPECT_EQ(line.offer, "aws/here/egress");
    }
    EXPECT_EQ(result.total.text(), "1.10");
}

// The grant and the tiers are an account's: 6 GB and 9 GB cost what 15 GB do, whichever comes first.
TEST(Extras, OfOneServiceShareItsGrantAndItsTiers) {
    const auto parts = [](double first, double second) {
        return billed({extra(egress(), Per::month, first), extra(egress(), Per::month, second)});
    };
    for (const auto& [first, second] :
         {std::pair(6.0, 9.0), std::pair(9.0, 6.0), std::pair(0.5, 14.5), std::pair(14.0, 1.0)})
        EXPECT_EQ(parts(first, second).total.text(), "1.10") << first;
    // The first 6 take the free one and 5 at 0.09; the next 5 are still of the first tier, and 4 of the second.
    const auto result = parts(6, 9);
    std::vector<std::pair<std::string, std::string>> lines;
    for (const auto& line : result.lines) lines.emplace_back(line.quantity, line.amount.text());
    EXPECT_THAT(lines, testing::ElementsAre(std::pair("1", "0.00"), std::pair("5", "0.45"), std::pair("5", "0.45"),
                                            std::pair("4", "0.20")));
}

TEST(Bills, PoolsOfOneOfferShareItsGrantAndItsTiers) {
    Offer function;
    function.id = "aws/here/function";
    WorkMeter duration;
    duration.unit = "GB-second";
    duration.units_per_second = 1;
    duration.free_per_month = 100;
    duration.tiers = {{Quantity(1000), Money::parse("0.01")}, {std::nullopt, Money::parse("0.001")}};
    function.meters = {RequestMeter{Money::parse("1"), 1'500'000}, duration};
    const auto used = [&](std::uint64_t requests, std::uint64_t seconds) {
        PoolUsage usage;
        usage.span = kMonth;
        usage.requests = requests;
        usage.work = {{*duration.rule(), {requests, seconds * 1000, 0}}};
        return usage;
    };
    const auto together = bill({{function}, {}}, std::vector{used(3'000'000, 2100)});
    const auto apart = bill({{function, function}, {}}, std::vector{used(1'000'000, 700), used(2'000'000, 1400)});
    EXPECT_EQ(together.total.text(), "12.50");  // 1.5 M requests, 1,000 at 0.01 and 1,000 at 0.001
    EXPECT_EQ(apart.total, together.total);
    EXPECT_EQ(apart.lines.front().pool, 0U);
    EXPECT_EQ(apart.lines.back().pool, 1U);
    // What two offers are granted is granted twice.
    Offer other = function;
    other.id = "aws/here/other";
    EXPECT_EQ(bill({{function, other}, {}}, std::vector{used(1'000'000, 700), used(2'000'000, 1400)}).total.text(),
              "16.80");
    // Sizes of one service are an account's, as one offer is.
    for (auto* offer : {&function, &other}) {
        std::get<RequestMeter>(offer->meters[0]).shared.tiers = "requests";
        std::get<WorkMeter>(offer->meters[1]).shared.tiers = "duration";
    }
    EXPECT_EQ(bill({{function, other}, {}}, std::vector{used(1'000'000, 700), used(2'000'000, 1400)}).total,
              together.total);
}

// Metamorphic: prices x k; the order of what is billed; a month in two halves.
TEST(Extras, CostKTimesAsMuchAtKTimesTheirPrices) {
    const std::vector<Extra> all{extra(egress(), Per::month, 15), extra(priced("hour", "0.0225"), Per::deployment, {}),
                                 extra(priced("GB-month", "0.08"), Per::instance, 73)};
    const auto once = billed(all);
    scenarios::PriceFactorsSpec factors;
    factors.usage = 3;
    const auto thrice = billed(all, factors);
    EXPECT_EQ(thrice.total, once.total.times(3));
    EXPECT_EQ(thrice.list_total, once.total);
    ASSERT_EQ(thrice.lines.size(), once.lines.size());
    for (std::size_t i = 0; i < once.lines.size(); ++i)
        EXPECT_EQ(thrice.lines[i].amount, once.lines[i].amount.times(3));
}

TEST(Extras, CostTheSameInAnyOrder) {
    std::vector<Extra> all{extra(egress(), Per::month, 15), extra(priced("hour", "0.0225"), Per::deployment, {}),
                           extra(priced("GB-month", "0.08"), Per::instance, 73)};
    const auto expected = billed(all).total;
    std::rotate(all.begin(), all.begin() + 1, all.end());
    EXPECT_EQ(billed(all).total, expected);
}

TEST(Extras, CostHalfAsMuchInHalfAMonth) {
    DeploymentOffers offers{{Offer{}},
                            {extra(egress(), Per::month, 15), extra(egress(), Per::request, 1e-5),
                             extra(priced("GB-month", "0.08"), Per::deployment, 100)}};
    PoolUsage whole;
    whole.span = kMonth;
    whole.requests = 1'000'000;
    PoolUsage half = whole;
    half.span = kMonth / 2;
    half.requests /= 2;
    EXPECT_EQ(bill(offers, std::vector{half}).total.times(2), bill(offers, std::vector{whole}).total);
}

// Others of the account may use a grant up; that is no change of a price.
TEST(PriceFactors, LeaveSoMuchOfTheFreeGrants) {
    scenarios::PriceFactorsSpec used_up;
    used_up.free_grants = 0;
    const auto result = billed({extra(egress(), Per::month, 15)}, used_up);
    EXPECT_EQ(result.total.text(), "1.15");  // 10 at 0.09, 5 at 0.05
    EXPECT_FALSE(result.list_total);
    used_up.usage = 2;
    EXPECT_EQ(billed({extra(egress(), Per::month, 15)}, used_up).list_total->text(), "1.15");
}

TEST(Extras, SayWhyAnAmountDoesNotSuitItsPrice) {
    const auto why = [](const char* unit, Per per, std::optional<double> size) {
        scenarios::ExtraSpec spec;
        spec.per = per;
        spec.size_gb = size;
        const auto found = misfit(priced(unit, "1"), spec);
        return found ? found->message + "; " + found->hint : std::string();
    };
    EXPECT_EQ(why("GB", Per::request, 1), "");
    EXPECT_EQ(why("GB", Per::request, {}), "what is priced by the GB has a size; add for example \"size\": \"4 KB\"");
    EXPECT_EQ(why("hour", Per::deployment, 1), "what is priced by the hour has no size; write \"count\" instead");
    EXPECT_EQ(why("GB-month", Per::request, 1),
              "what is priced by the GB-month is not counted per request; "
              R"(it may be per "instance" or "deployment")");
    EXPECT_EQ(why("GB", Per::instance, 1),
              "what is priced by the GB is not counted per instance; "
              R"(it may be per "request", "input-token", "output-token", "start" or "month")");
}

TEST(Extras, NeedLivesOnlyWhereInstancesDriveThem) {
    const auto needs = [](Per per, const char* unit) {
        UsageRules rules;
        add_needs(extra(priced(unit, "1"), per, {}), rules);
        return rules.lives;
    };
    EXPECT_FALSE(needs(Per::request, "1k requests"));
    EXPECT_FALSE(needs(Per::deployment, "hour"));
    EXPECT_TRUE(needs(Per::instance, "hour"));
    EXPECT_TRUE(needs(Per::start, "1k requests"));
}

const Catalog& offers_of_the_catalog() {
    static const Catalog shipped = Catalog::load(PLIMSOLL_SOURCE_DIR "/pricing/catalog");
    return shipped;
}

// 10,240 MB for 3 M calls of a second: 9.5 GB beyond the free half, 0.0000000309 USD each second.
TEST(LambdaEphemeralStorage, IsBilledWhileACallRuns) {
    const auto storage =
        extra(*offers_of_the_catalog().find("aws/us-east-1/lambda-ephemeral-storage"), Per::instance, 9.5);
    UsageRules rules;
    add_needs(storage, rules);
    ASSERT_EQ(rules.work.size(), 2U);  // with what starts take, and without: there is none here
    PoolUsage usage;
    usage.span = kMonth;
    for (const auto& rule : rules.work) usage.work.push_back({rule, {3'000'000, 3'000'000'000, 0}});
    const auto result = bill({{Offer{}}, {storage}}, std::vector{usage});
    EXPECT_EQ(result.total.text(), "0.88065");
    EXPECT_EQ(result.lines.at(0).item, "ephemeral storage");
}

TEST(Resized, FunctionsHaveSoMuchMemoryAndTheirShareOfTheDevice) {
    const auto& whole = *offers_of_the_catalog().find("aws/us-east-1/lambda-1024mb");
    const auto small = resized(whole, {0.25, {}});
    EXPECT_EQ(std::get<WorkMeter>(small.meters.at(1)).units_per_second, Quantity(1, 4));
    EXPECT_DOUBLE_EQ(small.device_share, whole.device_share / 4);
    EXPECT_EQ(why_not_resized(whole, {{}, 2}), "'aws/us-east-1/lambda-1024mb' is not priced by its vCPUs");
    EXPECT_TRUE(why_not_resized(*offers_of_the_catalog().find("aws/us-east-1/g4dn.xlarge"), {16, {}}));
    EXPECT_TRUE(why_not_resized(*offers_of_the_catalog().find("gcp/us-central1/cloud-functions-256mb"), {1, {}}));
    const auto container = resized(*offers_of_the_catalog().find("gcp/us-central1/cloud-run-2vcpu-4gib"), {0.5, 1});
    EXPECT_EQ(std::get<WorkMeter>(container.meters.at(0)).units_per_second, Quantity(1));
    EXPECT_EQ(std::get<WorkMeter>(container.meters.at(1)).units_per_second, Quantity(1, 2));
    EXPECT_DOUBLE_EQ(container.device_share, 1.0 / 96);
}

// Two environments of 1 GB for an hour and a minute are paid for 65 minutes; what spills over pays the usual price.
TEST(ProvisionedConcurrency, IsBilledByFiveMinutesAndWithoutGrant) {
    const auto offer = as_bought(*offers_of_the_catalog().find("aws/us-east-1/lambda-1024mb"), true);
    PoolUsage usage;
    usage.span = 61min;
    usage.provisioned = 2;
    usage.requests = 1000;
    for (const auto& rule : usage_rules(offer).work)
        usage.work.push_back(
            {rule, rule.provisioned ? RoundedDurations{900, 900'000, 0} : RoundedDurations{100, 100'000, 0}});
    const auto result = bill(offer, usage, 0);
    std::vector<std::tuple<std::string, std::string, std::string>> lines;
    for (const auto& line : result.lines) lines.emplace_back(line.item, line.quantity, line.amount.text());
    EXPECT_THAT(lines, testing::ElementsAre(std::tuple("requests", "0.001", "0.0002"),
                                            std::tuple("duration (first 6B GB-seconds a month)", "100", "0.00166667"),
                                            std::tuple("provisioned concurrency", "7800", "0.03250026"),
                                            std::tuple("duration, provisioned", "900", "0.00874998")));
}

TEST(ProvisionedConcurrency, IsNoPartOfAFunctionThatHasNone) {
    const auto offer = as_bought(*offers_of_the_catalog().find("aws/us-east-1/lambda-1024mb"), false);
    EXPECT_FALSE(can_be_provisioned(offer));
    EXPECT_EQ(offer.meters.size(), 2U);
    for (const auto& rule : usage_rules(offer).work) EXPECT_FALSE(rule.provisioned);
}

/// 300,000 GB-seconds of each of two functions, in a month.
std::string total_of_functions(const char* first, const char* second) {
    std::vector<Offer> offers;
    std::vector<PoolUsage> usage;
    for (const char* name : {first, second}) {
        offers.push_back(as_bought(*offers_of_the_catalog().find(std::string("aws/us-east-1/") + name), false));
        const auto& duration = std::get<WorkMeter>(offers.back().meters.at(1));
        PoolUsage used;
        used.span = kMonth;
        const Quantity milliseconds = 300'000'000 / duration.units_per_second;
        for (const auto& rule : usage_rules(offers.back()).work)
            used.work.push_back({rule, {1, milliseconds.convert_to<std::uint64_t>(), 0}});
        usage.push_back(std::move(used));
    }
    return bill({offers, {}}, usage).total.text();
}

// An account has 400,000 GB-seconds free, whatever the sizes and processors of its functions.
TEST(LambdaSizes, ShareWhatIsFree) {
    EXPECT_EQ(total_of_functions("lambda-1024mb", "lambda-2048mb"), "3.33334");      // 200,000 at 0.0000166667
    EXPECT_EQ(total_of_functions("lambda-1024mb", "lambda-arm-2048mb"), "2.66668");  // 200,000 at 0.0000133334
}

Extra balancer(scenarios::ExtraSpec spec) {
    spec.per = Per::request;
    return extra_from(*offers_of_the_catalog().find("aws/us-east-1/alb-lcu"), spec);
}

// The API of Azure counts 10,335 GB with the 100 that are free: 20,000 GB are 10,235 at 0.087 and 9,665 at 0.083.
TEST(Shipped, EgressOfAzureFallsWithTheMonth) {
    const auto egress_of = [](const char* id, double size_gb) {
        return total(extra(*offers_of_the_catalog().find(id), Per::month, size_gb));
    };
    EXPECT_EQ(egress_of("azure/eastus/internet-egress", 100), "0.00");
    EXPECT_EQ(egress_of("azure/eastus/internet-egress", 20'000), "1692.64");
    EXPECT_EQ(egress_of("azure/eastus/internet-egress-routed", 20'000), "1443.50");  // 10,000 x 0.08 + 9,900 x 0.065
    EXPECT_EQ(egress_of("aws/us-east-1/internet-egress", 20'000), "1742.70");        // 10,240 x 0.09 + 9,660 x 0.085
}

// 3,000,000 requests at 0.008 USD for 25 new connections a second, 3,000 open ones, 1 GB an hour, or 1,000 rules a
// second.
TEST(LoadBalancerCapacity, IsWhatTheLargestShareTakes) {
    EXPECT_EQ(total(balancer({})), "0.266666666667");  // a connection each: 3 M / (25 x 3600) LCU-hours
    scenarios::ExtraSpec spec;
    spec.requests_per_connection = 5;
    EXPECT_EQ(total(balancer(spec)), "0.053333333333");  // a fifth of it
    spec.connection_time = 10min;
    EXPECT_EQ(total(balancer(spec)), "0.266666666667");  // 600,000 x 600 s / (3,000 x 3600 s)
    spec.rules = 20;
    EXPECT_EQ(total(balancer(spec)), "0.266666666667");  // ten of them count: 30 M / 3.6 M is less
    spec.size_gb = 1e-4;
    EXPECT_EQ(total(balancer(spec)), "2.40");  // 300 GB
}

TEST(LoadBalancerCapacity, IsNothingThatOtherServicesHave) {
    scenarios::ExtraSpec spec;
    spec.per = Per::request;
    spec.size_gb = 1;
    EXPECT_FALSE(misfit(*offers_of_the_catalog().find("aws/us-east-1/alb-lcu"), spec));
    EXPECT_FALSE(misfit(egress(), spec));
    spec.rules = 3;
    ASSERT_TRUE(misfit(egress(), spec));
    EXPECT_EQ(misfit(egress(), spec)->message, "what is priced by the GB does not go by connections");
}

}  // namespace
}  // namespace plimsoll::pricing
