// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/input_error.hpp"

#include <nlohmann/json_fwd.hpp>

/// What programs read instead of text: with `--progress=json`, one JSON object per line of standard error.
namespace plimsoll::cli {

/// `event`: an object whose member "event" says of what kind it is.
void print_event(const nlohmann::ordered_json& event);

/// {"file", "line", "pointer", "message", "hint"}: always all of them, 0 or empty where they have no meaning.
[[nodiscard]] nlohmann::ordered_json problem_json(const Problem& problem);

}  // namespace plimsoll::cli
