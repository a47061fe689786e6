// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/run_figures.hpp"
#include "models/measure/serving/serve_check.hpp"

#include <fmt/format.h>

namespace plimsoll::measure {
namespace {

constexpr double kMilli = 1e3;
constexpr double kPercent = 100;

}  // namespace

std::string batch_figures_text(const models::Validation& validation) {
    std::string text = fmt::format(
        "Latency and throughput{}{}: medians of {} run{} per load, and half the distance of the lowest and the highest "
        "(measured, simulated, difference)\n\n",
        validation.tokens.empty() ? "" : fmt::format(" of requests of {} tokens", validation.tokens),
        through_text(validation), validation.runs, validation.runs == 1 ? "" : "s");
    text += fmt::format("{:>4}  {:>10}  {:^42}  {:^42}  {:^36}\n", "load", "requests/s", "p50, ms", "p99, ms",
                        "throughput, /s");
    for (const auto& point : validation.points) {
        text += fmt::format("{:>4.2f}  {:>10.2f}  {}  {}  {}\n", point.utilization, point.rate_per_s,
                            pair_text(point.measured_p50_s, point.simulated_p50_s, kMilli, 3),
                            pair_text(point.measured_p99_s, point.simulated_p99_s, kMilli, 3),
                            pair_text(point.measured_throughput_per_s, point.simulated_throughput_per_s, 1, 2));
    }
    return text;
}

std::string text_of(const models::Validation& validation, const models::ServiceTime& predicted,
                    const std::vector<MeasuredBatch>& measured) {
    std::string text = fmt::format("{}, {}: time of a batch by its size and length\n\n{:>5}  {:>6}  {:>12}  {:>12}\n",
                                   validation.model, validation.precision, "batch", "tokens", "measured", "profile");
    for (const auto& [batch, tokens, time] : measured) {
        const double expected = std::chrono::duration<double>(predicted.mean(batch, tokens)).count();
        text += fmt::format("{:>5}  {:>6}  {:>9.3f} ms  {:>9.3f} ms  {:>8}\n", batch, tokens, kMilli * time,
                            kMilli * expected, difference_text(expected, time));
    }
    text += "\n" + batch_figures_text(validation);
    text +=
        "\nHow much of that is due to the times of the batches: with the profile's times multiplied by what they "
        "took\n\n";
    text += fmt::format("{:>4}  {:>14}  {:>34}\n", "load", "batches took", "p50, simulated with that");
    for (const auto& point : validation.points)
        text += fmt::format("{:>4.2f}  {:>8.3f} ±{:>2.0f} %  {:>20.3f} ms {:>9}\n", point.utilization,
                            point.batch_time_ratio.median, kPercent * point.batch_time_ratio.spread,
                            kMilli * point.rescaled_p50_s.median,
                            difference_text(point.rescaled_p50_s.median, point.measured_p50_s.median));
    return text;
}

}  // namespace plimsoll::measure
