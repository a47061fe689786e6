// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/real_clock.hpp"

#include <thread>

namespace plimsoll::measure {

void RealClock::sleep_until(Duration time) {
    constexpr auto kWatched = std::chrono::microseconds(300);
    if (time - now() > kWatched) std::this_thread::sleep_until(start_ + time - kWatched);
    while (now() < time) {
    }
}

}  // namespace plimsoll::measure
