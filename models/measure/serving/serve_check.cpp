// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/serve_check.hpp"

#include "models/measure/serving/real_clock.hpp"
#include "models/step_time/error_sum.hpp"
#include "models/step_time/profile_times.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace plimsoll::measure {

using models::Validation;
using models::ValidationPoint;

namespace {

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

/// Step b - 1 is a batch of b.
std::vector<std::vector<models::Work>> steps_of(const ServeCheck& check) {
    const ModelWorks works(check.model);
    std::vector<std::vector<models::Work>> steps;
    for (std::uint32_t batch = 1; batch <= check.rule.max_batch; ++batch)
        steps.push_back(works.step(batch, check.tokens, 0));
    return steps;
}

/// The nearest rank: the smallest latency that this fraction of all requests do not exceed. Latencies stay ones that
/// occurred, so that a simulation of the same trace can agree exactly.
double percentile(const std::vector<double>& sorted, double fraction) {
    const auto rank = static_cast<std::size_t>(std::ceil(fraction * static_cast<double>(sorted.size())));
    return sorted[std::max<std::size_t>(rank, 1) - 1];
}

void add_mean(double& mean, double value, double runs) { mean += value / runs; }

std::string difference(double simulated, double measured) {
    constexpr double kPercent = 100;
    return fmt::format("{:+.1f} %", kPercent * (simulated / measured - 1));
}

}  // namespace

StepTimes predicted_times(const models::Profile& profile, const ServeCheck& check) {
    const models::ProfileTimes kernels(profile);
    constexpr double kMostOutside = 0.05;
    StepTimes times;
    std::uint32_t batch = 0;
    for (const auto& step : steps_of(check)) {
        models::ErrorSum sum;
        for (const auto& work : step) sum.add(work, kernels.time(work), 1);
        times[++batch] = kernels.step_overhead() + sum.seconds();
        if (const double outside = sum.extrapolated_seconds() / sum.seconds(); outside > kMostOutside)
            throw InputError(
                Problem{profile.name, 0, "",
                        fmt::format("{:.0f} % of the time of a batch of {} in {} is outside of what the profile holds",
                                    100 * outside, batch, name_of(check.model.precision)),
                        "measure with this --model and --precision, and a --max-tokens and --max-batch that reach it"});
    }
    return times;
}

StepTimes measured_times(Backend& backend, const ServeCheck& check) {
    backend.prepare_steps(steps_of(check));
    StepTimes times;
    for (std::uint32_t batch = 1; batch <= check.rule.max_batch; ++batch) {
        backend.run_step(batch - 1);
        StoppingRule rule({5, 200, 1.0, 0.005});
        while (!rule.done()) {
            RealClock clock;
            backend.run_step(batch - 1);
            rule.add(seconds(clock.now()));
        }
        times[batch] = rule.summary().median;
    }
    return times;
}

double capacity(const StepTimes& times) {
    double best = 0;
    for (const auto& [batch, time] : times) best = std::max(best, batch / time);
    return best;
}

RunResult result_of(const std::vector<Served>& served) {
    std::vector<double> latencies;
    Duration last{};
    for (const auto& request : served) {
        latencies.push_back(seconds(request.completion - request.arrival));
        last = std::max(last, request.completion);
    }
    std::sort(latencies.begin(), latencies.end());
    return {percentile(latencies, 0.5), percentile(latencies, 0.99),
            static_cast<double>(served.size()) / seconds(last - served.front().arrival)};
}

Validation run_serve_check(Backend& backend, const ServeCheck& check, const StepTimes& predicted,
                           const Simulate& simulate, const std::function<void()>& told) {
    Validation validation;
    validation.model = check.model.model;
    validation.precision = models::name_of(check.model.precision);
    validation.runs = check.runs;
    const double most = capacity(predicted);
    for (const double load : check.loads) {
        ValidationPoint point;
        point.utilization = load;
        point.rate_per_s = load * most;
        for (std::uint32_t run = 1; run <= check.runs; ++run) {
            const auto arrivals = poisson_arrivals(point.rate_per_s, check.requests, run);
            RealClock clock;
            const auto served = serve(arrivals, check.rule, clock, [&](std::uint32_t n) { backend.run_step(n - 1); });
            const auto measured = result_of(served);
            const auto simulated = simulate(arrivals, predicted, check.rule);
            add_mean(point.measured_p50_s, measured.p50_s, check.runs);
            add_mean(point.measured_p99_s, measured.p99_s, check.runs);
            add_mean(point.measured_throughput_per_s, measured.throughput_per_s, check.runs);
            add_mean(point.simulated_p50_s, simulated.p50_s, check.runs);
            add_mean(point.simulated_p99_s, simulated.p99_s, check.runs);
            add_mean(point.simulated_throughput_per_s, simulated.throughput_per_s, check.runs);
            told();
        }
        validation.points.push_back(point);
    }
    return validation;
}

std::string text_of(const Validation& validation, const StepTimes& predicted, const StepTimes& measured) {
    constexpr double kMilli = 1e3;
    std::string text = fmt::format("{}, {}: time of a batch by its size\n\n{:>5}  {:>12}  {:>12}\n", validation.model,
                                   validation.precision, "batch", "measured", "profile");
    for (const auto& [batch, time] : predicted)
        text += fmt::format("{:>5}  {:>9.3f} ms  {:>9.3f} ms  {:>8}\n", batch, kMilli * measured.at(batch),
                            kMilli * time, difference(time, measured.at(batch)));
    text += fmt::format("\nLatency and throughput, means of {} run{} per load (measured, simulated, difference)\n\n",
                        validation.runs, validation.runs == 1 ? "" : "s");
    text += fmt::format("{:>4}  {:>10}  {:^32}  {:^32}  {:^28}\n", "load", "requests/s", "p50", "p99", "throughput");
    for (const auto& point : validation.points) {
        const auto pair = [](double a, double b) {
            return fmt::format("{:>9.3f} {:>9.3f} ms {:>9}", kMilli * a, kMilli * b, difference(b, a));
        };
        text += fmt::format("{:>4.2f}  {:>10.2f}  {}  {}  {:>8.2f} {:>8.2f} /s {:>8}\n", point.utilization,
                            point.rate_per_s, pair(point.measured_p50_s, point.simulated_p50_s),
                            pair(point.measured_p99_s, point.simulated_p99_s), point.measured_throughput_per_s,
                            point.simulated_throughput_per_s,
                            difference(point.simulated_throughput_per_s, point.measured_throughput_per_s));
    }
    return text;
}

}  // namespace plimsoll::measure
