// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/control/batch_size.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::sim {

namespace {

constexpr double kSafetyShare = 0.5;
constexpr double kLeastShare = 0.1;

}  // namespace

std::uint32_t batch_replicas(const BatchWindowFacts& facts) {
    if (facts.waiting == 0) return 0;

    const std::uint64_t batches = (facts.waiting - 1) / facts.max_batch + 1;
    const double work_s = static_cast<double>(batches) * seconds_of(facts.mean_batch_time);
    const double window_s = seconds_of(facts.window);
    const double allowed_s = facts.deadline ? std::min(window_s, seconds_of(*facts.deadline) - window_s) : window_s;
    const double available_s = std::max(kSafetyShare * allowed_s - seconds_of(facts.start_up), kLeastShare * window_s);
    const double replicas = std::ceil(work_s / available_s);
    return static_cast<std::uint32_t>(
        std::clamp(replicas, 1.0, std::max(1.0, static_cast<double>(facts.max_replicas))));
}

}  // namespace plimsoll::sim
