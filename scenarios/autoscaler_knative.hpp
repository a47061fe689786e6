// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"
#include "scenarios/setting.hpp"

#include <cstdint>

namespace plimsoll::scenarios {

/// The Knative Pod Autoscaler on concurrency; defaults are those of its documentation.
struct KnativeSpec {
    static constexpr std::string_view kKind = "knative";
    static constexpr bool kStartsFromZero = true;

    std::uint32_t container_concurrency = 1;
    double target_utilization = 0.7;  ///< of the container's concurrency
    Duration stable_window = std::chrono::seconds(60);
    double panic_window = 0.1;   ///< share of the stable one
    double panic_threshold = 2;  ///< wanted over ready replicas
    double max_scale_up_rate = 1000;
    double max_scale_down_rate = 2;
    Duration grace_period = std::chrono::seconds(30);  ///< of the last replica
    bool operator==(const KnativeSpec&) const = default;
};

template <class Visitor, SettingsOf<KnativeSpec> Spec>
void describe(Visitor& visit, Spec& knative) {
    constexpr std::string_view kKnative = "Knative documentation, config-autoscaler";
    visit("container_concurrency", knative.container_concurrency,
          {.required = "how many requests a replica takes at once, for example 10"});
    visit("target_utilization", knative.target_utilization, {.source = kKnative});
    visit("stable_window", knative.stable_window, {.source = kKnative});
    visit("panic_window", knative.panic_window, {.source = kKnative});
    visit("panic_threshold", knative.panic_threshold, {.source = kKnative});
    visit("max_scale_up_rate", knative.max_scale_up_rate, {.source = kKnative});
    visit("max_scale_down_rate", knative.max_scale_down_rate, {.source = kKnative});
    visit("grace_period", knative.grace_period, {.takes = Takes::non_negative, .source = kKnative});
}
void check(const KnativeSpec& knative, const Node& node);

}  // namespace plimsoll::scenarios
