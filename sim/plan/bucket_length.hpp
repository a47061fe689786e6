// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/scenario.hpp"

namespace plimsoll::sim {

/// Length of the buckets of the time series: as given, else a 288th of the horizon (5 minutes of a day), but at least
/// one second.
[[nodiscard]] Duration bucket_length(const scenarios::ExperimentSpec& spec);

}  // namespace plimsoll::sim
