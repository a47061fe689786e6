// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/price_overlay.hpp"

#include "catalog_folder.hpp"
#include "print.hpp"

#include "pricing/offer/catalog.hpp"
#include "pricing/offer/name_pattern.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plimsoll::pricing {
namespace {

using scenarios::Purchase;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kList = R"({"plimsoll_catalog": 1, "currency": "USD",
"provenance": {"source": "a price list", "date": "2026-07-20"},
"offers": [
{"id": "cloud/east/p5.large", "title": "t", "kind": "instance", "meters": [{"meter": "instance", "on_demand_per_hour": "10", "spot_per_hour": "4"}]},
{"id": "cloud/west/p5.small", "title": "t", "kind": "instance", "meters": [{"meter": "instance", "on_demand_per_hour": "1"}]},
{"id": "cloud/east/model", "title": "t", "kind": "api", "api": {}, "meters": [{"meter": "token", "input_per_million": "2", "output_per_million": "8"}]}
]})";

class Overlay : public CatalogFolder {
protected:
    Overlay() { write("list/a.json", kList); }

    [[nodiscard]] Catalog with(const std::string& discounts) const {
        write("ours.json", "{\"plimsoll_price_overlay\": 1, \"discounts\": [\n" + discounts + "]}");
        return Catalog::load(path("list"), {path("ours.json")});
    }
    [[nodiscard]] std::vector<std::string> refused(const std::string& discounts) const {
        return problems([&] { static_cast<void>(with(discounts)); });
    }
};

TEST_F(Overlay, TakesAPercentageOffEveryPriceThatMatches) {
    const auto catalog =
        with(R"({"offers": "cloud/*/p5*", "percent": 12, "source": "our contract", "date": "2026-01-01"})");
    const auto& large = *catalog.find("cloud/east/p5.large");
    EXPECT_EQ(hourly_price(large, Purchase::on_demand), Money::parse("8.80"));
    EXPECT_EQ(hourly_price(large, Purchase::spot), Money::parse("3.52"));
    EXPECT_EQ(hourly_price(*catalog.find("cloud/west/p5.small"), Purchase::on_demand), Money::parse("0.88"));
    EXPECT_EQ(negotiated_price(large, Purchase::on_demand), "12 % off by ours.json:2: our contract (2026-01-01)");
    const auto& model = *catalog.find("cloud/east/model");
    EXPECT_EQ(std::get<TokenMeter>(model.meters.at(0)).input_per_million, Money::parse("2"));
    EXPECT_EQ(negotiated_price(model, Purchase::on_demand), "");
}

TEST_F(Overlay, IsAboutOneWayOfBuyingWhereItSaysSo) {
    const auto catalog = with(R"(
{"offers": "cloud/east/*", "purchase": "on-demand", "percent": 0.1, "source": "s", "date": "2026-01-01"},
{"offers": "*", "purchase": "usage", "percent": 25, "source": "s", "date": "2026-01-01"})");
    const auto& large = *catalog.find("cloud/east/p5.large");
    EXPECT_EQ(hourly_price(large, Purchase::on_demand), Money::parse("9.99"));
    EXPECT_EQ(hourly_price(large, Purchase::spot), Money::parse("4"));
    EXPECT_EQ(negotiated_price(large, Purchase::spot), "");
    const auto& tokens = std::get<TokenMeter>(catalog.find("cloud/east/model")->meters.at(0));
    EXPECT_EQ(tokens.input_per_million, Money::parse("1.50"));
    EXPECT_EQ(tokens.output_per_million, Money::parse("6"));
}

TEST_F(Overlay, FixesAPriceByTheHourAlsoOneThatTheListHasNot) {
    const auto catalog = with(
        R"({"offers": "cloud/east/p5.large", "purchase": "reserved", "price": "6.5", "source": "s", "date": "2026-01-01"})");
    const auto& large = *catalog.find("cloud/east/p5.large");
    EXPECT_EQ(hourly_price(large, Purchase::reserved), Money::parse("6.50"));
    EXPECT_EQ(hourly_price(large, Purchase::on_demand), Money::parse("10"));
    EXPECT_EQ(negotiated_price(large, Purchase::reserved), "6.50 USD/h by ours.json:2: s (2026-01-01)");
}

/// Of several lines the last holds, off the price of the list: 20 % off 10, not 20 % off 9.
TEST_F(Overlay, ChangesAPriceByOneLineOnly) {
    const auto catalog = with(R"(
{"offers": "cloud/*", "percent": 10, "source": "s", "date": "2026-01-01"},
{"offers": "cloud/east/p5.large", "percent": 20, "source": "s", "date": "2026-01-01"})");
    EXPECT_EQ(hourly_price(*catalog.find("cloud/east/p5.large"), Purchase::on_demand), Money::parse("8"));
    EXPECT_EQ(hourly_price(*catalog.find("cloud/west/p5.small"), Purchase::on_demand), Money::parse("0.90"));
}

TEST_F(Overlay, NamesWhatIsWrongWithItsLine) {
    EXPECT_THAT(refused(R"({"offers": "cloud/east/p5.larg", "percent": 5, "source": "s", "date": "2026-01-01"})"),
                ElementsAre(testing::AllOf(
                    StartsWith("ours.json:2: /discounts/0/offers: 'cloud/east/p5.larg' matches no offer"),
                    HasSubstr("cloud/east/p5.large"))));
    EXPECT_THAT(refused(R"({"offers": "*", "percent": 100, "source": "s", "date": "2026-01-01"})"),
                ElementsAre(StartsWith("ours.json:2: /discounts/0/percent: expected a percentage off")));
    EXPECT_THAT(refused(R"({"offers": "*", "percent": -3, "price": "1", "date": "soon"})"),
                testing::IsSupersetOf({StartsWith("ours.json:2: /discounts/0: 'source' is missing"),
                                       StartsWith("ours.json:2: /discounts/0/date: 'soon' is not a date"),
                                       StartsWith("ours.json:2: /discounts/0: expected either 'percent'"),
                                       StartsWith("ours.json:2: /discounts/0/price: a price by the hour needs")}));
    EXPECT_THAT(refused(R"({"offers": "*", "purchase": "spots", "percent": 3, "source": "s", "date": "2026-01-01"})"),
                ElementsAre(HasSubstr("'spots' is not")));
    EXPECT_THAT(
        refused(R"({"offers": "*large", "purchase": "spot", "price": "11", "source": "s", "date": "2026-01-01"})"),
        ElementsAre("ours.json:2: /discounts/0: the spot price of cloud/east/p5.large is then above the "
                    "on-demand price: 11.00 > 10.00"));
}

TEST_F(Overlay, StandsAmongCatalogsOfOnesOwn) {
    write("own/a.json",
          R"({"plimsoll_catalog": 1, "currency": "USD", "provenance": {"source": "x", "date": "2026-07-20"},
"offers": [{"id": "cloud/west/p5.small", "title": "ours", "kind": "instance", "meters": [{"meter": "instance", "on_demand_per_hour": "2"}]},
{"id": "own/cellar/box", "title": "t", "kind": "instance", "meters": [{"meter": "instance", "on_demand_per_hour": "3"}]}]})");
    write(
        "own/z.json",
        R"({"plimsoll_price_overlay": 1, "discounts": [{"offers": "*/p5.small", "percent": 50, "source": "s", "date": "2026-01-01"}]})");
    const auto catalog = Catalog::load(path("list"), {path("own")});
    EXPECT_EQ(catalog.find("cloud/west/p5.small")->title, "ours");
    EXPECT_EQ(hourly_price(*catalog.find("cloud/west/p5.small"), Purchase::on_demand), Money::parse("1"));
    EXPECT_EQ(hourly_price(*catalog.find("cloud/east/p5.large"), Purchase::on_demand), Money::parse("10"));
    EXPECT_THAT(catalog.ids(),
                ElementsAre("cloud/east/model", "cloud/east/p5.large", "cloud/west/p5.small", "own/cellar/box"));
}

TEST(NamePattern, StarsStandForAnything) {
    for (const auto& [pattern, fits] : std::vector<std::pair<const char*, bool>>{{"aws/us-east-1/p5.48xlarge", true},
                                                                                 {"*", true},
                                                                                 {"aws/*/p5*", true},
                                                                                 {"*p5.*large", true},
                                                                                 {"aws*48xlarge*", true},
                                                                                 {"**/p5.48x*rg*", true},
                                                                                 {"aws/*/p4*", false},
                                                                                 {"aws", false},
                                                                                 {"*xlarg", false},
                                                                                 {"", false}})
        EXPECT_EQ(has_pattern("aws/us-east-1/p5.48xlarge", pattern), fits) << pattern;
    EXPECT_TRUE(has_pattern("", "*"));
    EXPECT_TRUE(has_pattern("abab", "*ab"));
}

}  // namespace
}  // namespace plimsoll::pricing
