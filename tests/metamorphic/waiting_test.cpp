// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "comparison.hpp"

/// What capacity, network and a bounded queue do to waiting.
namespace plimsoll::metamorphic_test {
namespace {

using Capacity = Relation;
using Network = Relation;
using BoundedQueue = Relation;

// First come, first served from one queue with the same service times: no request starts later where there are more
// identical servers (sample-path monotonicity of G/G/c: Kiefer and Wolfowitz 1955, the ordered workload vector).
TEST_F(Capacity, TwiceTheReplicasNeverRaiseTheMeanWait) {
    double before = compare(fleet(1))["deployments"][0]["wait_s"]["mean"];
    EXPECT_GT(before, 1.0) << "one replica is overloaded, 12 /s x 100 ms = 1.2";
    for (const std::uint32_t replicas : {2U, 4U, 8U, 16U, 32U}) {
        const double now = compare(fleet(replicas))["deployments"][0]["wait_s"]["mean"];
        EXPECT_LE(now, before) << replicas;
        before = now;
    }
    EXPECT_EQ(before, 0) << "32 replicas for 1.2 on average";
}

// Network is a constant c: mean(x + c) = mean(x) + c, and every quantile moves by c, within the width of a bucket of
// the histogram on either side.
TEST_F(Network, IsAddedToEveryLatencyAndToNothingElse) {
    constexpr double kNetwork = 0.05;
    constexpr double kBucket = 0.005;  // largest relative error of a percentile
    const Json near = five_ways();
    Json far = near;
    for (Json& each : far["deployments"])
        if (each["serving"] != "batch") each["network"] = "50 ms";

    const Json before = compare(near);
    const Json after = compare(far);
    for (std::size_t i = 0; i < 5; ++i) {
        if (near["deployments"][i]["serving"] == "batch") continue;
        const Json& a = before["deployments"][i];
        const Json& b = after["deployments"][i];
        SCOPED_TRACE(a["name"].dump());
        const auto latency = [](const Json& from, const char* what) { return from["latency_s"][what].get<double>(); };
        EXPECT_NEAR(latency(b, "mean"), latency(a, "mean") + kNetwork, 1e-9);
        EXPECT_NEAR(latency(b, "max"), latency(a, "max") + kNetwork, 1e-9);
        for (const char* percentile : {"p50", "p90", "p95", "p99"})
            EXPECT_NEAR(latency(b, percentile), latency(a, percentile) + kNetwork, 2 * kBucket * latency(b, percentile))
                << percentile;
        for (const char* same : {"requests", "cost", "wait_s", "instances", "cold_starts"})
            EXPECT_EQ(b[same], a[same]) << same;
    }
}

// Nothing may wait, so a request is served at once or rejected: Erlang's loss system.
TEST_F(BoundedQueue, OfZeroPlacesLetsNothingWait) {
    Json scenario = fleet(2);
    scenario["deployments"][0]["pools"][0]["max_queue"] = 0;
    const Json result = compare(scenario);
    const Json& loss = result["deployments"][0];
    EXPECT_EQ(loss["wait_s"]["max"], 0);
    EXPECT_EQ(loss["latency_parts_s"]["queue"], 0);
    EXPECT_GT(loss["requests"]["rejected"], 0);
    EXPECT_EQ(loss["requests"]["arrived"].get<double>(),
              loss["requests"]["completed"].get<double>() + loss["requests"]["rejected"].get<double>());
}

}  // namespace
}  // namespace plimsoll::metamorphic_test
