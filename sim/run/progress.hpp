// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace plimsoll::sim {

/// How much of a number of tasks is done, by their weights.
class ProgressMeter {
public:
    explicit ProgressMeter(std::vector<double> weights);

    /// The task has come to `fraction` of its work; it never goes back.
    void moved(std::size_t task, double fraction);
    void finished(std::size_t task);

    [[nodiscard]] std::size_t done() const noexcept { return done_; }
    [[nodiscard]] std::size_t count() const noexcept { return weights_.size(); }
    /// Of all work, in [0, 1]; 1 exactly when every task is finished.
    [[nodiscard]] double fraction() const noexcept;

private:
    std::vector<double> weights_;
    std::vector<double> fractions_;
    double total_ = 0;
    double work_ = 0;
    std::size_t done_ = 0;
};

}  // namespace plimsoll::sim
