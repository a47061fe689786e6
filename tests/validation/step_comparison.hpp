// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/step_time/step_time.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace plimsoll::models {

/// How far predicted steps are off recorded ones. Relative errors are predicted / recorded - 1: below 0 where the
/// prediction is too fast.
struct StepErrors {
    std::size_t count = 0;
    double median = 0;           ///< with its sign
    double median_absolute = 0;  ///< of the errors' absolute values
    double p90_absolute = 0;
    double within_two_sd = 0;  ///< fraction of them within two of the standard deviations stated
    double extrapolated = 0;   ///< median share of the kernels' time that was not measured
};

/// Predicted steps beside recorded ones, in groups such as "llama-2-70b prefill, A100 x 4, profile".
class StepComparison {
public:
    /// \pre recorded_s > 0
    void add(const std::string& group, const StepTime& predicted, double recorded_s);

    [[nodiscard]] StepErrors errors(const std::string& group) const;
    /// Of all groups together: |recorded / predicted - 1|, as fractions of the prediction.
    [[nodiscard]] std::vector<double> deviations() const;
    [[nodiscard]] std::size_t groups() const { return groups_.size(); }
    /// One line per group, for the log of the test.
    [[nodiscard]] std::string table() const;

private:
    struct Point {
        double error;
        double stated_sd;
        double extrapolated;
    };
    static StepErrors errors_of(const std::vector<Point>& points);

    std::map<std::string, std::vector<Point>> groups_;
};

/// What was measured for a group when it was written down, in docs/validation.md too: the median absolute error in
/// percent, rounded up.
struct DocumentedErrors {
    std::string group;
    std::size_t count;
    double percent;
};

/// Expects every group to be documented, with so many points, and no further off.
void expect_documented(const StepComparison& comparison, const std::vector<DocumentedErrors>& documented);

}  // namespace plimsoll::models
