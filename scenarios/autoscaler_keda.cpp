// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/autoscaler_keda.hpp"

#include "scenarios/node.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace plimsoll::scenarios {

void check(const KedaSpec& keda, const Node& node) {
    if (keda.metric == HpaSpec::Metric::utilization) {
        node["metric"].problem("keda looks at requests from outside, where no utilization is to be seen",
                               R"("requests-per-replica" or "requests-per-second")");
    }
    check_hpa_tolerance(keda.tolerance, node);
    if (keda.metric != HpaSpec::Metric::utilization) check_hpa_share(keda.metric, keda.target, node);
    const auto [shorter, longer] = std::minmax(keda.polling_interval, keda.sync_period);
    if (longer % shorter != Duration{0}) {
        node["polling_interval"].problem(
            fmt::format("neither of the polling interval of {} and the sync period of {} is a multiple of the other",
                        text_of(keda.polling_interval), text_of(keda.sync_period)),
            R"(for example "30 s" and "15 s")");
    }
}

}  // namespace plimsoll::scenarios
