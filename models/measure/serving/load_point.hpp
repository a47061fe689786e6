// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/serving/run_figures.hpp"
#include "models/measure/serving/serve_check.hpp"
#include "models/measure/serving/token_check.hpp"
#include "models/profile/profile.hpp"

#include <vector>

/// The runs of one load as one point of a validation.
namespace plimsoll::measure {

/// One figure of the runs. \pre there is a run
template <class Result>
[[nodiscard]] models::RunFigure over_runs(const std::vector<Result>& runs, double Result::*figure) {
    std::vector<double> values;
    values.reserve(runs.size());
    for (const auto& run : runs) values.push_back(run.*figure);
    return over_runs(std::move(values));
}

/// `load`: of the predicted capacity. \pre there is a run of either
[[nodiscard]] models::ValidationPoint point_of(double load, double rate_per_s, const std::vector<RunResult>& measured,
                                               const std::vector<RunResult>& simulated);
[[nodiscard]] models::ValidationPoint point_of(double load, double rate_per_s,
                                               const std::vector<TokenRunResult>& measured,
                                               const std::vector<TokenRunResult>& simulated);

}  // namespace plimsoll::measure
