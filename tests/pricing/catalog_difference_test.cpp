// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/catalog_difference.hpp"

#include "catalog_folder.hpp"

#include "pricing/offer/catalog_facts.hpp"
#include "pricing/offer/catalog_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace plimsoll::pricing {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kBefore = R"({"plimsoll_catalog": 1, "currency": "USD",
"provenance": {"source": "a price list", "date": "2026-07-20"},
"spot_provenance": {"source": "a market", "date": "unknown", "verified": false},
"defaults": {"kind": "function", "notes": ["of all"], "start": {"boot": "1 s"}},
"meters": {"duration": {"meter": "work", "basis": "invocation", "unit": "GB-second", "item": "duration", "free_per_month": 5,
 "tiers": [{"up_to": 10, "price": "0.2"}, {"price": "0.1"}]}},
"offers": [
{"id": "a/b/function", "title": "t", "notes": ["of one"], "provenance": {"also": "another"},
 "meters": [{"like": "duration", "units_per_second": 2}, {"meter": "request", "per_million": "0.20"}]},
{"id": "a/b/machine", "title": "t", "kind": "instance", "meters": [{"meter": "instance", "on_demand_per_hour": "4"}]},
{"id": "a/b/gone", "title": "t", "kind": "instance", "meters": [{"meter": "instance", "on_demand_per_hour": "1", "spot_per_hour": "0.5"}]}]})";

class CatalogDifferences : public CatalogFolder {
protected:
    [[nodiscard]] std::map<std::string, nlohmann::json> facts(const std::string& text) const {
        const auto file = write("a.json", text);
        std::vector<Problem> problems;
        static_cast<void>(read_catalog_files({file}, problems));
        EXPECT_THAT(problems, IsEmpty()) << problems.front().text();
        return catalog_facts({file});
    }
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

TEST_F(CatalogDifferences, FactsHoldWhatAnOfferTakesFromItsFile) {
    const auto all = facts(kBefore);
    const auto named = named_facts(all.at("a/b/function"));
    EXPECT_EQ(named.at("work duration/tiers/1/price"), "0.1");
    EXPECT_EQ(named.at("work duration/units_per_second"), "2");
    EXPECT_EQ(named.at("work duration/free_per_month"), "5");
    EXPECT_EQ(named.at("request/per_million"), "0.20");
    EXPECT_EQ(named.at("provenance/source"), "a price list");
    EXPECT_EQ(named.at("provenance/also"), "another");
    EXPECT_EQ(named.at("notes/0"), "of one");
    EXPECT_EQ(named.at("notes/1"), "of all");
    EXPECT_EQ(named.at("start/boot"), "1 s");
    EXPECT_EQ(named.at("region"), "b");
    EXPECT_EQ(named.at("currency"), "USD");
    EXPECT_FALSE(named.contains("spot_provenance/source"));
    EXPECT_EQ(named_facts(all.at("a/b/gone")).at("spot_provenance/verified"), "false");
}

TEST_F(CatalogDifferences, AreNoneOfACatalogAndItself) {
    EXPECT_TRUE(difference_of(facts(kBefore), facts(kBefore)).same());
}

TEST_F(CatalogDifferences, TellPricesWithTheirPercentage) {
    auto after = replaced(kBefore, R"("price": "0.2")", R"("price": "0.25")");
    after = replaced(after, R"("on_demand_per_hour": "4")", R"("on_demand_per_hour": "3", "minimum": "1 h")");
    after = replaced(after, "a/b/gone", "a/b/new");
    const auto difference = difference_of(facts(kBefore), facts(after));
    EXPECT_THAT(difference.added, ElementsAre("a/b/new"));
    EXPECT_THAT(difference.removed, ElementsAre("a/b/gone"));
    ASSERT_EQ(difference.prices.size(), 2U);
    EXPECT_EQ(difference.prices[0].fact, "work duration/tiers/0/price");
    EXPECT_DOUBLE_EQ(difference.prices[0].percent.value(), 25);
    EXPECT_EQ(difference.prices[1].offer, "a/b/machine");
    EXPECT_EQ(difference.prices[1].after, "3");
    EXPECT_DOUBLE_EQ(difference.prices[1].percent.value(), -25);
    ASSERT_EQ(difference.facts.size(), 1U);
    EXPECT_EQ(difference.facts[0].fact, "instance/minimum");
    EXPECT_EQ(difference.facts[0].before, "");
    EXPECT_EQ(difference.facts[0].after, "1 h");
}

}  // namespace
}  // namespace plimsoll::pricing
