// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/control/controller.hpp"

#include <memory>

/// Each kind of controller is a specification of the scenario, one alternative of `AutoscalerSpec`, and one file here
/// that answers both of these for it.
namespace plimsoll::sim {

[[nodiscard]] std::unique_ptr<Controller> make_controller(const scenarios::AutoscalerSpec& spec,
                                                          const scenarios::ReplicasSpec& replicas);

/// Every value that the controller works with, in the order of the documentation.
[[nodiscard]] Settings settings_of(const scenarios::AutoscalerSpec& spec);

}  // namespace plimsoll::sim
