// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"
#include "scenarios/named_enum.hpp"
#include "scenarios/setting.hpp"

namespace plimsoll::scenarios {

/// The Kubernetes HorizontalPodAutoscaler; defaults are those of its documentation.
struct HpaSpec {
    static constexpr std::string_view kKind = "kubernetes-hpa";
    static constexpr bool kStartsFromZero = false;  ///< it measures replicas

    enum class Metric { requests_per_replica, utilization, requests_per_second };
    Metric metric = Metric::requests_per_replica;
    double target = 1;
    Duration sync_period = std::chrono::seconds(15);
    double tolerance = 0.1;
    Duration scale_down_stabilization = std::chrono::seconds(300);
    Duration scale_up_stabilization{};
    bool operator==(const HpaSpec&) const = default;
};

inline constexpr EnumName<HpaSpec::Metric> kHpaMetricNames[] = {
    {"requests-per-replica", HpaSpec::Metric::requests_per_replica},
    {"utilization", HpaSpec::Metric::utilization},
    {"requests-per-second", HpaSpec::Metric::requests_per_second}};
template <>
constexpr std::span<const EnumName<HpaSpec::Metric>> names_of() {
    return kHpaMetricNames;
}

/// What every HorizontalPodAutoscaler has, whoever made it.
template <class Visitor, class Spec>
void describe_hpa_behavior(Visitor& visit, Spec& spec) {
    constexpr std::string_view kKubernetes = "Kubernetes documentation, Horizontal Pod Autoscaling";
    visit("sync_period", spec.sync_period, {.source = kKubernetes});
    visit("tolerance", spec.tolerance, {.takes = Takes::non_negative, .source = kKubernetes});
    visit("scale_down_stabilization", spec.scale_down_stabilization,
          {.takes = Takes::non_negative, .source = kKubernetes});
    visit("scale_up_stabilization", spec.scale_up_stabilization, {.takes = Takes::non_negative, .source = kKubernetes});
}
void check_hpa_tolerance(double tolerance, const Node& node);

template <class Visitor, SettingsOf<HpaSpec> Spec>
void describe(Visitor& visit, Spec& hpa) {
    visit("metric", hpa.metric, {});
    visit("target", hpa.target, {.required = "for example 4 requests per replica, or a utilization of 0.6"});
    describe_hpa_behavior(visit, hpa);
}
void check(const HpaSpec& hpa, const Node& node);

}  // namespace plimsoll::scenarios
