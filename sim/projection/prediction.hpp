// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace plimsoll::sim {

/// Of what was drawn: the mean, and the values below which 10, 50 and 90 % lie.
struct Prediction {
    double mean = 0;
    double p10 = 0;
    double p50 = 0;
    double p90 = 0;
};

/// By nearest rank. \pre not empty
[[nodiscard]] Prediction prediction_of(std::vector<double> values);
[[nodiscard]] double variance_of(const std::vector<double>& values);
/// Share of the values that are larger.
[[nodiscard]] double share_above(const std::vector<double>& values, double limit);

}  // namespace plimsoll::sim
