// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "step_comparison.hpp"

#include "models/profile/quantile.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace plimsoll::models {

void StepComparison::add(const std::string& group, const StepTime& predicted, double recorded_s) {
    groups_[group].push_back({predicted.seconds / recorded_s - 1, predicted.relative_sd, predicted.extrapolated});
}

StepErrors StepComparison::errors_of(const std::vector<Point>& points) {
    std::vector<double> errors;
    std::vector<double> absolute;
    std::vector<double> extrapolated;
    std::size_t within = 0;
    for (const auto& point : points) {
        errors.push_back(point.error);
        absolute.push_back(std::abs(point.error));
        extrapolated.push_back(point.extrapolated);
        // The deviation is a fraction of the prediction, the error one of the recording.
        if (absolute.back() <= 2 * point.stated_sd * (1 + point.error)) ++within;
    }
    const auto share = static_cast<double>(within) / static_cast<double>(std::max<std::size_t>(points.size(), 1));
    return {points.size(), quantile(errors, 0.5),      quantile(absolute, 0.5), quantile(absolute, 0.9),
            share,         quantile(extrapolated, 0.5)};
}

StepErrors StepComparison::errors(const std::string& group) const {
    const auto found = groups_.find(group);
    return found == groups_.end() ? StepErrors{} : errors_of(found->second);
}

std::vector<double> StepComparison::deviations() const {
    std::vector<double> all;
    for (const auto& [group, points] : groups_)
        for (const auto& point : points) all.push_back(std::abs(1 / (1 + point.error) - 1));
    return all;
}

std::string StepComparison::table() const {
    std::string text = fmt::format("{:<50} {:>5} {:>8} {:>8} {:>8} {:>7} {:>12}\n", "group", "count", "median",
                                   "|median|", "|p90|", "2 sd", "extrapolated");
    for (const auto& [group, points] : groups_) {
        const auto e = errors_of(points);
        text += fmt::format("{:<50} {:>5} {:>+7.1f}% {:>7.1f}% {:>7.1f}% {:>6.0f}% {:>11.0f}%\n", group, e.count,
                            100 * e.median, 100 * e.median_absolute, 100 * e.p90_absolute, 100 * e.within_two_sd,
                            100 * e.extrapolated);
    }
    return text;
}

void expect_documented(const StepComparison& comparison, const std::vector<DocumentedErrors>& documented) {
    EXPECT_EQ(comparison.groups(), documented.size());
    for (const auto& [group, count, percent] : documented) {
        SCOPED_TRACE(group);
        const auto errors = comparison.errors(group);
        EXPECT_EQ(errors.count, count);
        EXPECT_LE(100 * errors.median_absolute, percent);
    }
}

}  // namespace plimsoll::models
