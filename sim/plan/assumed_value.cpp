// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/plan/assumed_value.hpp"

#include "scenarios/quantity.hpp"

#include <fmt/format.h>

namespace plimsoll::sim {

AssumedValue::AssumedValue(Duration duration)
    : text(scenarios::text_of(duration)), number(seconds_of(duration)), unit("s") {}

AssumedValue::AssumedValue(double value) : text(fmt::format("{}", value)), number(value) {}

}  // namespace plimsoll::sim
