// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/profile/profile.hpp"

#include <optional>
#include <string>
#include <vector>

/// Why a served model is slower or faster than it was simulated: the device, the host, or the queue.
namespace plimsoll::measure {

/// Seconds of all steps of a run: as the engine told them, and as the profile foresees them.
struct StepTotals {
    double device_s = 0;
    double host_s = 0;  ///< only the host worked
    double foreseen_s = 0;
    double foreseen_host_s = 0;  ///< of these, the host's work per step

    /// Of the steps, were only the device's time as it was told.
    [[nodiscard]] double device_ratio() const { return (device_s + foreseen_host_s) / foreseen_s; }
    /// Of the steps as they were told.
    [[nodiscard]] double wall_ratio() const { return (device_s + host_s) / foreseen_s; }
};

/// One figure of one load, from what was simulated to what was measured, each stage with one cause more. Seconds.
struct GapStages {
    double simulated_s = 0;
    double with_device_s = 0;  ///< the device's time as the engine told it
    double with_host_s = 0;    ///< and the host's
    double measured_s = 0;
};

/// Their differences, which add up to measured less simulated. Seconds.
struct GapParts {
    double device_s = 0;
    double host_s = 0;
    double queue_s = 0;  ///< waits that the steps' times do not explain, and what happens outside of steps

    [[nodiscard]] double total_s() const { return device_s + host_s + queue_s; }
};
[[nodiscard]] GapParts parts_of(const GapStages& stages);

enum class GapCause { device, host, queue };
/// Of the part that is largest, whichever way it goes.
[[nodiscard]] GapCause largest(const GapParts& parts);

struct Gap {
    std::string figure;  ///< "latency p50"
    GapStages stages;
};

/// Every figure of one load; the last one is that of whole latencies.
struct LoadGaps {
    double load = 0;
    std::vector<Gap> gaps;
    double run_spread = 0;                                      ///< of the last figure as measured, a fraction of it
    std::optional<models::RunFigure> device_ratio, wall_ratio;  ///< nothing where the engine does not tell its steps
};

/// The table that a person reads, with a sentence for each load.
[[nodiscard]] std::string text_of(const std::vector<LoadGaps>& loads);

}  // namespace plimsoll::measure
