// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/serving/engine.hpp"
#include "models/measure/serving/gap.hpp"
#include "models/measure/serving/serve_check.hpp"
#include "models/measure/serving/token_check.hpp"
#include "models/profile/profile.hpp"

#include <functional>
#include <vector>

namespace plimsoll::measure {

struct EngineCheckResult {
    models::Validation validation;
    std::vector<LoadGaps> gaps;  ///< of each load
};

/// Serves every load through the engine, and simulates the same requests. Calls `told` after every run.
/// `host_s`: the host's work per step that the law contains.
/// \throws IoError as `Engine::serve`, and where a step breaks the rule of the check
[[nodiscard]] EngineCheckResult run_engine_check(Engine& engine, const ServeCheck& check,
                                                 const models::ServiceTime& law, double host_s,
                                                 const Simulate& simulate, const std::function<void()>& told);
/// The same of a decoder. What shape each of the engine's steps had is not known: their times in all are held against
/// those of the steps that the check's own server would run.
[[nodiscard]] EngineCheckResult run_engine_check(Engine& engine, const TokenCheck& check,
                                                 const models::TokenStepTime& law, double host_s,
                                                 const SimulateTokens& simulate, const std::function<void()>& told);

}  // namespace plimsoll::measure
