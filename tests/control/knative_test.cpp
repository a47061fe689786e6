// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/control/knative.hpp"

#include <gtest/gtest.h>

namespace plimsoll::sim {
namespace {

using std::chrono::seconds;

scenarios::KnativeSpec container(std::uint32_t concurrency) {
    scenarios::KnativeSpec spec;
    spec.container_concurrency = concurrency;
    return spec;
}

/// Looks every 2 s at a constant number of requests, with replicas that follow at once.
class Service {
public:
    Service(const scenarios::KnativeSpec& spec, const scenarios::ReplicasSpec& limits, std::uint32_t replicas)
        : knative_(spec, limits), replicas_(replicas) {}

    std::uint32_t run(int looks, double in_system) {
        for (int i = 0; i < looks; ++i) {
            now_ += knative_.period();
            Observation seen;
            seen.now = now_;
            seen.desired = seen.ready = replicas_;
            seen.in_system = static_cast<std::uint64_t>(in_system);
            seen.in_system_seconds = in_system * seconds_of(knative_.period());
            replicas_ = knative_.desired(seen);
        }
        return replicas_;
    }

private:
    Knative knative_;
    std::uint32_t replicas_;
    SimTime now_ = kStart;
};

// 50 requests at once, 70 % of 10 for each container: ceil(50 / 7) = 8.
TEST(Knative, holdsTheShareOfTheContainersConcurrency) {
    Service service(container(10), {.min = 1, .max = 100}, 1);
    EXPECT_EQ(service.run(40, 50), 8U);
    EXPECT_EQ(service.run(40, 49), 7U);
}

TEST(Knative, aBurstIsSeenInThePanicWindow) {
    Service service(container(10), {.min = 1, .max = 100}, 1);
    EXPECT_EQ(service.run(30, 5), 1U);
    // After 2 s the panic window of 6 s holds (5 + 5 + 140) / 3 = 50: 8 replicas; the stable one 9.5: 2.
    EXPECT_EQ(service.run(1, 140), 8U);
    EXPECT_EQ(service.run(2, 140), 20U);
}

TEST(Knative, nothingIsGivenUpInPanicAndForAStableWindowAfter) {
    Service service(container(10), {.min = 1, .max = 100}, 1);
    service.run(30, 5);
    ASSERT_EQ(service.run(3, 140), 20U);
    EXPECT_EQ(service.run(28, 5), 20U) << "60 s after the only look that asked for twice the ready replicas";
    EXPECT_EQ(service.run(1, 5), 10U) << "then by half at a look at most";
    EXPECT_EQ(service.run(10, 5), 1U);
}

TEST(Knative, whatItFindsIsKeptForAStableWindow) {
    Service service(container(10), {.min = 1, .max = 100}, 6);
    EXPECT_EQ(service.run(31, 7), 6U);
    EXPECT_EQ(service.run(1, 7), 3U);
}

TEST(Knative, theLastReplicaGoesAfterAWindowWithoutRequestsAndTheGracePeriod) {
    Service service(container(1), {.min = 0, .max = 10}, 1);
    EXPECT_EQ(service.run(1, 0.5), 1U);  // at 2 s
    EXPECT_EQ(service.run(30 + 14, 0), 1U) << "the window is empty from 62 s on; 90 s";
    EXPECT_EQ(service.run(1, 0), 0U);
    EXPECT_EQ(service.run(1, 1), 1U) << "and comes with the first request";
}

}  // namespace
}  // namespace plimsoll::sim
