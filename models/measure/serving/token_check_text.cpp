// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/run_figures.hpp"
#include "models/measure/serving/token_check.hpp"

#include <fmt/format.h>

namespace plimsoll::measure {

std::string token_figures_text(const models::Validation& validation) {
    constexpr double kMilli = 1e3;
    std::string text = fmt::format(
        "{}, {}, answered token by token ({}){}\n\n"
        "Medians of {} run{} per load, and half the distance of the lowest and the highest (measured, simulated, "
        "difference)\n",
        validation.model, validation.precision, validation.tokens, through_text(validation), validation.runs,
        validation.runs == 1 ? "" : "s");
    for (const auto& point : validation.points) {
        const auto line = [&](const char* what, const models::RunFigure& measured, const models::RunFigure& simulated,
                              double unit, int digits) {
            text += fmt::format("  {:<26}  {}\n", what, pair_text(measured, simulated, unit, digits));
        };
        text += fmt::format("\nload {:.2f}, {:.2f} requests/s\n", point.utilization, point.rate_per_s);
        line("first token p50, ms", point.measured_ttft_p50_s, point.simulated_ttft_p50_s, kMilli, 3);
        line("first token p99, ms", point.measured_ttft_p99_s, point.simulated_ttft_p99_s, kMilli, 3);
        line("each further token p50, ms", point.measured_tpot_p50_s, point.simulated_tpot_p50_s, kMilli, 3);
        line("each further token p99, ms", point.measured_tpot_p99_s, point.simulated_tpot_p99_s, kMilli, 3);
        line("latency p50, ms", point.measured_p50_s, point.simulated_p50_s, kMilli, 1);
        line("latency p99, ms", point.measured_p99_s, point.simulated_p99_s, kMilli, 1);
        line("throughput, requests/s", point.measured_throughput_per_s, point.simulated_throughput_per_s, 1, 2);
    }
    return text;
}

std::string text_of(const TokenCheckResult& result) {
    constexpr double kPercent = 100;
    const auto steps = fmt::format(
        "\nSteps of answers alone took {:.3f} of the profile's time, steps with prompts in them {:.3f}. "
        "{} graphs stood for\nall steps, with sizes of attention rounded up and down alike; "
        "{:.1f} % of the steps ran one of nearly the same time.\n",
        result.decode_ratio, result.prompt_ratio, result.graphs, kPercent * result.share_replaced);
    return token_figures_text(result.validation) + steps;
}

}  // namespace plimsoll::measure
