// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/gap.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace plimsoll::measure {
namespace {

constexpr double kMillisecondsPerSecond = 1e3;
constexpr double kWholePercent = 100;

std::string share_text(double part_s, double total_s) {
    return total_s == 0 ? "" : fmt::format("{:.0f} %", kWholePercent * part_s / total_s);
}

std::string part_text(double part_s, double total_s) {
    return fmt::format("  {:>+10.3f} {:>7}", kMillisecondsPerSecond * part_s, share_text(part_s, total_s));
}

std::string row_text(double load, const Gap& gap, bool steps_told) {
    const auto& [simulated_s, with_device_s, with_host_s, measured_s] = gap.stages;
    auto text = fmt::format("{:>4.2f}  {:<22}  {:>10.3f}  {:>10.3f}  {:>+10.3f}", load, gap.figure,
                            kMillisecondsPerSecond * measured_s, kMillisecondsPerSecond * simulated_s,
                            kMillisecondsPerSecond * (measured_s - simulated_s));
    if (steps_told) {
        const auto parts = parts_of(gap.stages);
        for (const double part_s : {parts.device_s, parts.host_s, parts.queue_s})
            text += part_text(part_s, parts.total_s());
    }
    return text + "\n";
}

std::string device_sentence(const LoadGaps& load, double part_s) {
    return fmt::format("mostly the device: by its times, steps take {:.3f} of what the profile says. {}",
                       load.device_ratio->median,
                       part_s > 0 ? "Measure the profile again with the kernels that the engine uses"
                                  : "The engine's kernels are faster than the profile's: measure it again with them");
}

std::string host_sentence(const LoadGaps& load, double part_s) {
    return fmt::format(
        "mostly the host: with its work, steps take {:.3f} of what the profile says, by the device alone "
        "{:.3f}. {}",
        load.wall_ratio->median, load.device_ratio->median,
        part_s > 0 ? "Less of it per step, asynchronous scheduling or graphs shorten that"
                   : "The profile's host does more per step: measure it again on this machine");
}

std::string queue_sentence(double part_s) {
    return fmt::format(
        "mostly the queue: requests take {} than the steps explain. The engine batches by another rule "
        "than the options state, {}",
        part_s > 0 ? "longer" : "less",
        part_s > 0 ? "or they wait outside of its steps" : "or works at several steps at a time");
}

/// Of the last figure, that of whole latencies.
std::string sentence(const LoadGaps& load) {
    if (!load.wall_ratio) return "the engine does not tell its steps, so only the sum is known";
    constexpr double kNoGap = 0.01;
    const auto& stages = load.gaps.back().stages;
    const auto parts = parts_of(stages);
    if (std::abs(parts.total_s()) <= std::max(kNoGap, load.run_spread) * stages.measured_s)
        return fmt::format("measured and simulated latencies differ by less than {}",
                           load.run_spread > kNoGap ? "the runs do" : "1 %");
    switch (largest(parts)) {
        case GapCause::device:
            return device_sentence(load, parts.device_s);
        case GapCause::host:
            return host_sentence(load, parts.host_s);
        case GapCause::queue:
            break;
    }
    return queue_sentence(parts.queue_s);
}

}  // namespace

std::string text_of(const std::vector<LoadGaps>& loads) {
    std::string text = fmt::format(
        "\nWhat the difference is due to: medians in ms, and shares of the difference\n\n"
        "{:>4}  {:<22}  {:>10}  {:>10}  {:>10}  {:^18}  {:^18}  {:^18}\n",
        "load", "", "measured", "simulated", "difference", "device", "host", "queue");
    for (const auto& load : loads)
        for (const auto& gap : load.gaps) text += row_text(load.load, gap, load.wall_ratio.has_value());
    text += "\n";
    for (const auto& load : loads) text += fmt::format("load {:.2f}: {}.\n", load.load, sentence(load));
    return text;
}

}  // namespace plimsoll::measure
