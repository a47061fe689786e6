// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/serving/requests.hpp"
#include "models/measure/serving/serving_clock.hpp"

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
    std::uint32_t batch = 0;   ///< requests served together
    std::uint32_t tokens = 0;  ///< of the longest of them
};

/// A server with one worker, fed by a trace in real time. Requests arrive by the clock, whatever the server does; it
/// takes those that have come when it looks the next time. `run(n, tokens)` runs a batch of n requests, the longest of
/// `tokens` tokens, and returns when it is done. \pre `requests` are sorted by arrival
[[nodiscard]] std::vector<Served> serve(const std::vector<Request>& requests, const BatchRule& rule,
                                        ServingClock& clock,
                                        const std::function<void(std::uint32_t, std::uint32_t)>& run);

}  // namespace plimsoll::measure
