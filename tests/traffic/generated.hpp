// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"

namespace plimsoll::sim {

/// A workload of generated traffic; `rate` is in requests per second.
inline scenarios::WorkloadSpec generated(scenarios::GeneratedTraffic::Process process, double rate, double cv = 1) {
    scenarios::GeneratedTraffic traffic;
    traffic.process = process;
    traffic.rate_per_s = rate;
    traffic.cv = cv;
    scenarios::WorkloadSpec workload;
    workload.traffic = traffic;
    return workload;
}

}  // namespace plimsoll::sim
