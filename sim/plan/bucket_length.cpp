// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/plan/bucket_length.hpp"

#include <algorithm>
#include <chrono>

namespace plimsoll::sim {

Duration bucket_length(const scenarios::ExperimentSpec& spec) {
    constexpr int kBucketsPerHorizon = 288;
    return spec.bucket.value_or(std::max<Duration>(spec.horizon / kBucketsPerHorizon, std::chrono::seconds(1)));
}

}  // namespace plimsoll::sim
