// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/control/batch_size.hpp"
#include "sim/fleet/fleet.hpp"

#include <algorithm>
#include <limits>

namespace plimsoll::sim {

namespace {

/// The cold start of an instance that shares its links with no other.
Duration expected_start(const StartPhases& start) {
    const double image =
        start.image_bytes / std::min(start.instance_bandwidth_bytes_per_s, start.registry_bandwidth_bytes_per_s);
    const double weights =
        start.weights_bytes / std::min(start.instance_bandwidth_bytes_per_s, start.store_bandwidth_bytes_per_s);
    const SimTime booted = after(after(kStart, start.provision), start.boot);
    return after(after(booted, duration_from_seconds(image + weights)), start.warm_up).time_since_epoch();
}

}  // namespace

/// Batch windows: replicas while released requests wait, the minimum otherwise. The last batches are finished by
/// draining; what a lost replica gives back makes the deployment plan again. Pools take what those before them leave;
/// a pool that has machines for it keeps them, since those before have less time left than when they were planned.
void Fleet::plan_batch(std::uint64_t waiting, SimTime t) {
    // A full batch is as long as its longest request, which in a large batch is nearly the longest there is.
    constexpr auto kLongest = std::numeric_limits<std::uint32_t>::max();
    const std::uint32_t max_batch = largest_batch(plan_.discipline);
    BatchWindowFacts facts{
        .waiting = waiting, .max_batch = max_batch, .window = *plan_.window_every, .deadline = plan_.deadline};
    // Those that are ready are at work while requests wait; one more machine for each batch would find something to do.
    std::uint64_t without_machine = batches_of(facts);
    for (std::size_t i = 0; i < pools_.size(); ++i) {
        const PoolPlan& pool = *pools_[i].plan;
        if (waiting == 0) {
            set_desired(i, pool.replicas.min, t);
            continue;
        }
        facts.mean_batch_time = pool.service.mean(max_batch, kLongest);
        facts.start_up = expected_start(pool.start);
        facts.max_replicas = pool.replicas.max;
        const std::uint64_t needed = std::max(pools_[i].desired, batch_replicas(facts));
        const std::uint64_t ready = roster_.ready(i);
        const std::uint64_t useful = std::min(needed, ready + without_machine);
        set_desired(i, std::max(static_cast<std::uint32_t>(useful), pool.replicas.min), t);
        if (useful > ready) without_machine -= useful - ready;
        const std::uint64_t done = batches_done(facts, pools_[i].desired);
        facts.waiting -= std::min(facts.waiting, done * max_batch);
    }
}

}  // namespace plimsoll::sim
