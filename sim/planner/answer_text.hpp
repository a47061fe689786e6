// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/planner/answer.hpp"
#include "sim/planner/space.hpp"

#include <cstddef>
#include <span>
#include <string>

namespace plimsoll::sim {

/// "expected", "p90", "regret".
[[nodiscard]] std::string aim_name(const Aim& aim);

/// The answer for people: the winner, how sure that is, what came next and why, what happens in each future where there
/// are several, the front, and what it took. UTF-8, each line ended by a newline and no wider than so many columns.
/// \param futures from which the answer is
[[nodiscard]] std::string answer_text(std::span<const Space> futures, const PlannerAnswer& answer, std::size_t width);

/// The answer for programs: `plimsoll.plan/1` (docs/planning.md).
[[nodiscard]] std::string answer_json(std::span<const Space> futures, const PlannerAnswer& answer);

}  // namespace plimsoll::sim
