// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"
#include "scenarios/experiment_reader.hpp"
#include "scenarios/node.hpp"
#include "scenarios/setting.hpp"

#include <optional>
#include <string>
#include <type_traits>

namespace plimsoll::scenarios {

template <class Value>
[[nodiscard]] std::optional<Value> read_setting(const Node& node, Takes takes) {
    const Sign sign = takes == Takes::non_negative ? Sign::non_negative : Sign::positive;
    if constexpr (std::is_same_v<Value, Duration>) {
        return node.duration(sign);
    } else if constexpr (std::is_same_v<Value, double>) {
        return takes == Takes::percentile ? read_percentile(node) : node.number(sign);
    } else if constexpr (std::is_enum_v<Value>) {
        return node.choice<Value>();
    } else {
        return node.count(1);
    }
}

/// The settings of an object of a scenario, each as it is described.
template <Described Spec>
[[nodiscard]] Spec read_settings(const Node& node) {
    Spec spec;
    const auto read = [&node](const char* name, auto& value, const AboutSetting& about) {
        const Node at = about.required.empty() ? node[name] : node.required(name, std::string(about.required));
        assign(value, read_setting<std::remove_cvref_t<decltype(value)>>(at, about.takes));
    };
    describe(read, spec);
    return spec;
}

}  // namespace plimsoll::scenarios
