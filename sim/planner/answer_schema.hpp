// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

/// The JSON Schemas (draft-07) of what the planner tells programs, as docs/plan.schema.json and docs/stress.schema.json
/// publish them.
namespace plimsoll::sim {

/// Of `plimsoll plan --json`.
[[nodiscard]] std::string plan_schema_text();
/// Of `plimsoll stress --json`.
[[nodiscard]] std::string stress_schema_text();

}  // namespace plimsoll::sim
