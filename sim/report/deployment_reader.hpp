// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"
#include "sim/report/json_place.hpp"

#include <vector>

/// Inside the reader of comparisons: an element of "deployments", and what stands elsewhere too.
namespace plimsoll::results {

[[nodiscard]] DeploymentResult read_deployment(const JsonPlace& json);

[[nodiscard]] scenarios::SloSpec read_slo(const JsonPlace& json);
[[nodiscard]] std::vector<Warning> read_warnings(const JsonPlace& json);

}  // namespace plimsoll::results
