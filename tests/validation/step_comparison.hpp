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
};

/// Predicted steps beside recorded ones, in groups such as "llama-2-70b prefill, A100 x 4, profile".
class StepComparison {
public:
    /// \pre recorded_s > 0
    void add(const std::string& group, const StepTime& predicted, double recorded_s);

    [[nodiscard]] StepErrors errors(const std::string& group) const;
    /// Of all groups whose name contains `part`; all groups for an empty one.
    [[nodiscard]] StepErrors errors_of_all(const std::string& part) const;
    /// One line per group, for the log of the test.
    [[nodiscard]] std::string table() const;

private:
    struct Point {
        double error;
        double stated_sd;
    };
    static StepErrors errors_of(const std::vector<Point>& points);

    std::map<std::string, std::vector<Point>> groups_;
};

}  // namespace plimsoll::models
