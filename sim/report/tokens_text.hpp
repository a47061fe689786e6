// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <cstddef>
#include <string>

namespace plimsoll::results {

/// What is asked of answers that come token by token, a column per deployment: times, rates, prices of tokens, the KV
/// cache. Empty where no answer does.
[[nodiscard]] std::string tokens_text(const Comparison& comparison, std::size_t width);

}  // namespace plimsoll::results
