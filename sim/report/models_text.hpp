// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"

#include <cstddef>
#include <string>

namespace plimsoll::results {

/// Where deployments serve different models: each with its size and what was published about its quality, since the
/// cheapest is no bargain if it answers worse. Empty where all answer alike: one model, in formats that lose nothing.
[[nodiscard]] std::string models_text(const Comparison& comparison, std::size_t width);

}  // namespace plimsoll::results
