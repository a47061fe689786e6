// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/experiment_reader.hpp"

#include <fmt/format.h>

namespace plimsoll::scenarios {

std::optional<double> read_percentile(const Node& node) {
    const std::optional<double> percentile = node.number(Sign::positive);
    if (percentile && *percentile >= 100) {
        node.problem(fmt::format("a percentile lies between 0 and 100, found {}", *percentile), "for example 99");
        return std::nullopt;
    }
    return percentile;
}

ExperimentSpec read_experiment(const Node& node) {
    ExperimentSpec experiment;
    assign(experiment.horizon, node["horizon"].duration(Sign::positive));
    assign(experiment.warm_up, node["warm_up"].duration(Sign::non_negative));
    assign(experiment.seed, node["seed"].whole());
    assign(experiment.replications, node["replications"].count(1));
    experiment.load_curve_replications = experiment.replications;
    assign(experiment.load_curve_replications, node["load_curve_replications"].count(1));
    experiment.bucket = node["bucket"].duration(Sign::positive);
    assign(experiment.examples_compete, node["examples_compete"].boolean());
    if (experiment.warm_up >= experiment.horizon) {
        node["warm_up"].problem(fmt::format("the warm-up of {} leaves nothing of the horizon of {} to measure",
                                            text_of(experiment.warm_up), text_of(experiment.horizon)),
                                "shorten the warm-up or lengthen the horizon");
    }
    constexpr std::int64_t kMostBuckets = 200'000;  // two days of seconds; some 30 MB a simulation
    if (const auto& bucket = experiment.bucket; bucket && experiment.horizon / *bucket > kMostBuckets) {
        node["bucket"].problem(
            fmt::format("the horizon of {} has {} buckets of {}; at most {} are kept", text_of(experiment.horizon),
                        experiment.horizon / *bucket, text_of(*bucket), kMostBuckets),
            "lengthen the bucket or shorten the horizon");
    }
    if (experiment.bucket && *experiment.bucket > experiment.horizon) {
        node["bucket"].problem(fmt::format("the bucket of {} exceeds the horizon of {}", text_of(*experiment.bucket),
                                           text_of(experiment.horizon)));
    }
    for (const Node& element : node["load_curve"].elements()) {
        const std::optional<double> load = element.number(Sign::positive);
        if (!load) {
            continue;
        }
        if (!experiment.load_curve.empty() && *load <= experiment.load_curve.back()) {
            element.problem(fmt::format("{} follows {}: the points of the load curve must rise", *load,
                                        experiment.load_curve.back()));
        }
        experiment.load_curve.push_back(*load);
    }
    constexpr std::uint64_t kMostSimulations = 100'000;
    const std::uint64_t simulations =
        experiment.replications + experiment.load_curve.size() * std::uint64_t{experiment.load_curve_replications};
    if (simulations > kMostSimulations) {
        const Node own = node["load_curve_replications"];
        (own.present() ? own : node["replications"])
            .problem(fmt::format(
                "{} simulations of each deployment ({} replications, and {} of each of {} points of the load "
                "curve): at most {} are run",
                simulations, experiment.replications, experiment.load_curve_replications, experiment.load_curve.size(),
                kMostSimulations));
    }
    return experiment;
}

std::vector<SloSpec> read_slo(const Node& node) {
    std::vector<SloSpec> objectives;
    for (const Node& element : node.elements()) {
        SloSpec slo;
        assign(slo.metric, element.required("metric", R"(for example "latency")").choice<SloSpec::Metric>());
        assign(slo.percentile, read_percentile(element["percentile"]));
        assign(slo.at_most, element.required("at_most", R"(for example "500 ms")").duration(Sign::positive));
        objectives.push_back(slo);
    }
    return objectives;
}

}  // namespace plimsoll::scenarios
