// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"

namespace plimsoll::measure {

/// Time as a server sees it; tests script it.
class ServingClock {
public:
    virtual ~ServingClock() = default;
    ServingClock(const ServingClock&) = delete;
    ServingClock& operator=(const ServingClock&) = delete;

    /// Since the replay began.
    [[nodiscard]] virtual Duration now() = 0;
    virtual void sleep_until(Duration time) = 0;

protected:
    ServingClock() = default;
};

}  // namespace plimsoll::measure
