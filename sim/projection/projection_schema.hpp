// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/planner/schema_members.hpp"

#include <string>

namespace plimsoll::sim {

/// The JSON Schema (draft-07) of `plimsoll project --json`, as docs/projection.schema.json publishes it.
[[nodiscard]] std::string projection_schema_text();

namespace schema {

/// mean, p10, p50, p90.
[[nodiscard]] Schema prediction(const char* unit = "USD");

}  // namespace schema
}  // namespace plimsoll::sim
