// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/autoscaler_hpa.hpp"
#include "scenarios/autoscaler_keda.hpp"
#include "scenarios/autoscaler_knative.hpp"
#include "scenarios/autoscaler_latency_step.hpp"

#include <string_view>
#include <type_traits>
#include <variant>

namespace plimsoll::scenarios {

/// Each autoscaler has a file here with its specification, which has the name of its kind (kKind), whether it launches
/// the first replica of a pool that has none (kStartsFromZero), its settings with their defaults, and beside it its
/// description (setting.hpp) and check(spec, node), which finds what no setting alone is wrong about. Its law is in
/// sim/control. Every kind there is, one row each, in the order in which help lists them. Whatever reads, explains or
/// keys them takes them from here.
using AutoscalerSpec = std::variant<HpaSpec,          //
                                    LatencyStepSpec,  //
                                    KedaSpec,         //
                                    KnativeSpec>;

/// Calls act(spec) with the defaults of each kind.
template <class Act>
void for_each_autoscaler(Act act) {
    const auto each = [&act]<class... Kinds>(std::type_identity<std::variant<Kinds...>>) { (act(Kinds{}), ...); };
    each(std::type_identity<AutoscalerSpec>{});
}

/// "keda".
[[nodiscard]] inline std::string_view kind_of(const AutoscalerSpec& spec) {
    return std::visit([](const auto& kind) { return kind.kKind; }, spec);
}

/// Whether it launches the first replica of a pool that has none.
[[nodiscard]] inline bool starts_from_zero(const AutoscalerSpec& spec) {
    return std::visit([](const auto& kind) { return kind.kStartsFromZero; }, spec);
}

}  // namespace plimsoll::scenarios
