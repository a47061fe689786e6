// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/money.hpp"
#include "sim/compare/comparison.hpp"

#include <optional>
#include <string>
#include <string_view>

/// What a script may demand of a comparison: `--require-slo` and `--budget`.
namespace plimsoll::cli {

struct Requirements {
    bool slo = false;                         ///< some deployment must meet every SLO and deadline
    std::optional<pricing::Money> per_month;  ///< and one that does must cost at most so much
};

/// "1000 USD/month". \throws UsageError
[[nodiscard]] pricing::Money parse_budget(std::string_view text);

/// What is not met, as a sentence; nothing where all is well.
[[nodiscard]] std::optional<std::string> unmet(const Requirements& requirements, const results::Comparison& comparison);

}  // namespace plimsoll::cli
