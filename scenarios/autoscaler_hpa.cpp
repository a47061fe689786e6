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

void check_hpa_share(HpaSpec::Metric metric, double target, const Node& node) {
    if (!is_share(metric) || target <= 1) return;
    constexpr double kPercent = 100;
    node["target"].problem(
        fmt::format("a {} is a share between 0 and 1, found {}",
                    metric == HpaSpec::Metric::utilization ? "utilization" : "usage of the KV cache", target),
        target <= kPercent ? fmt::format("write {} for {} %", target / kPercent, target) : "for example 0.6");
}

void check(const HpaSpec& hpa, const Node& node) {
    check_hpa_tolerance(hpa.tolerance, node);
    check_hpa_share(hpa.metric, hpa.target, node);
}

}  // namespace plimsoll::scenarios
