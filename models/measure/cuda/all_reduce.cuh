// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/work.hpp"
#include "models/measure/statistics.hpp"

#include <string>

namespace plimsoll::measure::cuda {

struct AllReduceTime {
    Summary seconds;
    std::string kernel;
};

/// Sums 16-bit (fp32: 32-bit) values over GPUs 0 to devices - 1 with NCCL, in place. \throws Unsupported where this
/// program was built without NCCL, or the machine has fewer GPUs.
[[nodiscard]] AllReduceTime time_all_reduce(const models::AllReduce& reduce, models::Precision precision,
                                            const Effort& effort);

}  // namespace plimsoll::measure::cuda
