// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/usage.hpp"

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace plimsoll::results {

/// What was used, pool by pool, as part of a run's result: a fleet has many lives, so they travel as bytes.
[[nodiscard]] nlohmann::json usage_json(const std::vector<pricing::PoolUsage>& usage);

/// The inverse. \throws IoError or a json exception where it is damaged
[[nodiscard]] std::vector<pricing::PoolUsage> usage_from(const nlohmann::json& value);

}  // namespace plimsoll::results
