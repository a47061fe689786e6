// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <string>
#include <vector>

namespace plimsoll::results {

/// What providers charge for, too, and the bill of such a deployment does not hold: kinds of extras that it has none
/// of, and what no bill of a comparison holds.
[[nodiscard]] std::vector<std::string> left_out(scenarios::Serving serving, const pricing::DeploymentOffers& offers);

/// What none of the deployments' bills holds.
[[nodiscard]] std::vector<std::string> left_out_everywhere(const Comparison& comparison);

}  // namespace plimsoll::results
