// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/random/stream.hpp"

#include <cstdint>
#include <span>

namespace plimsoll::sim {

/// Points of a stationary process of rate 1 on [0, infinity): exponential gaps (also behind an MMPP), gamma gaps or
/// gaps of exactly 1. The gap before point i is drawn for i alone.
class UnitProcess {
public:
    /// \throws InputError for a gamma cv that is not above 0
    UnitProcess(scenarios::GeneratedTraffic::Process process, double cv, std::uint64_t seed);

    /// The next points, in increasing order. Every call but the last must ask for an even number.
    void next(std::span<double> points);

private:
    void exponential_gaps(std::span<double> gaps) const;
    void gamma_gaps(std::span<double> gaps) const;
    [[nodiscard]] double gamma(double shape, std::uint64_t point) const;

    scenarios::GeneratedTraffic::Process process_;
    double shape_ = 1;  ///< of the gamma gaps: 1 / cv^2
    Stream draws_;
    std::uint64_t point_ = 0;
    double last_ = 0;
};

}  // namespace plimsoll::sim
