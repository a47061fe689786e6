// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/autoscaler_hpa.hpp"

#include "scenarios/node.hpp"

#include <fmt/format.h>

namespace plimsoll::scenarios {

void check_hpa_tolerance(double tolerance, const Node& node) {
    if (tolerance >= 1) {
        node["tolerance"].problem(fmt::format("the tolerance is a share below 1, found {}", tolerance),
                                  "for example 0.1");
    }
}

void check(const HpaSpec& hpa, const Node& node) {
    check_hpa_tolerance(hpa.tolerance, node);
    if (hpa.metric == HpaSpec::Metric::utilization && hpa.target > 1) {
        constexpr double kPercent = 100;
        node["target"].problem(fmt::format("a utilization is a share between 0 and 1, found {}", hpa.target),
                               hpa.target <= kPercent
                                   ? fmt::format("write {} for {} %", hpa.target / kPercent, hpa.target)
                                   : "for example 0.6");
    }
}

}  // namespace plimsoll::scenarios
