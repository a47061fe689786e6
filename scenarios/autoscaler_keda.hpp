// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/autoscaler_hpa.hpp"

namespace plimsoll::scenarios {

/// KEDA with the HorizontalPodAutoscaler that it makes; defaults are those of their documentations.
struct KedaSpec {
    static constexpr std::string_view kKind = "keda";
    static constexpr bool kStartsFromZero = true;

    HpaSpec::Metric metric = HpaSpec::Metric::requests_per_replica;  ///< of the whole deployment; no utilization
    double target = 1;                                               ///< of the metric, for each replica
    double activation = 0;                                           ///< above it there is at least one replica
    Duration polling_interval = std::chrono::seconds(30);
    Duration cooldown = std::chrono::minutes(5);  ///< after the last activity, before the last replicas go
    Duration sync_period = std::chrono::seconds(15);
    double tolerance = 0.1;
    Duration scale_down_stabilization = std::chrono::seconds(300);
    Duration scale_up_stabilization{};
    bool operator==(const KedaSpec&) const = default;
};

template <class Visitor, SettingsOf<KedaSpec> Spec>
void describe(Visitor& visit, Spec& keda) {
    constexpr std::string_view kKeda = "KEDA documentation, ScaledObject specification";
    visit("metric", keda.metric, {});
    visit("target", keda.target, {.required = "for example 4 requests for each replica"});
    visit("activation", keda.activation, {.takes = Takes::non_negative, .source = kKeda});
    visit("polling_interval", keda.polling_interval, {.source = kKeda});
    visit("cooldown", keda.cooldown, {.takes = Takes::non_negative, .source = kKeda});
    describe_hpa_behavior(visit, keda);
}
void check(const KedaSpec& keda, const Node& node);

}  // namespace plimsoll::scenarios
