// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/control/controllers.hpp"

#include "sim/control/hpa.hpp"
#include "sim/control/keda.hpp"
#include "sim/control/knative.hpp"
#include "sim/control/latency_step.hpp"

#include <variant>

namespace plimsoll::sim {

std::unique_ptr<Controller> make_controller(const scenarios::AutoscalerSpec& spec,
                                            const scenarios::ReplicasSpec& replicas) {
    return std::visit([&](const auto& kind) { return controller_of(kind, replicas); }, spec);
}

}  // namespace plimsoll::sim
