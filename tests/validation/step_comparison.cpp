// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "step_comparison.hpp"

#include "models/step_time/quantile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace plimsoll::models {

void StepComparison::add(const std::string& group, const StepTime& predicted, double recorded_s) {
    groups_[group].push_back({predicted.seconds / recorded_s - 1, predicted.relative_sd});
}

StepErrors StepComparison::errors_of(const std::vector<Point>& points) {
    std::vector<double> errors;
    std::vector<double> absolute;
    std::size_t within = 0;
    for (const auto& point : points) {
        errors.push_back(point.error);
        absolute.push_back(std::abs(point.error));
        // The deviation is a fraction of the prediction, the error one of the recording.
        if (absolute.back() <= 2 * point.stated_sd * (1 + point.error)) ++within;
    }
    const auto share = static_cast<double>(within) / static_cast<double>(std::max<std::size_t>(points.size(), 1));
    return {points.size(), quantile(errors, 0.5), quantile(absolute, 0.5), quantile(absolute, 0.9), share};
}

StepErrors StepComparison::errors(const std::string& group) const {
    const auto found = groups_.find(group);
    return found == groups_.end() ? StepErrors{} : errors_of(found->second);
}

StepErrors StepComparison::errors_of_all(const std::string& part) const {
    std::vector<Point> all;
    for (const auto& [group, points] : groups_)
        if (group.find(part) != std::string::npos) all.insert(all.end(), points.begin(), points.end());
    return errors_of(all);
}

std::string StepComparison::table() const {
    std::string text =
        fmt::format("{:<56} {:>5} {:>8} {:>8} {:>8} {:>7}\n", "group", "count", "median", "|median|", "|p90|", "2 sd");
    for (const auto& [group, points] : groups_) {
        const auto e = errors_of(points);
        text += fmt::format("{:<56} {:>5} {:>+7.1f}% {:>7.1f}% {:>7.1f}% {:>6.0f}%\n", group, e.count, 100 * e.median,
                            100 * e.median_absolute, 100 * e.p90_absolute, 100 * e.within_two_sd);
    }
    return text;
}

}  // namespace plimsoll::models
