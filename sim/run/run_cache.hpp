// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/run/run_simulation.hpp"
#include "sim/run/run_store.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll::sim {

/// What a store gives that can be believed, and what there is to say about it.
class RunCache {
public:
    /// \param store null: nothing is found and nothing kept
    RunCache(RunStore* store, std::vector<std::string>& remarks) : store_(store), remarks_(remarks) {}

    /// The result of a deployment with so many pools. One that cannot be believed is told and dropped.
    [[nodiscard]] std::optional<Bytes> find(const std::optional<std::string>& key, std::size_t pools);
    /// Where nothing can be written, that is told once. \pre the run is done
    void keep(const std::optional<std::string>& key, const SimulatedRun& run);

private:
    RunStore* store_;
    std::vector<std::string>& remarks_;
    bool full_ = false;
};

}  // namespace plimsoll::sim
