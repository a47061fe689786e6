// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/planner/answer.hpp"
#include "sim/planner/space.hpp"

#include <cstddef>
#include <string>

namespace plimsoll::sim {

/// The answer for people: the winner, how sure that is, what came next and why, the front, and what it took. UTF-8,
/// each line ended by a newline and no wider than so many columns.
[[nodiscard]] std::string answer_text(const Space& space, const PlannerAnswer& answer, std::size_t width);

/// The answer for programs: `plimsoll.plan/1` (docs/planning.md).
[[nodiscard]] std::string answer_json(const Space& space, const PlannerAnswer& answer);

}  // namespace plimsoll::sim
