// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/commitment/usage_by_hour.hpp"
#include "pricing/offer/as_bought.hpp"
#include "pricing/offer/billing.hpp"
#include "pricing/offer/catalog.hpp"

#include "print.hpp"

#include "scenarios/input_error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tuple>

namespace plimsoll::pricing {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

/// 240,000 USD and 24,000 at the end of four years: 4,500 a month. A tenth of it a year for maintenance: 2,000 a month.
scenarios::InlineOffer bought() {
    scenarios::InlineOffer spec;
    spec.owned = {"240000", "24000", 4, 10, 2, 1.5, "0.10", 0.1, "300", "500"};
    return spec;
}

using Line = std::tuple<std::string, std::string, std::string, std::string>;

std::vector<Line> told(const Bill& bill) {
    std::vector<Line> lines;
    for (const auto& line : bill.lines) lines.emplace_back(line.item, line.quantity, line.unit, line.amount.text());
    return lines;
}

// Two machines for a tenth of a month, 73 h: one works 40 h of its 73, the other is off.
// Energy: 1.5 x (40 h x 10 kW + 33 h x 2 kW) = 699 kWh.
TEST(OwnedMachines, ArePaidWhetherTheyWorkOrNotAndTheirPowerAsTheyDo) {
    const auto offer = with_machines(offer_from(bought()), 2);
    EXPECT_EQ(offer.kind, OfferKind::instance);
    const auto rules = usage_rules(offer);
    EXPECT_TRUE(rules.lives);
    ASSERT_EQ(rules.work.size(), 1U);
    PoolUsage usage;
    usage.span = kMonth / 10;
    usage.instances = {{0h, 73h}};
    usage.work = {{rules.work[0], {}}};
    usage.work[0].durations.add(40h);
    const auto result = bill(offer, usage, 0, {.on_demand = 0.5, .reserved = 0.5, .spot = 0.5, .usage = 0.5});
    EXPECT_THAT(told(result), ElementsAre(Line("depreciation", "0.2", "machine-month", "900.00"),
                                          Line("maintenance", "0.2", "machine-month", "400.00"),
                                          Line("space", "0.2", "machine-month", "60.00"),
                                          Line("staff", "0.2", "machine-month", "100.00"),
                                          Line("electricity", "699", "kWh", "69.90")));
    EXPECT_EQ(result.total.text(), "1529.90");
    EXPECT_FALSE(result.list_total) << "no factor is on what was bought";
}

TEST(OwnedMachines, CostTheSameByTheHourWhateverTheyDo) {
    const auto offer = offer_from(bought());
    EXPECT_EQ(hourly_price(offer, scenarios::Purchase::on_demand), Money::parse("10"));  // 7,300 a month
    EXPECT_EQ(missing_price(offer, scenarios::Purchase::spot), "'in-line' has no spot price (it has: on-demand)");
    PoolUsage usage;
    usage.span = kMonth;
    usage.instances = {{0h, kMonth}};
    EXPECT_TRUE(usage_by_hour(std::vector{offer}, std::vector{usage}).offers.empty()) << "nobody reserves its own";
}

TEST(OwnedMachines, WorthMoreInTheEndAreRefused) {
    auto spec = bought();
    spec.owned->residual = "250000";
    EXPECT_THROW((void)offer_from(spec), InputError);
}

scenarios::InlineOffer api_prices() {
    scenarios::InlineOffer spec;
    spec.price_per_million_input_tokens = "2.00";
    spec.price_per_million_output_tokens = "8.00";
    spec.price_per_million_cached_input_tokens = "0.50";
    return spec;
}

PoolUsage calls() {
    PoolUsage usage;
    usage.span = 1h;
    usage.input_tokens = 10'000'000;
    usage.output_tokens = 1'000'000;
    return usage;
}

TEST(TokenPrices, CachedInputHasItsOwn) {
    const auto result = bill(called(offer_from(api_prices()), {0.4, false}), calls(), 0);
    EXPECT_THAT(told(result), ElementsAre(Line("input tokens", "6", "1M tokens", "12.00"),
                                          Line("cached input tokens", "4", "1M tokens", "2.00"),
                                          Line("output tokens", "1", "1M tokens", "8.00")));
    EXPECT_EQ(bill(called(offer_from(api_prices()), {}), calls(), 0).total.text(), "28.00");
}

TEST(TokenPrices, RequestsThatMayWaitCostLess) {
    auto offer = offer_from(api_prices());
    EXPECT_EQ(why_not_called(offer, {0, true}), "'in-line' has no price for requests that may wait");
    std::get<TokenMeter>(offer.meters[0]).batch_discount = 0.5;
    EXPECT_EQ(why_not_called(offer, {0.4, true}), std::nullopt);
    const auto result = bill(called(offer, {0.4, true}), calls(), 0);
    EXPECT_THAT(told(result), ElementsAre(Line("input tokens, batch", "6", "1M tokens", "6.00"),
                                          Line("cached input tokens, batch", "4", "1M tokens", "1.00"),
                                          Line("output tokens, batch", "1", "1M tokens", "4.00")));
}

TEST(TokenPrices, OfCachedInputAreNamedWhereTheyAreMissing) {
    auto spec = api_prices();
    spec.price_per_million_cached_input_tokens.reset();
    EXPECT_EQ(why_not_called(offer_from(spec), {0.4, false}), "'in-line' has no price for cached input");
    scenarios::InlineOffer requests;
    requests.price_per_million_requests = "1";
    EXPECT_EQ(why_not_called(offer_from(requests), {0.4, false}), "'in-line' is not paid by the token");
}

}  // namespace
}  // namespace plimsoll::pricing
