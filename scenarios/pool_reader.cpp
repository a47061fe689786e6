// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/pool_reader.hpp"

#include "scenarios/autoscaler_reader.hpp"
#include "scenarios/offer_reader.hpp"
#include "scenarios/setting_reader.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace plimsoll::scenarios {
namespace {

constexpr Duration kMinute = std::chrono::minutes(1);

ReplicasSpec read_replicas(const Node& node, std::optional<Serving> serving) {
    ReplicasSpec replicas;
    if (serving != Serving::real_time)
        replicas.min = 0;  // batch rents nothing between windows, serverless scales to zero
    assign(replicas.min, node["min"].count(0));
    replicas.max = std::max(replicas.min, std::uint32_t{1});
    assign(replicas.max, node["max"].count(1));
    if (replicas.min > replicas.max) {
        // The default of min is 1 and max is at least 1, so both stand in the file.
        node["min"].problem(
            fmt::format("the minimum of {} replicas exceeds the maximum of {}", replicas.min, replicas.max));
    }
    return replicas;
}

StartSpec read_start(const Node& node) {
    StartSpec start;
    start.provision = node["provision"].duration(Sign::non_negative);
    start.boot = node["boot"].duration(Sign::non_negative);
    start.image_bytes = node["image"].bytes(Sign::non_negative);
    start.weights_bytes = node["weights"].bytes(Sign::non_negative);
    start.warm_up = node["warm_up"].duration(Sign::non_negative);
    start.instance_bandwidth_bytes_per_s = node["instance_bandwidth"].bandwidth();
    start.registry_bandwidth_bytes_per_s = node["registry_bandwidth"].bandwidth();
    start.store_bandwidth_bytes_per_s = node["store_bandwidth"].bandwidth();
    return start;
}

SpotPricesSpec read_spot_prices(const Node& node) {
    SpotPricesSpec spec;
    assign(spec.series, node.required("series", R"("recorded")").choice<SpotPricesSpec::Series>());
    assign(spec.zone, node["zone"].text());
    if (const auto written = node["start"].text()) {
        spec.start = parse_moment(*written);
        if (!spec.start)
            node["start"].problem(fmt::format("\"{}\" is no moment", *written),
                                  R"(write it in UTC, for example "2026-05-01T00:00Z")");
    }
    return spec;
}

RateLimitSpec read_rate_limit(const Node& node) {
    RateLimitSpec limit;
    limit.requests_per_minute = node["requests"].rate(Sign::positive, kMinute);
    limit.tokens_per_minute = node["tokens"].rate(Sign::positive, kMinute);
    assign(limit.max_wait, node["max_wait"].duration(Sign::non_negative));
    if (!node.has("requests") && !node.has("tokens")) {
        node.problem("the rate limit limits nothing", R"(add for example "requests": "600 /min")");
    }
    return limit;
}

void refuse_keys_of_other_servings(const Node& node, Serving serving) {
    const std::string why = fmt::format("does not apply to {} serving", name_of(serving));
    const bool replicated = serving == Serving::real_time || serving == Serving::batch;
    if (!replicated) {
        node.refuse({"replicas"}, why,
                    serving == Serving::serverless
                        ? R"(the number of instances follows the requests, up to "max_instances")"
                        : "");
    }
    if (serving != Serving::real_time) {
        node.refuse({"autoscaler"}, why, R"(only "serving": "real-time" is scaled by an autoscaler)");
    }
    if (serving != Serving::serverless) {
        node.refuse({"keep_alive", "max_instances", "provisioned", "memory", "vcpus"}, why,
                    R"(it needs "serving": "serverless")");
    }
    if (serving != Serving::api) {
        node.refuse({"cached_input", "batch_prices"}, why, R"(it needs "serving": "api")");
        node.refuse({"rate_limit"}, why,
                    R"(it needs "serving": "api"; for a bound on waiting requests use "max_queue")");
    } else {
        node.refuse({"start"}, why, "the provider's instances are not ours to start");
    }
}

void check_purchase(const Node& node, const PoolSpec& pool, std::optional<Serving> serving) {
    if ((serving == Serving::serverless || serving == Serving::api) && pool.purchase != Purchase::on_demand) {
        node["purchase"].problem(fmt::format("{} serving is paid by use and cannot be bought as {}", name_of(*serving),
                                             name_of(pool.purchase)),
                                 R"(remove "purchase")");
    } else if (pool.purchase != Purchase::spot) {
        node.refuse({"interruptions", "fallback", "spot_prices"}, "applies only to spot instances",
                    R"(it needs "purchase": "spot")");
    }
}

}  // namespace

PoolSpec read_pool(const Node& node, std::optional<Serving> serving) {
    PoolSpec pool;
    const Node offer = node.required("offer", R"(for example "aws/us-east-1/g4dn.xlarge" or {"price": "1.00 USD/h"})");
    pool.offer = read_offer(offer);
    const std::optional<Purchase> purchase = node["purchase"].choice<Purchase>();
    assign(pool.purchase, purchase);
    assign(pool.role, node["role"].choice<PoolRole>());
    if (serving && *serving != Serving::real_time)
        node.refuse({"role"}, "is of real-time serving", R"(it needs "serving": "real-time")");
    pool.replicas = read_replicas(node["replicas"], serving);
    if (node.has("autoscaler")) {
        pool.autoscaler = read_autoscaler(node["autoscaler"]);
    }
    if (node.has("interruptions")) {
        pool.interruptions = read_settings<InterruptionsSpec>(node["interruptions"]);
    }
    if (node.has("spot_prices")) pool.spot_prices = read_spot_prices(node["spot_prices"]);
    if (const std::optional<std::string> fallback = node["fallback"].text()) {
        pool.fallback_on_demand = *fallback == "on-demand";
        if (!pool.fallback_on_demand) {
            node["fallback"].problem(fmt::format("\"{}\" is not a fallback; the only one is \"on-demand\"", *fallback));
        }
    }
    pool.start = read_start(node["start"]);
    assign(pool.keep_alive, node["keep_alive"].duration(Sign::non_negative));
    assign(pool.max_instances, node["max_instances"].count(1));
    assign(pool.provisioned, node["provisioned"].count(0));
    pool.memory_gb = node["memory"].billed_gb();
    pool.vcpus = node["vcpus"].number(Sign::positive);
    if (pool.provisioned > pool.max_instances)
        node["provisioned"].problem(
            fmt::format("{} instances are held ready where {} may be there", pool.provisioned, pool.max_instances),
            R"(raise "max_instances")");
    assign(pool.cached_input, node["cached_input"].number(Sign::non_negative));
    assign(pool.batch_prices, node["batch_prices"].boolean());
    if (node.has("rate_limit")) {
        pool.rate_limit = read_rate_limit(node["rate_limit"]);
    }

    const bool purchase_is_known = purchase.has_value() || !node.has("purchase");
    if (purchase_is_known) {
        check_purchase(node, pool, serving);
    }
    if (serving) {
        refuse_keys_of_other_servings(node, *serving);
        if (offer.is_object() && purchase_is_known) {
            check_prices(offer, *serving, pool.purchase, pool.fallback_on_demand);
        }
    }
    if (serving == Serving::real_time && pool.autoscaler && pool.replicas.min == pool.replicas.max) {
        node["autoscaler"].problem(
            fmt::format("the autoscaler can change nothing: minimum and maximum are both {}", pool.replicas.min),
            R"(raise "max" in "replicas", or remove the autoscaler)");
    }
    return pool;
}

}  // namespace plimsoll::scenarios
