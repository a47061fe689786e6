// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// A record of ten hours, by hand: zone a stands at 0.50 for nine hours and then at 0.90, zone b at 0.30 from the second
// hour on.
#include "catalog_folder.hpp"
#include "print.hpp"

#include "pricing/meter/price_series.hpp"
#include "pricing/offer/billing.hpp"
#include "pricing/offer/catalog.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plimsoll::pricing {
namespace {

using scenarios::Purchase;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

Moment at_hour(int hour) { return *parse_moment("2026-05-01T00:00Z") + hours(hour); }

SpotHistory record() {
    SpotHistory history;
    history.zones["a"] = {{at_hour(0), Money::parse("0.50")}, {at_hour(9), Money::parse("0.90")}};
    history.zones["b"] = {{at_hour(1), Money::parse("0.30")}};
    history.until = at_hour(10);
    return history;
}

Offer along(const PriceSeries& series) {
    InstanceMeter meter;
    meter.spot_per_hour = Money::parse("0.50");
    meter.spot_along = series;
    meter.free_if_interrupted_within = hours(1);
    Offer offer;
    offer.id = "aws/us-east-1/g5.xlarge";
    offer.meters = {meter};
    return offer;
}

Bill bill_of(const Offer& offer, std::vector<InstanceUse> lives, const scenarios::PriceFactorsSpec& factors = {}) {
    PoolUsage usage;
    usage.span = hours(24);
    usage.instances = std::move(lives);
    return bill(offer, usage, 0, factors);
}

TEST(SpotSeries, ReadsMomentsInUtcAlone) {
    EXPECT_EQ(text_of(*parse_moment("2026-05-01T00:00Z")), "2026-05-01T00:00:00Z");
    EXPECT_EQ(parse_moment("2026-05-01T13:04:05.678Z"), parse_moment("2026-05-01T13:04:05+00:00"));
    for (const char* wrong : {"2026-05-01", "2026-05-01T24:00Z", "2026-05-01T00:00", "2026-05-01T00:00+02:00", "now"})
        EXPECT_FALSE(parse_moment(wrong)) << wrong;
}

TEST(SpotSeries, BillsEachSecondAtThePriceInForce) {
    // From 8 h of the record on: an hour at 0.50, one at 0.90, and then the record begins anew.
    const auto offer = along(laid_from(record(), "a", at_hour(8)));
    const auto bill = bill_of(offer, {{minutes(30), minutes(150), Purchase::spot}});
    ASSERT_EQ(bill.lines.size(), 2U);
    EXPECT_EQ(bill.lines[0].item, "spot g5.xlarge");
    EXPECT_EQ(bill.lines[0].unit_price, Money::parse("0.50"));
    EXPECT_EQ(bill.lines[0].quantity, "1");  // 30 min before the rise, 30 min of the new beginning
    EXPECT_EQ(bill.lines[1].unit_price, Money::parse("0.90"));
    EXPECT_EQ(bill.lines[1].quantity, "1");
    EXPECT_EQ(bill.total, Money::parse("1.40"));
}

TEST(SpotSeries, RepeatsAsOftenAsTheHorizonIsLong) {
    // 25 h from the beginning on: two records of 9 x 0.50 + 0.90, and five hours at 0.50.
    const auto offer = along(laid_from(record(), "a", at_hour(0)));
    EXPECT_EQ(bill_of(offer, {{hours(0), hours(25), Purchase::spot}}).total, Money::parse("13.30"));
    // A life that begins in the third record.
    EXPECT_EQ(bill_of(offer, {{hours(28), hours(31), Purchase::spot}}).total, Money::parse("1.90"));
}

TEST(SpotSeries, TakesTheMedianOfTheZonesThatHaveAPrice) {
    const auto median = prices_of_zone(record(), "");
    EXPECT_EQ(median.at(at_hour(0)), Money::parse("0.50"));
    EXPECT_EQ(median.at(at_hour(1)), Money::parse("0.30"));  // of two, the lower one
    const auto offer = along(laid_from(record(), "", at_hour(0)));
    EXPECT_EQ(bill_of(offer, {{hours(0), hours(10), Purchase::spot}}).total, Money::parse("3.20"));
}

TEST(SpotSeries, AZoneWithoutAnEarlierPriceHasItsFirstOne) {
    const auto offer = along(laid_from(record(), "b", at_hour(0)));
    EXPECT_EQ(bill_of(offer, {{hours(0), hours(20), Purchase::spot}}).total, Money::parse("6.00"));
    const auto later = along(laid_from(record(), "b", at_hour(5)));
    EXPECT_EQ(bill_of(later, {{hours(0), hours(20), Purchase::spot}}).total, Money::parse("6.00"));
}

TEST(SpotSeries, RoundsALifeAsAWholeAndRefundsAsBefore) {
    // A minute at least: the second half of it is at the price that rises meanwhile.
    const auto offer = along(laid_from(record(), "a", at_hour(8)));
    const auto start = hours(1) - seconds(30);
    EXPECT_EQ(bill_of(offer, {{start, start + seconds(10), Purchase::spot}}).total,
              Money::parse("0.90").times(Quantity(1, 120)) + Money::parse("0.50").times(Quantity(1, 120)));
    const auto refunded = bill_of(offer, {{hours(0), minutes(50), Purchase::spot, true}});
    EXPECT_EQ(refunded.total, Money{});
    EXPECT_EQ(refunded.lines.size(), 1U);
}

TEST(SpotSeries, FollowsPriceFactorsLineByLine) {
    const auto offer = along(laid_from(record(), "a", at_hour(8)));
    scenarios::PriceFactorsSpec half;
    half.spot = 0.5;
    const auto bill = bill_of(offer, {{hours(0), hours(2), Purchase::spot}}, half);
    EXPECT_EQ(bill.total, Money::parse("0.70"));
    EXPECT_EQ(bill.lines.at(1).list_price, Money::parse("0.90"));
    scenarios::PriceFactorsSpec nothing;
    nothing.spot = 0;
    EXPECT_EQ(bill_of(offer, {{hours(0), hours(2), Purchase::spot}}, nothing).total, Money{});
}

class SpotSeriesOfACatalog : public CatalogFolder {};

constexpr const char* kHead =
    R"({"plimsoll_catalog": 1, "currency": "USD", "provenance": {"source": "a", "date": "2026-05-02"},
"offers": [{"id": "ours/cellar/box", "title": "Box", "kind": "instance", "meters": [{"meter": "instance",
"on_demand_per_hour": "1", "spot_per_hour": "0.3", )";

TEST_F(SpotSeriesOfACatalog, IsRead) {
    static_cast<void>(write("a.json", std::string(kHead) + R"("spot_history": {"until": "2026-05-02T00:00:00Z",
"zones": {"a": {"2026-05-01T00:00:00Z": "0.3", "2026-05-01T12:00:00Z": "0.4"}}}}]}]})"));
    const auto catalog = Catalog::load(path(""));
    const auto& meter = std::get<InstanceMeter>(catalog.find("ours/cellar/box")->meters.at(0));
    ASSERT_TRUE(meter.spot_history);
    EXPECT_EQ(meter.spot_history->zones.at("a").size(), 2U);
    EXPECT_EQ(text_of(meter.spot_history->begin()), "2026-05-01T00:00:00Z");
}

TEST_F(SpotSeriesOfACatalog, IsRefusedWhereItCannotBe) {
    static_cast<void>(write("a.json", std::string(kHead) + R"("spot_history": {"until": "2026-05-01T00:00:00Z",
"zones": {"a": {"2026-05-01T00:00:00Z": "0.3", "noon": "0.4"}}}}]}]})"));
    try {
        static_cast<void>(Catalog::load(path("")));
        FAIL();
    } catch (const InputError& error) {
        ASSERT_EQ(error.problems().size(), 2U);
        EXPECT_THAT(error.problems()[0].text(), testing::HasSubstr("'noon' is no moment"));
        EXPECT_THAT(error.problems()[1].text(), testing::HasSubstr("is not behind the first price"));
    }
}

TEST_F(SpotSeriesOfACatalog, ChangesOfTheListAreInTheOrderOfMonths) {
    static_cast<void>(write("a.json", std::string(kHead) + R"("on_demand_changes": [
{"from": "2027-01", "price": "0.9"}, {"from": "2027-03", "price": "0.8"}]}]}]})"));
    const auto catalog = Catalog::load(path(""));
    const auto& meter = std::get<InstanceMeter>(catalog.find("ours/cellar/box")->meters.at(0));
    ASSERT_EQ(meter.on_demand_changes.size(), 2U);
    EXPECT_EQ(meter.on_demand_changes[1].per_hour, Money::parse("0.8"));
    static_cast<void>(write("a.json", std::string(kHead) + R"("on_demand_changes": [
{"from": "2027-03", "price": "0.9"}, {"from": "2027-03", "price": "0.8"}]}]}]})"));
    EXPECT_THROW(static_cast<void>(Catalog::load(path(""))), InputError);
}

}  // namespace
}  // namespace plimsoll::pricing
