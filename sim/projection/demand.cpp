// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/demand.hpp"

#include "sim/random/stream.hpp"

#include <cmath>
#include <numbers>

namespace plimsoll::sim {
namespace {

bool is_during(const scenarios::LoadEvent& event, std::chrono::year_month month) {
    if (month < event.at) return false;
    return event.months == 0 || month < event.at + std::chrono::months(event.months);
}

double factor_of(const scenarios::ProjectionSpec& spec, std::chrono::year_month month) {
    double factor = spec.seasonality.empty() ? 1 : spec.seasonality[static_cast<unsigned>(month.month()) - 1];
    for (const auto& event : spec.events)
        if (is_during(event, month)) factor *= event.load;
    return factor;
}

}  // namespace

ProjectedDemand::ProjectedDemand(const scenarios::ProjectionSpec& spec, std::chrono::year_month first,
                                 std::uint64_t seed)
    : growth_sd_(spec.growth_sd), volatility_(spec.volatility), seed_(seed) {
    for (std::uint32_t t = 0; t < spec.months; ++t)
        central_.push_back(std::pow(1 + spec.growth, t) * factor_of(spec, first + std::chrono::months(t)));
}

std::vector<double> ProjectedDemand::drawn(std::uint32_t draw) const {
    auto loads = central_;
    if (!is_uncertain()) return loads;
    const double growth = growth_sd_ * normal_draw(seed_, "projected growth", draw);
    double walk = 0;
    for (std::size_t t = 1; t < loads.size(); ++t) {
        walk += growth + volatility_ * normal_draw(seed_, "projected month", draw, static_cast<std::uint32_t>(t));
        loads[t] *= std::exp(walk);
    }
    return loads;
}

double normal_draw(std::uint64_t seed, const char* what, std::uint64_t entity, std::uint32_t round) {
    const auto [first, second] = Stream(seed, what).draw(entity, round);
    return std::sqrt(-2 * std::log(first)) * std::cos(2 * std::numbers::pi * second);
}

}  // namespace plimsoll::sim
