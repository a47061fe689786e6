// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"
#include "sim/disciplines/engine.hpp"
#include "sim/fleet/timetable.hpp"

#include <cstddef>

namespace plimsoll::sim {

/// Looks at what replicas that answer token by token hold, evenly apart, up to the horizon, and tells the recorder.
///
/// Between two looks a KV cache fills step by step, of which there are billions: an average over looks costs nothing
/// and is the same whether an engine goes over steps one by one or many at once. One look more, at the end of the
/// warm-up, has engines tell of all steps before it, so that the recorder can leave them out.
class TokenWatch {
public:
    TokenWatch(std::size_t pools, const RecorderOptions& recording, RequestEngine& engine, Timetable& timetable);
    TokenWatch(const TokenWatch&) = delete;
    TokenWatch& operator=(const TokenWatch&) = delete;

private:
    void arrange(SimTime t);
    [[nodiscard]] TokenLoad look();

    const std::size_t pools_;
    const SimTime horizon_;
    const Duration period_;
    RequestEngine& engine_;
    Timetable& timetable_;
};

}  // namespace plimsoll::sim
