// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/gap.hpp"

#include <cmath>

namespace plimsoll::measure {

GapParts parts_of(const GapStages& stages) {
    return {stages.with_device_s - stages.simulated_s, stages.with_host_s - stages.with_device_s,
            stages.measured_s - stages.with_host_s};
}

GapCause largest(const GapParts& parts) {
    const double device = std::abs(parts.device_s);
    const double host = std::abs(parts.host_s);
    const double queue = std::abs(parts.queue_s);
    if (queue >= device && queue >= host) return GapCause::queue;
    return host >= device ? GapCause::host : GapCause::device;
}

}  // namespace plimsoll::measure
