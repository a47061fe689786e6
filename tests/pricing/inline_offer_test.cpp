// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/billing.hpp"
#include "pricing/offer/catalog.hpp"
#include "scenarios/input_error.hpp"

#include "print.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plimsoll::pricing {
namespace {

using namespace std::chrono_literals;
using scenarios::InlineOffer;
using scenarios::Purchase;

TEST(InlineOffer, APriceByTheHourIsAMachine) {
    InlineOffer spec;
    spec.price_per_hour = "1.00";
    spec.device = "nvidia-l4";
    const auto offer = offer_from(spec);
    EXPECT_EQ(offer.kind, Offer::Kind::instance);
    EXPECT_EQ(offer.id, "in-line");
    EXPECT_EQ(offer.device, "nvidia-l4");
    EXPECT_EQ(offer.provenance.source, "scenario");
    PoolUsage usage;
    usage.span = 24h;
    usage.instances = {{0s, 90min}};
    const auto result = bill(offer, usage, 0);
    EXPECT_EQ(result.total.text(), "1.50");
    EXPECT_EQ(result.lines.at(0).item, "on-demand in-line");
    EXPECT_TRUE(missing_price(offer, Purchase::spot));
    EXPECT_FALSE(missing_price(offer, Purchase::reserved));
}

TEST(InlineOffer, RoundingIsAsWritten) {
    InlineOffer spec;
    spec.price_per_hour = "3.60";
    spec.granularity = 1h;
    spec.minimum = 2h;
    PoolUsage usage;
    usage.span = 24h;
    usage.instances = {{0s, 1s}, {0s, 2h + 1s}};
    EXPECT_EQ(bill(offer_from(spec), usage, 0).total.text(), "18.00");  // 2 h and 3 h
}

TEST(InlineOffer, APricePerGbSecondIsAFunction) {
    InlineOffer spec;
    spec.price_per_gb_second = "0.0001";
    spec.price_per_million_requests = "2";
    spec.memory_gb = 0.1;
    const auto offer = offer_from(spec);
    EXPECT_EQ(offer.kind, Offer::Kind::function);
    const auto* work = std::get_if<WorkMeter>(&offer.meters.at(1));
    ASSERT_NE(work, nullptr);
    EXPECT_EQ(work->basis, WorkMeter::Basis::invocation);
    EXPECT_EQ(work->units_per_second, Quantity(1, 10));
    EXPECT_EQ(work->rounding(1ns), 1ms);
    PoolUsage usage;
    usage.span = kMonth;
    usage.requests = 500'000;
    usage.work = {{work->rule().value(), {}}};
    usage.work[0].durations.add(1000s);
    EXPECT_EQ(bill(offer, usage, 0).total.text(), "1.01");
}

// A tenth of a month of 18.25, however much the machine beside it is used; a discount on machines leaves it alone.
TEST(InlineOffer, AMonthlyFeeIsOwedForThePeriod) {
    InlineOffer spec;
    spec.price_per_hour = "1";
    spec.fee_per_month = "18.25";
    const auto offer = offer_from(spec);
    EXPECT_EQ(offer.kind, Offer::Kind::instance);
    PoolUsage usage;
    usage.span = kMonth / 10;
    const auto result = bill(offer, usage, 0, {0.5, 0.5, 0.5, 0.5});
    ASSERT_EQ(result.lines.size(), 1U);
    EXPECT_EQ(result.lines[0].item, "monthly fee");
    EXPECT_EQ(result.lines[0].quantity, "0.1");
    EXPECT_EQ(result.total.text(), "1.825");
    EXPECT_FALSE(result.list_total);
    EXPECT_EQ(usage_rules(offer), (UsageRules{true, {}})) << "of the machine";
}

TEST(InlineOffer, APricePerTokenIsAnApi) {
    InlineOffer spec;
    spec.price_per_million_input_tokens = "0.10";
    const auto offer = offer_from(spec);
    EXPECT_EQ(offer.kind, Offer::Kind::api);
    PoolUsage usage;
    usage.span = 1h;
    usage.input_tokens = 10'000'000;
    EXPECT_EQ(bill(offer, usage, 0).total.text(), "1.00");
}

TEST(InlineOffer, AllThatIsWrongIsSaidAtOnce) {
    InlineOffer spec;
    spec.price_per_hour = "one";
    spec.spot_price_per_hour = "-1";
    spec.price_per_gb_second = "0.1";
    spec.granularity = Duration(0);
    try {
        (void)offer_from(spec);
        FAIL() << "expected InputError";
    } catch (const InputError& error) {
        std::vector<std::string> messages;
        for (const auto& problem : error.problems()) messages.push_back(problem.message);
        EXPECT_THAT(messages, testing::UnorderedElementsAre(
                                  testing::HasSubstr("granularity"), testing::HasSubstr("'one' is not an amount"),
                                  testing::HasSubstr("'-1' is below 0"), testing::HasSubstr("needs a memory size")));
    }
}

}  // namespace
}  // namespace plimsoll::pricing
