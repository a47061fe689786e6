// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/node.hpp"
#include "scenarios/projection_spec.hpp"

namespace plimsoll::scenarios {

/// The member "projection" of a scenario; all defaults where there is none.
[[nodiscard]] ProjectionSpec read_projection(const Node& node);

/// "2027-01". Nothing where it is no month.
[[nodiscard]] std::optional<std::chrono::year_month> parse_month(std::string_view text);
[[nodiscard]] std::string text_of(std::chrono::year_month month);

}  // namespace plimsoll::scenarios
