// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cpu/repetitions.hpp"

#include <algorithm>
#include <vector>

#include <sys/resource.h>

namespace plimsoll::measure::cpu {

std::uint64_t preemptions() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);  // cannot fail: both arguments are valid
    return static_cast<std::uint64_t>(usage.ru_nivcsw);
}

Summary repeat_undisturbed(const Effort& effort, const std::function<double()>& run,
                           const std::function<std::uint64_t()>& disturbances) {
    StoppingRule rule(effort);
    std::vector<double> all;
    std::size_t disturbed = 0;
    double disturbed_s = 0;
    while (!rule.done() && (disturbed < effort.least || disturbed_s < effort.at_most_s)) {
        const auto before = disturbances();
        const double seconds = run();
        all.push_back(seconds);
        if (disturbances() == before) {
            rule.add(seconds);
        } else {
            ++disturbed;
            disturbed_s += seconds;
        }
    }
    if (all.size() - disturbed >= effort.least) return rule.summary();
    auto summary = summarize(all);
    summary.spread = std::max(summary.spread, static_cast<double>(disturbed) / static_cast<double>(all.size()));
    return summary;
}

}  // namespace plimsoll::measure::cpu
