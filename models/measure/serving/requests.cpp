// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/requests.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace plimsoll::measure {
namespace {

/// In (0, 1): the upper 53 bits, moved off 0. The distributions of the standard differ between its libraries.
double uniform(std::mt19937_64& random) { return (static_cast<double>(random() >> 11) + 0.5) * 0x1p-53; }

/// By Box and Muller (1958).
double normal(std::mt19937_64& random) {
    const double radius = std::sqrt(-2 * std::log(uniform(random)));
    return radius * std::cos(2 * std::numbers::pi * uniform(random));
}

}  // namespace

std::vector<std::uint32_t> lengths_of(const LengthLaw& law, std::size_t count, std::uint64_t seed) {
    constexpr std::uint64_t kOtherStream = 0x9e3779b97f4a7c15;  // than that of the arrivals
    std::mt19937_64 random(seed ^ kOtherStream);
    std::vector<std::uint32_t> lengths(count, law.median);
    if (law.sigma == 0) return lengths;
    for (auto& length : lengths) {
        const double drawn = std::round(law.median * std::exp(law.sigma * normal(random)));
        length = static_cast<std::uint32_t>(std::clamp(drawn, 1.0, static_cast<double>(law.most)));
    }
    return lengths;
}

std::vector<Request> poisson_requests(double rate_per_s, std::size_t count, const LengthLaw& law, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::vector<Request> requests;
    requests.reserve(count);
    double time_s = 0;
    for (const auto tokens : lengths_of(law, count, seed)) {
        time_s -= std::log(uniform(random)) / rate_per_s;
        requests.push_back({std::chrono::round<Duration>(std::chrono::duration<double>(time_s)), tokens});
    }
    return requests;
}

}  // namespace plimsoll::measure
