// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/token_service.hpp"

#include "models/step_time/step_time.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::models {
namespace {

/// Calls `visit` with the work, the time and the number of each kind of kernel in the step that is `wanted`.
template <class Wanted, class Visit>
void for_each_kernel(const TokenService& service, const StepSize& step, Wanted wanted, Visit visit) {
    for (const auto& kind : service.graph.kinds()) {
        const Operator& op = service.graph.at(kind.first);
        if (!op.runs_in(step) || !wanted(op)) continue;
        const Work work = work_of(op, step);
        visit(work, service.times.time(work), static_cast<double>(kind.count));
    }
}

double seconds_of(const TokenService& service, const StepSize& step, WorksOn part) {
    double seconds = 0;
    for_each_kernel(
        service, step, [part](const Operator& op) { return works_on(op) == part; },
        [&](const Work& /*work*/, const KernelTime& time, double count) { seconds += count * time.seconds; });
    return seconds;
}

/// All kernels of a step, added up.
struct Sum {
    KernelTotals totals;
    double extrapolated_s = 0;

    [[nodiscard]] double extrapolated_share() const { return totals.seconds > 0 ? extrapolated_s / totals.seconds : 0; }
};

Sum sum_of(const TokenService& service, const StepSize& step) {
    Sum sum;
    for_each_kernel(
        service, step, [](const Operator& /*op*/) { return true; },
        [&](const Work& work, const KernelTime& time, double count) {
            const double seconds = count * time.seconds;
            if (time.extrapolated) sum.extrapolated_s += seconds;
            sum.totals.operators += count;
            sum.totals.seconds += seconds;
            sum.totals.best_s += count * service.times.best_seconds(work);
        });
    return sum;
}

/// 1 to `last`, each about `ratio` times the one before.
std::vector<double> spread(double last, double ratio) {
    std::vector<double> points;
    for (double at = 1; at < last; at = std::max(at + 1, std::round(at * ratio))) points.push_back(at);
    points.push_back(last);
    return points;
}

/// 0, and 16 to `last`.
std::vector<double> contexts_up_to(double last) {
    constexpr double kFirst = 16;
    std::vector<double> points{0};
    for (double at = kFirst; at < last; at *= 2) points.push_back(at);
    points.push_back(last);
    return points;
}

template <class Value>
Curve curve_of(std::vector<double> points, Value value) {
    Curve curve{std::move(points), {}};
    for (const double at : curve.at) curve.value.push_back(value(at));
    return curve;
}

template <class Value>
Surface surface_of(std::vector<double> x, std::vector<double> y, Value value) {
    Surface surface{std::move(x), std::move(y), {}};
    for (const double at_x : surface.x)
        for (const double at_y : surface.y) surface.value.push_back(value(at_x, at_y));
    return surface;
}

}  // namespace

TokenStepTime token_step_time(const TokenService& service) {
    constexpr double kFine = 1.25;  // attention of a prompt grows with the square of its length
    const double sequences = service.max_sequences;
    const double tokens = std::max(service.tokens_per_step, service.max_sequences);
    const double longest = service.max_tokens;
    const double usual_context = std::min(1024.0, longest);
    const auto decode = [](double n, double context) { return StepSize{n, 1, context}; };
    const auto prompt = [](double q, double context) { return StepSize{1, q, context}; };
    const auto factor = [&](const StepSize& step) {
        return service.times.step_factor(sum_of(service, step).totals).factor;
    };
    const auto extrapolated = [&](const StepSize& step) { return sum_of(service, step).extrapolated_share(); };

    TokenStepTime::Parts parts;
    std::vector<double> token_points = spread(tokens, kFine);
    for (const std::uint32_t size : service.graph_sizes)
        if (size <= tokens) token_points.push_back(size);
    std::sort(token_points.begin(), token_points.end());
    token_points.erase(std::unique(token_points.begin(), token_points.end()), token_points.end());
    parts.tokens_s =
        curve_of(token_points, [&](double n) { return seconds_of(service, decode(n, 0), WorksOn::tokens); });
    parts.head_s = curve_of(spread(sequences, kFine),
                            [&](double n) { return seconds_of(service, decode(n, 0), WorksOn::sampled); });
    parts.decode_attention_s = surface_of(
        spread(sequences, kFine), contexts_up_to(longest),
        [&](double n, double context) { return seconds_of(service, decode(n, context), WorksOn::attention); });
    parts.prompt_attention_s = surface_of(
        spread(tokens, kFine), contexts_up_to(longest),
        [&](double q, double context) { return seconds_of(service, prompt(q, context), WorksOn::attention); });
    parts.decode_factor = curve_of(spread(sequences, 2), [&](double n) { return factor(decode(n, usual_context)); });
    parts.prompt_factor = curve_of(spread(tokens, 2), [&](double q) { return factor(prompt(q, 0)); });
    parts.decode_extrapolated = surface_of(spread(sequences, 2), contexts_up_to(longest),
                                           [&](double n, double context) { return extrapolated(decode(n, context)); });
    parts.prompt_extrapolated = curve_of(spread(tokens, 2), [&](double q) { return extrapolated(prompt(q, 0)); });
    const auto host = service.times.host_work(sum_of(service, decode(sequences, usual_context)).totals);
    parts.host_s = host.seconds;
    parts.host_beside = host.beside;
    parts.graph_sizes = service.graph_sizes;
    parts.relative_sd =
        std::max(step_time(service.graph, {std::min(sequences, 32.0), 1, usual_context}, service.times).relative_sd,
                 step_time(service.graph, {1, tokens, 0}, service.times).relative_sd);
    return TokenStepTime(std::move(parts));
}

}  // namespace plimsoll::models
