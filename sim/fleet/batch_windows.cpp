// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/control/batch_size.hpp"
#include "sim/control/token_round.hpp"
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

/// A batch of the pool: as many requests as it takes at a time, and how long they take it.
void tell_batch(BatchWindowFacts& facts, const PoolPlan& pool, const DeploymentPlan& plan, const Demands& demands) {
    if (const auto* rules = std::get_if<ContinuousBatching>(&plan.discipline)) {
        const auto waiting = static_cast<double>(demands.released_waiting);
        const TokenRound round = token_round(*rules, *pool.tokens,
                                             {static_cast<double>(demands.released_prompt_tokens) / waiting,
                                              static_cast<double>(demands.released_answer_tokens) / waiting});
        facts.max_batch = round.sequences;
        facts.mean_batch_time = round.lasts;
        return;
    }
    // A full batch is as long as its longest request, which in a large batch is nearly the longest there is.
    constexpr auto kLongest = std::numeric_limits<std::uint32_t>::max();
    facts.max_batch = largest_batch(plan.discipline);
    facts.mean_batch_time = pool.service.mean(facts.max_batch, kLongest);
}

}  // namespace

/// Batch windows: replicas while released requests wait, the minimum otherwise. The last batches are finished by
/// draining; what a lost replica gives back makes the deployment plan again. Pools take what those before them leave;
/// a pool that has machines for it keeps them, since those before have less time left than when they were planned.
void Fleet::plan_batch(const Demands& demands, SimTime t) {
    BatchWindowFacts facts{
        .waiting = demands.released_waiting, .window = *plan_.window_every, .deadline = plan_.deadline};
    // Those that are ready are at work while requests wait; one more machine for each batch would find something to do.
    std::uint64_t unmanned = facts.waiting;
    for (std::size_t i = 0; i < pools_.size(); ++i) {
        const PoolPlan& pool = *pools_[i].plan;
        if (demands.released_waiting == 0) {
            set_desired(i, pool.replicas.min, t);
            continue;
        }
        tell_batch(facts, pool, plan_, demands);
        facts.start_up = expected_start(pool.start);
        facts.max_replicas = pool.replicas.max;
        BatchWindowFacts rest = facts;
        rest.waiting = unmanned;
        const std::uint64_t without_machine = batches_of(rest);
        const std::uint64_t needed = std::max(pools_[i].desired, batch_replicas(facts));
        const std::uint64_t ready = roster_.ready(i);
        const std::uint64_t useful = std::min(needed, ready + without_machine);
        set_desired(i, std::max(static_cast<std::uint32_t>(useful), pool.replicas.min), t);
        if (useful > ready) unmanned -= std::min(unmanned, (useful - ready) * facts.max_batch);
        const std::uint64_t done = batches_done(facts, pools_[i].desired);
        facts.waiting -= std::min(facts.waiting, done * facts.max_batch);
    }
}

}  // namespace plimsoll::sim
