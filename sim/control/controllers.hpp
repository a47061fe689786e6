// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"
#include "sim/control/controller.hpp"

#include <memory>

/// Each kind of autoscaler has a file here with its law: a Controller, and the `controller_of` that makes it of the
/// scenario's specification (scenarios/autoscaler.hpp).
namespace plimsoll::sim {

[[nodiscard]] std::unique_ptr<Controller> make_controller(const scenarios::AutoscalerSpec& spec,
                                                          const scenarios::ReplicasSpec& replicas);

}  // namespace plimsoll::sim
