// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/progress.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace plimsoll::sim {

ProgressMeter::ProgressMeter(std::vector<double> weights)
    : weights_(std::move(weights)),
      fractions_(weights_.size()),
      total_(std::accumulate(weights_.begin(), weights_.end(), 0.0)) {}

void ProgressMeter::moved(std::size_t task, double fraction) {
    const double now = std::clamp(fraction, fractions_[task], 1.0);
    work_ += (now - fractions_[task]) * weights_[task];
    fractions_[task] = now;
}

void ProgressMeter::finished(std::size_t task) {
    moved(task, 1);
    ++done_;
}

double ProgressMeter::fraction() const noexcept {
    if (done_ == count()) return 1;
    constexpr double kAlmost = 0.9999;  // rounding of the sum must not announce the end
    return total_ > 0 ? std::min(work_ / total_, kAlmost) : 0;
}

}  // namespace plimsoll::sim
