// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/control/batch_size.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::sim {

namespace {

constexpr double kSafetyShare = 0.5;
constexpr double kLeastShare = 0.1;

/// Time in which a replica should be done with its share.
double available_seconds(const BatchWindowFacts& facts) {
    const double window_s = seconds_of(facts.window);
    const double allowed_s = facts.deadline ? std::min(window_s, seconds_of(*facts.deadline) - window_s) : window_s;
    return std::max(kSafetyShare * allowed_s - seconds_of(facts.start_up), kLeastShare * window_s);
}

}  // namespace

std::uint64_t batches_of(const BatchWindowFacts& facts) {
    return facts.waiting == 0 ? 0 : (facts.waiting - 1) / facts.max_batch + 1;
}

std::uint32_t batch_replicas(const BatchWindowFacts& facts) {
    const std::uint64_t batches = batches_of(facts);
    if (batches == 0) return 0;
    const double work_s = static_cast<double>(batches) * seconds_of(facts.mean_batch_time);
    const double replicas = std::ceil(work_s / available_seconds(facts));
    return static_cast<std::uint32_t>(
        std::clamp(replicas, 1.0, std::max(1.0, static_cast<double>(facts.max_replicas))));
}

std::uint64_t batches_done(const BatchWindowFacts& facts, std::uint32_t replicas) {
    const std::uint64_t batches = batches_of(facts);
    if (replicas < facts.max_replicas) return batches;
    const double each = std::max(1.0, available_seconds(facts) / seconds_of(facts.mean_batch_time));
    const double done = std::floor(each * replicas);
    return done >= static_cast<double>(batches) ? batches : static_cast<std::uint64_t>(done);
}

}  // namespace plimsoll::sim
