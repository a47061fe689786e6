// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace plimsoll::sim {

/// [from, to) in simulated time.
struct Span {
    SimTime from;
    SimTime to;
};

/// The times at which something held, as it went on and off.
class Spans {
public:
    void on(SimTime t) { since_ = t; }
    void off(SimTime t) {
        if (since_ && *since_ < t) past_.push_back({*since_, t});
        since_.reset();
    }
    /// How long it held within `window`.
    [[nodiscard]] Duration within(const Span& window) const {
        const auto overlap = [&window](SimTime from, SimTime to) {
            return std::max(Duration(0), std::min(to, window.to) - std::max(from, window.from));
        };
        Duration sum = since_ ? overlap(*since_, window.to) : Duration(0);
        for (auto span = past_.rbegin(); span != past_.rend() && span->to > window.from; ++span) {
            sum += overlap(span->from, span->to);
        }
        return sum;
    }

private:
    std::vector<Span> past_;
    std::optional<SimTime> since_;
};

}  // namespace plimsoll::sim
