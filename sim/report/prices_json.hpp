// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/plan/price_used.hpp"
#include "sim/report/json_place.hpp"

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace plimsoll::results {

/// The prices that a comparison uses and how far to trust each, as `provenance.prices` of a result.
[[nodiscard]] nlohmann::ordered_json prices_json(const std::vector<PriceUsed>& prices);

[[nodiscard]] std::vector<PriceUsed> read_prices(const JsonPlace& json);

}  // namespace plimsoll::results
