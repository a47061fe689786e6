// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/resolve/resolve_findings.hpp"

namespace plimsoll::sim {

/// Lists every value of the traffic: a line that sums it up, then where it comes from, how it is spread over time and
/// how large its requests are.
void list_workload(const scenarios::WorkloadSpec& workload, Findings& findings);

}  // namespace plimsoll::sim
