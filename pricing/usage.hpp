// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"
#include "scenarios/scenario.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

/// What was used, as a meter sees it. The simulation writes it, the meters turn it into bill lines.
namespace plimsoll::pricing {

/// One instance's billed life, on the clock of the horizon.
struct InstanceUse {
    Duration start{};
    Duration end{};
    scenarios::Purchase purchase = scenarios::Purchase::on_demand;
    bool interrupted = false;  ///< ended by the provider, not by the user

    bool operator==(const InstanceUse&) const = default;
};

/// How a meter rounds each duration before adding it up: max(minimum, rounded up to a multiple of granularity).
struct Rounding {
    Duration granularity{1};
    Duration minimum{0};

    bool operator==(const Rounding&) const = default;
    [[nodiscard]] constexpr Duration operator()(Duration duration) const {
        const auto step = granularity.count();
        const Duration up{(duration.count() + step - 1) / step * step};
        return up < minimum ? minimum : up;
    }
};

/// A number of durations and the sum of them, each rounded by the meter's rule before it was added.
struct RoundedDurations {
    std::uint64_t count = 0;
    std::uint64_t milliseconds = 0;  ///< whole part of the sum
    std::uint32_t nanoseconds = 0;   ///< rest, below one millisecond; keeps the sum exact for any span

    void add(Duration rounded) {
        ++count;
        constexpr std::int64_t kPerMillisecond = 1'000'000;
        const auto total = nanoseconds + rounded.count();
        milliseconds += static_cast<std::uint64_t>(total / kPerMillisecond);
        nanoseconds = static_cast<std::uint32_t>(total % kPerMillisecond);
    }
    RoundedDurations& operator+=(const RoundedDurations& other) {
        const auto before = count;
        add(Duration(other.nanoseconds));
        milliseconds += other.milliseconds;
        count = before + other.count;
        return *this;
    }
    bool operator==(const RoundedDurations&) const = default;
    [[nodiscard]] double seconds() const { return static_cast<double>(milliseconds) * 1e-3 + nanoseconds * 1e-9; }
};

/// A sum of durations that a kernel keeps for a meter.
struct WorkRule {
    enum class Basis {
        invocation,  ///< each request, from its start to its end
        busy         ///< each stretch of an instance's time with at least one request on it
    };
    Basis basis = Basis::invocation;
    Rounding rounding;
    bool bills_start = true;   ///< the time of a cold start is work too
    bool provisioned = false;  ///< on instances that are held ready; otherwise on all others

    bool operator==(const WorkRule&) const = default;
};

/// All that meters need of a simulation: nothing of it is a price, so that a changed price simulates nothing again.
struct UsageRules {
    bool lives = false;          ///< some meter bills the life of each instance
    std::vector<WorkRule> work;  ///< no two alike

    bool operator==(const UsageRules&) const = default;
};

/// What a rule added up to.
struct WorkUsage {
    WorkRule rule;
    RoundedDurations durations;
};

/// Usage of one pool over `span`.
struct PoolUsage {
    Duration span{};                     ///< the billed period: the horizon
    std::vector<InstanceUse> instances;  ///< machines rented by the hour, and instance-billed containers
    std::vector<WorkUsage> work;         ///< functions and containers that are billed by use: of each rule
    std::uint32_t provisioned = 0;       ///< instances that are held ready from the first moment to the last
    std::uint64_t requests = 0;          ///< requests charged (completed or failed after start)
    std::uint64_t input_tokens = 0;
    std::uint64_t output_tokens = 0;

    /// Whether the sum of that rule was kept.
    [[nodiscard]] bool keeps(const WorkRule& rule) const {
        return std::any_of(work.begin(), work.end(), [&](const WorkUsage& kept) { return kept.rule == rule; });
    }
    /// What `rule` added up to; nothing was used where it is not among those kept.
    [[nodiscard]] RoundedDurations worked(const WorkRule& rule) const {
        for (const WorkUsage& kept : work)
            if (kept.rule == rule) return kept.durations;
        return {};
    }
};

}  // namespace plimsoll::pricing
