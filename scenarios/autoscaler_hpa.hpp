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

    /// The last three are of replicas that answer token by token alone.
    enum class Metric {
        requests_per_replica,
        utilization,
        requests_per_second,
        waiting_per_replica,  ///< requests without a seat: vllm:num_requests_waiting
        tokens_per_replica,   ///< in blocks of the KV cache that are in use, and of prompts that wait
        kv_cache_usage        ///< share of blocks in use: vllm:kv_cache_usage_perc
    };
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
    {"requests-per-second", HpaSpec::Metric::requests_per_second},
    {"waiting-per-replica", HpaSpec::Metric::waiting_per_replica},
    {"tokens-per-replica", HpaSpec::Metric::tokens_per_replica},
    {"kv-cache-usage", HpaSpec::Metric::kv_cache_usage}};
template <>
constexpr std::span<const EnumName<HpaSpec::Metric>> names_of() {
    return kHpaMetricNames;
}

/// Whether only replicas that answer token by token have it.
[[nodiscard]] constexpr bool is_of_tokens(HpaSpec::Metric metric) {
    return metric >= HpaSpec::Metric::waiting_per_replica;
}
/// Whether it is a share of 1.
[[nodiscard]] constexpr bool is_share(HpaSpec::Metric metric) {
    return metric == HpaSpec::Metric::utilization || metric == HpaSpec::Metric::kv_cache_usage;
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
void check_hpa_share(HpaSpec::Metric metric, double target, const Node& node);

template <class Visitor, SettingsOf<HpaSpec> Spec>
void describe(Visitor& visit, Spec& hpa) {
    visit("metric", hpa.metric, {});
    visit("target", hpa.target, {.required = "for example 4 requests per replica, or a utilization of 0.6"});
    describe_hpa_behavior(visit, hpa);
}
void check(const HpaSpec& hpa, const Node& node);

}  // namespace plimsoll::scenarios
