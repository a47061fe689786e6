// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dice.hpp"
#include "random_case.hpp"

#include <cstdint>
#include <vector>

/// The parts of random cases that answer token by token.
namespace plimsoll::sim {

/// Of a request's prompt.
inline constexpr std::uint32_t kMostTokens = 300;

/// The rules.
void draw_token_by_token(Dice& dice, Case& drawn);
/// Texts that go on in several ways, of which prompts take some: to the end of a part or into the middle of it.
[[nodiscard]] std::vector<std::vector<SharedPart>> draw_beginnings(Dice& dice, const std::vector<Request>& requests);
/// A KV cache that holds little more than one sequence, and steps so long that requests meet.
[[nodiscard]] TokenServing draw_token_serving(Dice& dice, const Case& drawn, Duration gap);
/// Sometimes, where it can.
void look_at_tokens(Dice& dice, scenarios::AutoscalerSpec& autoscaler);

}  // namespace plimsoll::sim
