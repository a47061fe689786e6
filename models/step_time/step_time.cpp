// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/step_time.hpp"

#include "models/step_time/error_sum.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

namespace plimsoll::models {
namespace {

struct Timed {
    Work work;
    KernelTime time;
};

/// One entry per kind; empty where it does not run in this step.
std::vector<std::optional<Timed>> timed_kinds(const OperatorGraph& graph, const StepSize& step,
                                              const KernelTimes& times) {
    std::vector<std::optional<Timed>> result;
    result.reserve(graph.kinds().size());
    for (const auto& kind : graph.kinds()) {
        const auto& op = graph.at(kind.first);
        if (!op.runs_in(step)) {
            result.emplace_back();
            continue;
        }
        const auto work = work_of(op, step);
        result.emplace_back(Timed{work, times.time(work)});
    }
    return result;
}

constexpr std::size_t kNone = ~std::size_t{0};

/// When each operator ends, and which one it waited for last.
struct Schedule {
    std::vector<double> end;
    std::vector<std::size_t> cause;
    std::size_t last = kNone;
};

Schedule schedule(const OperatorGraph& graph, const std::vector<std::optional<Timed>>& kinds) {
    Schedule result{std::vector<double>(graph.size()), std::vector<std::size_t>(graph.size(), kNone), kNone};
    std::array<std::size_t, 2> busy = {kNone, kNone};  // the last operator of each stream
    for (std::size_t vertex = 0; vertex < graph.size(); ++vertex) {
        const auto& timed = kinds[graph.kind_of(vertex)];
        if (!timed) continue;
        double start = 0;
        std::size_t cause = kNone;
        const auto wait_for = [&](std::size_t other) {
            if (other == kNone || !kinds[graph.kind_of(other)] || result.end[other] < start) return;
            start = result.end[other];
            cause = other;
        };
        const auto [begin, end] = boost::in_edges(vertex, graph.graph());
        for (auto edge = begin; edge != end; ++edge) wait_for(boost::source(*edge, graph.graph()));
        auto& stream = busy[std::holds_alternative<AllReduce>(timed->work.shape) ? 1 : 0];
        wait_for(stream);
        stream = vertex;
        result.end[vertex] = start + timed->time.seconds;
        result.cause[vertex] = cause;
        if (result.last == kNone || result.end[vertex] >= result.end[result.last]) result.last = vertex;
    }
    return result;
}

}  // namespace

StepTime step_time(const OperatorGraph& graph, const StepSize& step, const KernelTimes& times) {
    const auto kinds = timed_kinds(graph, step, times);
    const auto plan = schedule(graph, kinds);
    std::vector<std::uint32_t> on_path(kinds.size());
    for (auto vertex = plan.last; vertex != kNone; vertex = plan.cause[vertex]) ++on_path[graph.kind_of(vertex)];

    ErrorSum sum;
    for (std::size_t kind = 0; kind < kinds.size(); ++kind)
        if (on_path[kind] > 0)
            sum.add(kinds[kind]->work, kinds[kind]->time, on_path[kind], times.best_seconds(kinds[kind]->work));
    return whole_step(sum, times);
}

StepTime whole_step(const ErrorSum& kernels, const KernelTimes& times) {
    const auto whole = times.step_factor(kernels.totals());
    const auto host = times.host_work(kernels.totals());
    const double device_s = whole.factor * kernels.seconds();
    StepTime result;
    result.host_seconds = host.seconds;
    result.device_seconds = device_s;
    result.host_beside = host.beside;
    result.between_seconds = device_s - kernels.seconds();
    result.seconds = host.beside ? std::max(host.seconds, device_s) : host.seconds + device_s;
    if (result.seconds > 0) {
        const bool device_counts = !host.beside || device_s >= host.seconds;
        const bool host_counts = !host.beside || !device_counts;
        const double of_kernels = device_counts ? whole.factor * kernels.sd_seconds() / result.seconds : 0;
        const double of_host = host_counts ? host.relative_sd * host.seconds / result.seconds : 0;
        result.relative_sd = std::hypot(of_kernels, device_counts ? whole.relative_sd : 0, of_host);
    }
    if (kernels.seconds() > 0) result.extrapolated = kernels.extrapolated_seconds() / kernels.seconds();
    return result;
}

}  // namespace plimsoll::models
