// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"

#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <random>

namespace plimsoll::sim {

/// Draws for random cases: the same on every platform, unlike the distributions of the standard library.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}

    /// In [low, high].
    std::uint32_t whole(std::uint32_t low, std::uint32_t high) {
        return low + static_cast<std::uint32_t>(engine_() % (std::uint64_t{high} - low + 1));
    }
    /// In (0, 1).
    double unit() { return (static_cast<double>(engine_() >> 12) + 0.5) * 0x1p-52; }
    double real(double low, double high) { return low + (high - low) * unit(); }
    bool chance(double probability) { return unit() < probability; }
    template <typename T>
    T one_of(std::initializer_list<T> values) {
        return values.begin()[whole(0, static_cast<std::uint32_t>(values.size()) - 1)];
    }
    /// Up to `most`: often a round number, so that events meet at one instant, else any number of nanoseconds.
    Duration time(Duration most) {
        constexpr std::int64_t kSteps = 10;
        if (chance(0.5)) return most / kSteps * whole(0, kSteps);
        return Duration(static_cast<Duration::rep>(unit() * static_cast<double>(most.count())));
    }
    Duration exponential(Duration mean) { return duration_from_seconds(-std::log(unit()) * seconds_of(mean)); }

private:
    std::mt19937_64 engine_;
};

}  // namespace plimsoll::sim
