// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace plimsoll::sim {

/// The JSON Schema (draft-07) of `plimsoll actuals --json`, as docs/actuals.schema.json publishes it.
[[nodiscard]] std::string actuals_schema_text();

}  // namespace plimsoll::sim
