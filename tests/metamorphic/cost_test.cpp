// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "comparison.hpp"

#include <gmock/gmock.h>

/// What a change of prices or of traffic does to the bill.
namespace plimsoll::metamorphic_test {
namespace {

using Prices = Relation;
using Traffic = Relation;

// cost(3 p) = 3 cost(p), for every line; the simulation never sees a price.
TEST_F(Prices, ThreeTimesAsHighTripleEveryAmountAndChangeNoLatency) {
    const Json once = five_ways();
    Json thrice = once;
    const auto set = [&](std::size_t index, const char* key, const char* price) {
        thrice["deployments"][index]["pools"][0]["offer"][key] = price;
    };
    for (const std::size_t index : {0, 1, 3}) set(index, "price", "10.80 USD/h");
    set(1, "spot_price", "3.24 USD/h");
    set(2, "gb_second_price", "0.00006 USD/GB-s");
    set(2, "request_price", "0.60 USD/1M requests");
    set(4, "input_token_price", "1.50 USD/1M tokens");

    const Json before = compare(once);
    const Json after = compare(thrice);
    Json by_factors = once;
    by_factors["price_factors"] = {{"on-demand", 3}, {"reserved", 3}, {"spot", 3}, {"usage", 3}};
    Json multiplied = compare(by_factors);
    for (std::size_t i = 0; i < 5; ++i) {
        // Factors keep the list price beside; all else is as if the price itself were another.
        Json& cost = multiplied["deployments"][i]["cost"];
        EXPECT_EQ(cost["list_per_month"], before["deployments"][i]["cost"]["per_month"]);
        cost.erase("list_per_month");
        for (std::size_t line = 0; line < cost["lines"].size(); ++line) {
            EXPECT_EQ(cost["lines"][line]["list_price"], before["deployments"][i]["cost"]["lines"][line]["unit_price"]);
            cost["lines"][line].erase("list_price");
        }
        EXPECT_EQ(multiplied["deployments"][i], after["deployments"][i]);
    }

    for (std::size_t i = 0; i < 5; ++i) {
        const Json& cheap = before["deployments"][i];
        const Json& dear = after["deployments"][i];
        SCOPED_TRACE(cheap["name"].dump());
        const Json& lines = cheap["cost"]["lines"];
        ASSERT_FALSE(lines.empty());
        ASSERT_EQ(dear["cost"]["lines"].size(), lines.size());
        for (std::size_t line = 0; line < lines.size(); ++line) {
            EXPECT_EQ(dear["cost"]["lines"][line]["quantity"], lines[line]["quantity"]);
            EXPECT_GT(exact(lines[line]["amount"]), 0);
            EXPECT_EQ(exact(dear["cost"]["lines"][line]["amount"]), 3 * exact(lines[line]["amount"]));
        }
        EXPECT_EQ(exact(dear["cost"]["total"]), 3 * exact(cheap["cost"]["total"]));
        for (const char* same : {"requests", "latency_s", "wait_s", "latency_parts_s", "instances", "fingerprint"})
            EXPECT_EQ(dear[same], cheap[same]) << same;
    }
}

// What is billed beside the pools is lines of its own: nothing that happens depends on it.
TEST_F(Prices, OfExtrasAddTheirLinesAndChangeNothingElse) {
    Json with_extras = five_ways();
    for (Json& each : with_extras["deployments"])
        each["extras"] = Json::parse(R"([
          {"offer": {"price": "1.024 USD/GB", "item": "egress", "category": "data-transfer"}, "per": "request", "size": "1 MB"},
          {"offer": {"price": "0.02 USD/hour", "item": "balancer"}, "per": "deployment", "count": 2}
        ])");
    const Json before = compare(five_ways());
    const Json after = compare(with_extras);
    for (std::size_t i = 0; i < 5; ++i) {
        const Json& less = before["deployments"][i];
        const Json& more = after["deployments"][i];
        SCOPED_TRACE(less["name"].dump());
        for (const char* same : {"requests", "latency_s", "instances", "fingerprint"})
            EXPECT_EQ(more[same], less[same]);
        const Json& lines = more["cost"]["lines"];
        const std::size_t own = less["cost"]["lines"].size();
        ASSERT_EQ(lines.size(), own + 2);
        for (std::size_t line = 0; line < own; ++line) EXPECT_EQ(lines[line], less["cost"]["lines"][line]);
        EXPECT_FALSE(lines[own].contains("pool"));
        // Each request a thousandth of a dollar, and two balancers for the hour.
        const auto requests = static_cast<std::int64_t>(less["requests"]["completed"].get<double>());
        EXPECT_EQ(exact(lines[own]["amount"]), requests * exact("0.001"));
        EXPECT_EQ(exact(lines[own + 1]["amount"]), exact("0.04"));
        EXPECT_EQ(exact(more["cost"]["total"]),
                  exact(less["cost"]["total"]) + exact(lines[own]["amount"]) + exact("0.04"));
        EXPECT_THAT(less["cost"]["left_out"], testing::Contains("data transfer"));
        EXPECT_THAT(more["cost"]["left_out"], testing::Not(testing::Contains("data transfer")));
    }
}

// One request in the hour: what is rented costs as ever, what is used costs that request.
TEST_F(Traffic, OfOneRequestCostsOnlyWhatIsFixed) {
    Json one_request = five_ways();
    one_request["workload"]["traffic"]["generate"] = {{"process", "constant"}, {"rate", "1 /h"}, {"input_tokens", 100}};
    one_request["service"]["time"] = {{"constant", "100 ms"}};
    const Json idle = compare(one_request);
    const Json busy = compare(five_ways());

    for (const Json& each : idle["deployments"]) ASSERT_EQ(each["requests"]["completed"], 1) << each["name"];
    const auto total = [](const Json& result, const char* name) { return deployment(result, name)["cost"]["total"]; };
    EXPECT_EQ(exact(total(idle, "fleet")), exact("7.20"));  // 2 replicas x 1 h x 3.60 USD/h
    EXPECT_EQ(exact(total(idle, "fleet")), exact(total(busy, "fleet")));
    EXPECT_EQ(exact(total(idle, "spot")), exact(total(busy, "spot")));  // taken away by the clock, not by the load
    EXPECT_EQ(exact(total(idle, "API")), exact("0.00005"));             // 100 tokens at 0.50 USD per million
    // 0.20 USD per million requests; 100 ms of 2 GB at 0.00002 USD per GB-second.
    EXPECT_EQ(exact(total(idle, "function")), exact("0.0000002") + exact("0.000004"));
    // Nothing waits warm for it: what scales to zero starts at zero.
    EXPECT_EQ(deployment(idle, "function")["instances"]["launched"], 1);
    EXPECT_EQ(deployment(idle, "function")["cold_starts"]["count"], 1);
    EXPECT_LT(exact(total(idle, "batch")), exact(total(busy, "batch")));
    EXPECT_EQ(deployment(idle, "batch")["instances"]["launched"], 1);
}

}  // namespace
}  // namespace plimsoll::metamorphic_test
