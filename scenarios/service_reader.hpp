// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/node.hpp"
#include "scenarios/scenario.hpp"

#include <optional>

namespace plimsoll::scenarios {

/// What times the work, as far as one level of the scenario (the top, or a deployment) says it.
struct WorkSpec {
    std::optional<ModelSpec> model;
    std::optional<ServiceSpec> service;
};

[[nodiscard]] ModelSpec read_model(const Node& node);

/// Reads "model" and "service" of `owner`; both at one level are refused.
[[nodiscard]] WorkSpec read_work(const Node& owner);

}  // namespace plimsoll::scenarios
