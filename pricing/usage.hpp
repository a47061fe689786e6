// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"
#include "scenarios/scenario.hpp"

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
};

/// How a meter rounds each duration before adding it up: max(minimum, rounded up to a multiple of granularity).
struct Rounding {
    Duration granularity{1};
    Duration minimum{0};

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
    [[nodiscard]] double seconds() const { return static_cast<double>(milliseconds) * 1e-3 + nanoseconds * 1e-9; }
};

/// Usage of one pool over `span`.
struct PoolUsage {
    Duration span{};                     ///< the billed period: the horizon
    std::vector<InstanceUse> instances;  ///< machines rented by the hour, and instance-billed containers
    RoundedDurations invocations;        ///< per request, rounded by the offer's invocation rule (functions)
    RoundedDurations busy;               ///< per stretch with at least one request on an instance (containers)
    std::uint64_t requests = 0;          ///< requests charged (completed or failed after start)
    std::uint64_t input_tokens = 0;
    std::uint64_t output_tokens = 0;
};

}  // namespace plimsoll::pricing
