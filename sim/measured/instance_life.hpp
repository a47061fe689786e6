// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"
#include "scenarios/enum_names.hpp"
#include "sim/measured/description.hpp"

#include <cstddef>
#include <span>
#include <vector>

/// One instance from its request to its end, phase by phase; docs/semantics.md states what the phases are.
namespace plimsoll::results {

enum class LifePhase { provision, boot, image, weights, warm_up, serve, drain };
enum class LifeEnd {
    stopped,      ///< given up by its controller, or by its keep-alive
    interrupted,  ///< taken away by the provider
    horizon       ///< still there when the simulation ended
};

struct InstanceLife {
    struct Phase {
        LifePhase kind = LifePhase::serve;
        Duration until{};  ///< on the clock of the horizon; the phase begins where the one before ends
        bool operator==(const Phase&) const = default;
    };
    std::size_t pool = 0;
    scenarios::Purchase purchase = scenarios::Purchase::on_demand;
    Duration requested{};       ///< when the first phase begins
    std::vector<Phase> phases;  ///< in order; those of no length are left out
    LifeEnd end = LifeEnd::horizon;
    bool operator==(const InstanceLife&) const = default;
};

template <class Visitor, MaybeConst<InstanceLife::Phase> Phase>
void describe(Visitor& visit, Phase& phase) {
    visit("phase", phase.kind, {"", "what the instance does"});
    visit("until_s", phase.until, {"s", "when it ends; it begins where the one before ends"});
}

template <class Visitor, MaybeConst<InstanceLife> Life>
void describe(Visitor& visit, Life& life) {
    visit("pool", life.pool, {"", "index of its pool"});
    visit("purchase", life.purchase, {"", "how it was bought"});
    visit("requested_s", life.requested, {"s", "when the first phase begins"});
    visit("phases", life.phases, {"", "in order; those of no length are left out"});
    visit("end", life.end, {"", "stopped: given up, or at the end of its keep-alive; horizon: there until the end"});
}

/// How they are spelt in results.
inline constexpr scenarios::EnumName<LifePhase> kLifePhaseNames[] = {
    {"provision", LifePhase::provision}, {"boot", LifePhase::boot},       {"image", LifePhase::image},
    {"weights", LifePhase::weights},     {"warm-up", LifePhase::warm_up}, {"serve", LifePhase::serve},
    {"drain", LifePhase::drain}};
inline constexpr scenarios::EnumName<LifeEnd> kLifeEndNames[] = {
    {"stopped", LifeEnd::stopped}, {"interrupted", LifeEnd::interrupted}, {"horizon", LifeEnd::horizon}};

}  // namespace plimsoll::results

namespace plimsoll::scenarios {

template <>
constexpr std::span<const EnumName<results::LifePhase>> names_of() {
    return results::kLifePhaseNames;
}
template <>
constexpr std::span<const EnumName<results::LifeEnd>> names_of() {
    return results::kLifeEndNames;
}

}  // namespace plimsoll::scenarios
