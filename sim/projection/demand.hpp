// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/projection_spec.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace plimsoll::sim {

/// The load of each month, as a multiple of the scenario's, on a weekday:
///
///     log L(t) = t (log(1 + growth) + growth_sd Z) + volatility (e(1) + ... + e(t)) + log(season x events)
///
/// for month t from 0 on, with Z and the e(i) standard normal: Z of a whole course of months, e(i) of each. What is in
/// the middle has all of them at 0.
class ProjectedDemand {
public:
    /// \pre `first` is a month
    ProjectedDemand(const scenarios::ProjectionSpec& spec, std::chrono::year_month first, std::uint64_t seed);

    /// In the middle, by month.
    [[nodiscard]] const std::vector<double>& central() const { return central_; }
    /// A course that is drawn; the same for the same seed and number.
    [[nodiscard]] std::vector<double> drawn(std::uint32_t draw) const;
    [[nodiscard]] bool is_uncertain() const { return growth_sd_ > 0 || volatility_ > 0; }

private:
    std::vector<double> central_;
    double growth_sd_;
    double volatility_;
    std::uint64_t seed_;
};

/// A standard normal number of the draw, by Box and Muller (1958); `what` names its stream.
[[nodiscard]] double normal_draw(std::uint64_t seed, const char* what, std::uint64_t entity, std::uint32_t round = 0);

}  // namespace plimsoll::sim
