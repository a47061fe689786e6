// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/fleet/simulated.hpp"

#include <cstddef>
#include <utility>
#include <vector>

/// Small deployments of several pools, for which everything can be worked out by hand.
namespace plimsoll::sim {

/// Replicas that take `service` for each request.
inline PoolPlan replicas_of(Duration service, std::uint32_t min, std::uint32_t max) {
    PoolPlan pool;
    pool.usage.lives = true;
    pool.replicas = {min, max};
    pool.service = models::ServiceTime::constant(service);
    return pool;
}

/// One request at each of these times.
inline Case deployment_of(std::vector<PoolPlan> pools, Duration horizon, const std::vector<Duration>& arrivals) {
    Case given;
    given.number = 1;
    given.horizon = horizon;
    for (const Duration arrival : arrivals) given.requests.push_back({kStart + arrival, given.requests.size(), 1, 0});
    given.plan.name = "pools";
    given.plan.pools = std::move(pools);
    return given;
}

/// `number` times, `gap` apart, the first at `from`.
inline std::vector<Duration> every(Duration gap, std::size_t number, Duration from = {}) {
    std::vector<Duration> times;
    for (std::size_t i = 0; i < number; ++i) times.push_back(from + gap * static_cast<Duration::rep>(i));
    return times;
}

/// Lives of the pool's instances, by launch.
inline std::vector<results::InstanceLife> lives_of(const results::RunResult& result, std::size_t pool) {
    std::vector<results::InstanceLife> lives;
    for (const auto& life : result.lives)
        if (life.pool == pool) lives.push_back(life);
    return lives;
}

}  // namespace plimsoll::sim
