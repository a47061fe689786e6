// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <nlohmann/json_fwd.hpp>

#include <vector>

/// Inside the writer of comparisons: an element of "deployments", and what stands elsewhere too.
namespace plimsoll::results {

[[nodiscard]] nlohmann::ordered_json deployment_json(const DeploymentResult& deployment);
[[nodiscard]] nlohmann::ordered_json warnings_json(const std::vector<Warning>& warnings);

}  // namespace plimsoll::results
