// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"
#include "scenarios/setting.hpp"

#include <cstdint>

namespace plimsoll::scenarios {

/// Adds a step of replicas when a latency percentile is above a threshold, removes one when it is below another.
struct LatencyStepSpec {
    static constexpr std::string_view kKind = "latency-step";
    static constexpr bool kStartsFromZero = false;  ///< without replicas nothing completes

    double percentile = 95;
    Duration above{};
    Duration below{};
    std::uint32_t step = 1;
    Duration period = std::chrono::seconds(60);
    Duration cooldown = std::chrono::minutes(5);  ///< after any change, before the next removal
    bool operator==(const LatencyStepSpec&) const = default;
};

template <class Visitor, SettingsOf<LatencyStepSpec> Spec>
void describe(Visitor& visit, Spec& law) {
    visit("percentile", law.percentile, {.takes = Takes::percentile});
    visit("above", law.above, {.required = R"(for example "500 ms")"});
    visit("below", law.below, {.takes = Takes::non_negative, .required = R"(for example "100 ms")"});
    visit("step", law.step, {});
    visit("period", law.period, {});
    visit("cooldown", law.cooldown, {.takes = Takes::non_negative});
}
void check(const LatencyStepSpec& law, const Node& node);

}  // namespace plimsoll::scenarios
