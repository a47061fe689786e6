// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/named_enum.hpp"
#include "sim/plan/assumed_value.hpp"

#include <string>
#include <type_traits>

namespace plimsoll::sim {

/// A described setting (scenarios/setting.hpp) as `explain` lists it.
template <class Value>
[[nodiscard]] AssumedValue setting_value(const Value& value) {
    if constexpr (std::is_enum_v<Value>)
        return std::string(scenarios::name_of(value));
    else
        return value;
}

}  // namespace plimsoll::sim
