// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/prediction.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace plimsoll::sim {

Prediction prediction_of(std::vector<double> values) {
    Prediction prediction;
    double sum = 0;
    for (const double value : values) sum += value;
    prediction.mean = sum / static_cast<double>(values.size());
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) {
        const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
        return values[std::max<std::size_t>(rank, 1) - 1];
    };
    prediction.p10 = at(0.1);
    prediction.p50 = at(0.5);
    prediction.p90 = at(0.9);
    return prediction;
}

double variance_of(const std::vector<double>& values) {
    double mean = 0;
    for (const double value : values) mean += value / static_cast<double>(values.size());
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    return squares / static_cast<double>(values.size());
}

double share_above(const std::vector<double>& values, double limit) {
    const auto above = std::count_if(values.begin(), values.end(), [limit](double value) { return value > limit; });
    return static_cast<double>(above) / static_cast<double>(values.size());
}

}  // namespace plimsoll::sim
