// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/work.hpp"

#include <optional>
#include <string>
#include <string_view>

/// One operator as a line of a plan, for a person and for the program on the GPU machine:
///
///     gemm PRECISION GROUPS M N K
///     attention PRECISION SEQUENCES QUERY SPAN HEADS KV_HEADS HEAD_DIM causal|full
///     stream PRECISION KIND ROWS WIDTH
///     all-reduce PRECISION DEVICES BYTES
///
/// Sizes are whole numbers from 1 up. Without third-party headers: the program on the GPU machine shares it.
namespace plimsoll::measure {

[[nodiscard]] std::string text_of(const models::Work& work);

/// A work, or what is wrong with the line and an example of what is right.
struct ParsedWork {
    std::optional<models::Work> work;
    std::string message;
    std::string hint;
};
[[nodiscard]] ParsedWork parse_work(std::string_view line);

}  // namespace plimsoll::measure
