// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace plimsoll::models {

/// Tokens of the steps that an engine captures as graphs, as vLLM chooses them: 1, 2, 4, by 8 up to 256 and by 16
/// beyond, up to the least of twice the sequences, 512 and what a step may have. Ascending.
[[nodiscard]] std::vector<std::uint32_t> captured_graph_sizes(std::uint32_t max_sequences,
                                                              std::uint32_t tokens_per_step);

/// The next of them, or `tokens` itself behind the last.
[[nodiscard]] std::uint64_t padded_to_graph(const std::vector<std::uint32_t>& sizes, std::uint64_t tokens);

}  // namespace plimsoll::models
