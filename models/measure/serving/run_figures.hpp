// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/serving/requests.hpp"
#include "models/profile/profile.hpp"

#include <string>
#include <vector>

/// Figures of runs that were served, and how tables show them.
namespace plimsoll::measure {

/// The nearest rank: the smallest value that this fraction of all do not exceed. Values stay ones that occurred, so
/// that a simulation of the same trace can agree exactly. 0 of nothing.
[[nodiscard]] double nearest_rank(const std::vector<double>& sorted, double fraction);

/// Median over runs, and half of the distance between the lowest and the highest as a fraction of it.
/// \pre `values` is not empty
[[nodiscard]] models::RunFigure over_runs(std::vector<double> values);

/// "+1.2 %".
[[nodiscard]] std::string difference_text(double simulated, double measured);
/// " 19.097 ±4 %": the spread in whole percent.
[[nodiscard]] std::string figure_text(const models::RunFigure& runs, double unit, int digits);
/// Measured, simulated, difference.
[[nodiscard]] std::string pair_text(const models::RunFigure& measured, const models::RunFigure& simulated, double unit,
                                    int digits);
/// "lognormal around 128, sigma 0.6, up to 512", or "128".
[[nodiscard]] std::string text_of(const LengthLaw& law);
/// ", served through vllm"; nothing of kernels of our own.
[[nodiscard]] std::string through_text(const models::Validation& validation);

}  // namespace plimsoll::measure
