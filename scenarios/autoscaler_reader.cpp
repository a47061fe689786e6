// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/autoscaler_reader.hpp"

#include "scenarios/experiment_reader.hpp"

#include <fmt/format.h>

namespace plimsoll::scenarios {
namespace {

HpaSpec read_hpa(const Node& node) {
    HpaSpec hpa;
    assign(hpa.metric, node["metric"].choice<HpaSpec::Metric>());
    assign(
        hpa.target,
        node.required("target", "for example 4 requests per replica, or a utilization of 0.6").number(Sign::positive));
    assign(hpa.sync_period, node["sync_period"].duration(Sign::positive));
    assign(hpa.tolerance, node["tolerance"].number(Sign::non_negative));
    assign(hpa.scale_down_stabilization, node["scale_down_stabilization"].duration(Sign::non_negative));
    assign(hpa.scale_up_stabilization, node["scale_up_stabilization"].duration(Sign::non_negative));
    if (hpa.metric == HpaSpec::Metric::utilization && hpa.target > 1) {
        constexpr double kPercent = 100;
        node["target"].problem(fmt::format("a utilization is a share between 0 and 1, found {}", hpa.target),
                               hpa.target <= kPercent
                                   ? fmt::format("write {} for {} %", hpa.target / kPercent, hpa.target)
                                   : "for example 0.6");
    }
    if (hpa.tolerance >= 1) {
        node["tolerance"].problem(fmt::format("the tolerance is a share below 1, found {}", hpa.tolerance),
                                  "for example 0.1");
    }
    node.refuse({"percentile", "above", "below", "step", "period", "cooldown"}, "does not apply to kubernetes-hpa",
                R"(it needs "kind": "latency-step")");
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
    node.refuse({"metric", "target", "sync_period", "tolerance", "scale_down_stabilization", "scale_up_stabilization"},
                "does not apply to latency-step", R"(it needs "kind": "kubernetes-hpa")");
    return step;
}

}  // namespace

std::optional<AutoscalerSpec> read_autoscaler(const Node& node) {
    // The schema knows the kinds and has complained about any other.
    const std::optional<std::string> kind = node.required("kind", R"("kubernetes-hpa" or "latency-step")").text();
    if (kind == "kubernetes-hpa") {
        return read_hpa(node);
    }
    if (kind == "latency-step") {
        return read_latency_step(node);
    }
    return std::nullopt;
}

}  // namespace plimsoll::scenarios
