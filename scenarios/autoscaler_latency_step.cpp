// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/autoscaler_latency_step.hpp"

#include "scenarios/node.hpp"

#include <fmt/format.h>

namespace plimsoll::scenarios {

void check(const LatencyStepSpec& law, const Node& node) {
    // A threshold of 0 was not given, or not understood, which has been said.
    if (law.above > Duration{0} && law.below >= law.above) {
        node["below"].problem(fmt::format("the lower threshold of {} is not less than the upper one of {}",
                                          text_of(law.below), text_of(law.above)));
    }
}

}  // namespace plimsoll::scenarios
