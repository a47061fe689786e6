// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/autoscaler_knative.hpp"

#include "scenarios/node.hpp"

#include <fmt/format.h>

namespace plimsoll::scenarios {

void check(const KnativeSpec& knative, const Node& node) {
    const auto at_most_one = [&](const char* key, double value) {
        if (value > 1)
            node[key].problem(fmt::format("a share between 0 and 1 is meant, found {}", value), "for example 0.7");
    };
    at_most_one("target_utilization", knative.target_utilization);
    at_most_one("panic_window", knative.panic_window);
    const auto above_one = [&](const char* key, double value) {
        if (value <= 1) node[key].problem(fmt::format("a factor above 1 is meant, found {}", value), "for example 2");
    };
    above_one("panic_threshold", knative.panic_threshold);
    above_one("max_scale_up_rate", knative.max_scale_up_rate);
    above_one("max_scale_down_rate", knative.max_scale_down_rate);
}

}  // namespace plimsoll::scenarios
