// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/measured/run_result.hpp"
#include "sim/planner/space.hpp"
#include "sim/run/run.hpp"
#include "sim/run/run_store.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace plimsoll::sim {

/// The simulations of a space so far. Of each result what bills and objectives need is kept; series and lives are not.
class Trials {
public:
    /// `space` must outlive this. \param store of finished simulations; may be null
    Trials(const Space& space, unsigned jobs, RunStore* store);
    Trials(const Trials&) = delete;
    Trials& operator=(const Trials&) = delete;
    ~Trials();

    /// Simulates these candidates until each has so many replications.
    /// \throws InputError, IoError, ModelBug, Interrupted as run_experiment
    void bring(const std::vector<std::pair<std::size_t, std::uint32_t>>& to_replications);

    [[nodiscard]] std::span<const results::RunResult> runs(std::size_t candidate) const;
    [[nodiscard]] bool is_lost(std::size_t candidate) const;

    [[nodiscard]] std::size_t simulated() const;  ///< simulations that ran
    [[nodiscard]] std::size_t found() const;      ///< simulations that the store had
    [[nodiscard]] const std::vector<LostRun>& lost() const { return outcome_.lost; }
    [[nodiscard]] const std::vector<std::string>& remarks() const { return outcome_.remarks; }

private:
    class Counter;

    const Space& space_;
    unsigned jobs_;
    std::unique_ptr<Counter> store_;
    RunOutcome outcome_;
    std::vector<std::vector<results::RunResult>> runs_;  ///< by simulation and replication
    std::vector<bool> lost_;                             ///< by simulation
    std::size_t asked_ = 0;
};

}  // namespace plimsoll::sim
