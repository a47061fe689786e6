// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace plimsoll::results {

/// The JSON Schema (draft-07) of what to_json writes, made from the same description. Beside the standard keywords a
/// member has "x-unit" where it has a unit: "s", "1/s", "kWh", "USD", "USD/h". Other members may come with later
/// versions, so an object may hold more than its properties.
[[nodiscard]] const nlohmann::ordered_json& comparison_schema();

/// The same as text, indented by two spaces and ended by a newline.
[[nodiscard]] std::string comparison_schema_text();

}  // namespace plimsoll::results
