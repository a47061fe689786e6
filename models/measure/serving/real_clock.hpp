// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/serving/serving_clock.hpp"

#include <chrono>

namespace plimsoll::measure {

/// The machine's steady clock. Sleeps until shortly before the time and then watches the clock, because waking up takes
/// tens of microseconds, and sometimes many more.
class RealClock : public ServingClock {
public:
    [[nodiscard]] Duration now() override { return Clock::now() - start_; }
    void sleep_until(Duration time) override;

private:
    using Clock = std::chrono::steady_clock;
    Clock::time_point start_ = Clock::now();
};

}  // namespace plimsoll::measure
