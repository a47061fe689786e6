// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"
#include "scenarios/setting.hpp"

namespace plimsoll::scenarios {

/// The spot market of a pool: how its instances are taken away, and when new ones can be had again. sim/fleet has what
/// it does, sim/resolve what is assumed where the scenario says nothing.
struct InterruptionsSpec {
    Duration mean_time_to_interruption{};
    double shape = 1;  ///< Weibull shape; 1 is exponential
    Duration notice = std::chrono::seconds(120);
    /// Mean (exponential) time until a slot's spot capacity is back after an interruption.
    Duration mean_outage = std::chrono::minutes(30);
    bool operator==(const InterruptionsSpec&) const = default;
};

template <class Visitor, SettingsOf<InterruptionsSpec> Spec>
void describe(Visitor& visit, Spec& market) {
    visit("mean_time_to_interruption", market.mean_time_to_interruption, {.required = R"(for example "5 h")"});
    visit("shape", market.shape, {});
    visit("notice", market.notice, {.takes = Takes::non_negative});
    visit("mean_outage", market.mean_outage, {.takes = Takes::non_negative});
}

}  // namespace plimsoll::scenarios
