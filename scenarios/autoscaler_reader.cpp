// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/autoscaler_reader.hpp"

#include "scenarios/experiment_reader.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <string_view>
#include <vector>

namespace plimsoll::scenarios {
namespace {

/// What every HorizontalPodAutoscaler has, whoever made it.
template <class Spec>
void read_hpa_behavior(const Node& node, Spec& spec) {
    assign(spec.sync_period, node["sync_period"].duration(Sign::positive));
    assign(spec.tolerance, node["tolerance"].number(Sign::non_negative));
    assign(spec.scale_down_stabilization, node["scale_down_stabilization"].duration(Sign::non_negative));
    assign(spec.scale_up_stabilization, node["scale_up_stabilization"].duration(Sign::non_negative));
    if (spec.tolerance >= 1) {
        node["tolerance"].problem(fmt::format("the tolerance is a share below 1, found {}", spec.tolerance),
                                  "for example 0.1");
    }
}

HpaSpec read_hpa(const Node& node) {
    HpaSpec hpa;
    assign(hpa.metric, node["metric"].choice<HpaSpec::Metric>());
    assign(
        hpa.target,
        node.required("target", "for example 4 requests per replica, or a utilization of 0.6").number(Sign::positive));
    read_hpa_behavior(node, hpa);
    if (hpa.metric == HpaSpec::Metric::utilization && hpa.target > 1) {
        constexpr double kPercent = 100;
        node["target"].problem(fmt::format("a utilization is a share between 0 and 1, found {}", hpa.target),
                               hpa.target <= kPercent
                                   ? fmt::format("write {} for {} %", hpa.target / kPercent, hpa.target)
                                   : "for example 0.6");
    }
    return hpa;
}

LatencyStepSpec read_latency_step(const Node& node) {
    LatencyStepSpec step;
    assign(step.percentile, read_percentile(node["percentile"]));
    const std::optional<Duration> above = node.required("above", R"(for example "500 ms")").duration(Sign::positive);
    const std::optional<Duration> below =
        node.required("below", R"(for example "100 ms")").duration(Sign::non_negative);
    assign(step.above, above);
    assign(step.below, below);
    assign(step.step, node["step"].count(1));
    assign(step.period, node["period"].duration(Sign::positive));
    assign(step.cooldown, node["cooldown"].duration(Sign::non_negative));
    if (above && below && *below >= *above) {
        node["below"].problem(fmt::format("the lower threshold of {} is not less than the upper one of {}",
                                          text_of(*below), text_of(*above)));
    }
    return step;
}

KedaSpec read_keda(const Node& node) {
    KedaSpec keda;
    assign(keda.metric, node["metric"].choice<HpaSpec::Metric>());
    if (keda.metric == HpaSpec::Metric::utilization) {
        node["metric"].problem("keda looks at requests from outside, where no utilization is to be seen",
                               R"("requests-per-replica" or "requests-per-second")");
    }
    assign(keda.target, node.required("target", "for example 4 requests for each replica").number(Sign::positive));
    assign(keda.activation, node["activation"].number(Sign::non_negative));
    assign(keda.polling_interval, node["polling_interval"].duration(Sign::positive));
    assign(keda.cooldown, node["cooldown"].duration(Sign::non_negative));
    read_hpa_behavior(node, keda);
    const auto [shorter, longer] = std::minmax(keda.polling_interval, keda.sync_period);
    if (longer % shorter != Duration{0}) {
        node["polling_interval"].problem(
            fmt::format("neither of the polling interval of {} and the sync period of {} is a multiple of the other",
                        text_of(keda.polling_interval), text_of(keda.sync_period)),
            R"(for example "30 s" and "15 s")");
    }
    return keda;
}

KnativeSpec read_knative(const Node& node) {
    KnativeSpec knative;
    assign(
        knative.container_concurrency,
        node.required("container_concurrency", "how many requests a replica takes at once, for example 10").count(1));
    assign(knative.target_utilization, node["target_utilization"].number(Sign::positive));
    assign(knative.stable_window, node["stable_window"].duration(Sign::positive));
    assign(knative.panic_window, node["panic_window"].number(Sign::positive));
    assign(knative.panic_threshold, node["panic_threshold"].number(Sign::positive));
    assign(knative.max_scale_up_rate, node["max_scale_up_rate"].number(Sign::positive));
    assign(knative.max_scale_down_rate, node["max_scale_down_rate"].number(Sign::positive));
    assign(knative.grace_period, node["grace_period"].duration(Sign::non_negative));
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
    return knative;
}

/// Refuses the keys of other kinds, naming one that has them.
void refuse_other_keys(const Node& node, std::string_view kind) {
    struct Key {
        std::string_view name;
        std::vector<std::string_view> kinds;
    };
    static const std::vector<Key> kKeys = {{"metric", {"kubernetes-hpa", "keda"}},
                                           {"target", {"kubernetes-hpa", "keda"}},
                                           {"sync_period", {"kubernetes-hpa", "keda"}},
                                           {"tolerance", {"kubernetes-hpa", "keda"}},
                                           {"scale_down_stabilization", {"kubernetes-hpa", "keda"}},
                                           {"scale_up_stabilization", {"kubernetes-hpa", "keda"}},
                                           {"percentile", {"latency-step"}},
                                           {"above", {"latency-step"}},
                                           {"below", {"latency-step"}},
                                           {"step", {"latency-step"}},
                                           {"period", {"latency-step"}},
                                           {"cooldown", {"latency-step", "keda"}},
                                           {"activation", {"keda"}},
                                           {"polling_interval", {"keda"}},
                                           {"container_concurrency", {"knative"}},
                                           {"target_utilization", {"knative"}},
                                           {"stable_window", {"knative"}},
                                           {"panic_window", {"knative"}},
                                           {"panic_threshold", {"knative"}},
                                           {"max_scale_up_rate", {"knative"}},
                                           {"max_scale_down_rate", {"knative"}},
                                           {"grace_period", {"knative"}}};
    const auto has = [kind](const Key& key) {
        return std::find(key.kinds.begin(), key.kinds.end(), kind) != key.kinds.end();
    };
    if (std::none_of(kKeys.begin(), kKeys.end(), has)) return;  // no kind, which has been said
    for (const Key& key : kKeys) {
        if (has(key)) continue;
        node.refuse({key.name}, fmt::format("does not apply to {}", kind),
                    fmt::format(R"(it needs "kind": "{}")", key.kinds.front()));
    }
}

}  // namespace

std::optional<AutoscalerSpec> read_autoscaler(const Node& node) {
    // The schema knows the kinds and has complained about any other.
    const std::optional<std::string> kind =
        node.required("kind", R"("kubernetes-hpa", "latency-step", "keda" or "knative")").text();
    if (!kind) return std::nullopt;
    refuse_other_keys(node, *kind);
    if (*kind == "kubernetes-hpa") return read_hpa(node);
    if (*kind == "latency-step") return read_latency_step(node);
    if (*kind == "keda") return read_keda(node);
    if (*kind == "knative") return read_knative(node);
    return std::nullopt;
}

}  // namespace plimsoll::scenarios
