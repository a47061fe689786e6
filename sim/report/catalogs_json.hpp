// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/plan/catalog_used.hpp"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace plimsoll::results {

/// Catalogs of one's own as every result names them: a list of {"file", "hash", "source", "in_scenario"}.
[[nodiscard]] nlohmann::ordered_json catalogs_json(const std::vector<CatalogUsed>& catalogs);

}  // namespace plimsoll::results
