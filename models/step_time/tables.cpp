// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/tables.hpp"

#include <algorithm>
#include <limits>

namespace plimsoll::models {
namespace {

/// A place on an axis: between points `low` and `high`, nearer to the second one the larger `share` is. Outside of the
/// axis the share is below 0 or above 1; an axis of one point is constant.
struct Place {
    std::size_t low = 0;
    std::size_t high = 0;
    double share = 0;
};

/// A point itself belongs to the cell above it.
Place place_on(const std::vector<double>& axis, double at) {
    if (axis.size() == 1) return {};
    const auto above = std::upper_bound(axis.begin() + 1, axis.end() - 1, at);
    const auto high = static_cast<std::size_t>(above - axis.begin());
    const double from = axis[high - 1];
    return {high - 1, high, (at - from) / (axis[high] - from)};
}

double between(double low, double high, double share) { return low + (high - low) * share; }

}  // namespace

double Curve::operator()(double x) const {
    const auto [low, high, share] = place_on(at, x);
    return std::max(0.0, between(value[low], value[high], share));
}

double Surface::operator()(double at_x, double at_y) const { return std::max(0.0, slope(at_x, at_y).value); }

Surface::Slope Surface::slope(double at_x, double at_y) const {
    const Place i = place_on(x, at_x);
    const Place j = place_on(y, at_y);
    const auto along_x = [&](std::size_t column) {
        return between(value[i.low * y.size() + column], value[i.high * y.size() + column], i.share);
    };
    const double low = along_x(j.low);
    const double high = along_x(j.high);
    const bool last = j.high + 1 == y.size();
    const double width = y[j.high] - y[j.low];
    return {between(low, high, j.share), width > 0 ? (high - low) / width : 0,
            last ? std::numeric_limits<double>::infinity() : y[j.high]};
}

}  // namespace plimsoll::models
