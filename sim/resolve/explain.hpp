// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/plan/plan.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace plimsoll::sim {

/// Every resolved value with where it comes from: a table for people, one block for the experiment and one per
/// deployment.
[[nodiscard]] std::string explain(const Experiment& experiment);

/// The same as {"schema": "plimsoll.explanation/1", "scenario", "assumptions": [{"pointer", "value", "number", "unit",
/// "flag", "origin", "source", "date"}], "notes"}. "value" is the text of the table; "number" (in "unit", where it has
/// one) or "flag" what it says where it is no text; "date" only where there is one.
[[nodiscard]] nlohmann::json explain_json(const Experiment& experiment);

}  // namespace plimsoll::sim
