// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/run/progress.hpp"
#include "sim/run/run.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace plimsoll::sim {

/// How far the simulations of an experiment are, all in all and deployment by deployment.
class RunMeter {
public:
    /// A simulation: expected work relative to the others, and whose it is.
    struct Task {
        double weight = 1;
        std::size_t deployment = 0;
    };

    RunMeter(const std::vector<Task>& tasks, std::vector<std::string> deployments);

    /// The task has come to `fraction` of its work; it never goes back.
    void moved(std::size_t task, double fraction);
    void finished(std::size_t task);
    /// The task has ended without a result.
    void lost(std::size_t task);

    /// Everything but what the last news was about.
    [[nodiscard]] RunProgress progress() const;

private:
    struct Place {
        std::size_t deployment = 0;
        std::size_t task = 0;  ///< among those of the deployment
    };

    std::vector<std::string> names_;
    ProgressMeter all_;
    std::vector<ProgressMeter> each_;  ///< by deployment
    std::vector<Place> places_;        ///< by task
    std::vector<std::size_t> lost_;    ///< by deployment
};

}  // namespace plimsoll::sim
