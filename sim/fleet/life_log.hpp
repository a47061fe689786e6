// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/clock.hpp"
#include "sim/measured/instance_life.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace plimsoll::sim {

/// Notes the lives of a deployment's first instances, phase by phase. Of those beyond the limit it notes nothing, at
/// the cost of one comparison per change.
class LifeLog {
public:
    /// `most`: how many lives are noted.
    explicit LifeLog(std::size_t most) : most_(most) {}

    /// An instance is requested; launches count from 0, one by one. Its first phase is `provision`.
    void begin(std::uint64_t launch, std::size_t pool, scenarios::Purchase purchase, SimTime t);
    /// The present phase ends and `next` begins. An instance that has ended stays so.
    void enter(std::uint64_t launch, results::LifePhase next, SimTime t);
    void end(std::uint64_t launch, results::LifeEnd how, SimTime t);

    /// All that was noted, in the order of launches.
    [[nodiscard]] std::vector<results::InstanceLife> lives() const;

private:
    struct Noted {
        results::InstanceLife life;
        results::LifePhase phase = results::LifePhase::provision;  ///< the present one
        SimTime since;                                             ///< its beginning
        bool ended = false;
    };
    [[nodiscard]] Noted* present(std::uint64_t launch);
    static void close_phase(Noted& noted, SimTime t);

    std::size_t most_;
    std::vector<Noted> noted_;  ///< by launch
};

}  // namespace plimsoll::sim
