// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/serving/serving_clock.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace plimsoll::measure {

/// When a batch starts (docs/semantics.md): as soon as the server is idle and `max_batch` requests wait, or the oldest
/// has waited `max_wait`.
struct BatchRule {
    std::uint32_t max_batch = 1;
    Duration max_wait{};
};

struct Served {
    Duration arrival{};
    Duration start{};
    Duration completion{};
    std::uint32_t batch = 0;  ///< requests served together
};

/// A server with one worker, fed by a trace in real time. Requests arrive by the clock, whatever the server does; it
/// takes those that have come when it looks the next time. `run(n)` runs a batch of n requests and returns when it is
/// done. \pre `arrivals` are sorted
[[nodiscard]] std::vector<Served> serve(const std::vector<Duration>& arrivals, const BatchRule& rule,
                                        ServingClock& clock, const std::function<void(std::uint32_t)>& run);

/// Arrivals of a Poisson process of `rate_per_s`, the first one a gap after 0. The same for the same seed everywhere.
[[nodiscard]] std::vector<Duration> poisson_arrivals(double rate_per_s, std::size_t count, std::uint64_t seed);

}  // namespace plimsoll::measure
