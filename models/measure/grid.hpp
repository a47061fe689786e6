// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/whole_steps.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// Which operators to measure, and in which order.
namespace plimsoll::measure {

struct GridRequest {
    std::vector<std::string> models;  ///< none: products, attention and streams of general sizes
    std::vector<models::Precision> precisions;
    /// What a quantized model keeps in 16 bits: fp16, or bf16 on a CPU, which has no fp16.
    models::Precision sixteen_bits = models::Precision::fp16;
    std::uint32_t max_batch = 32;   ///< sequences of one step
    std::uint32_t max_tokens = 0;   ///< new tokens of one sequence; 0: the model's most, at most 2048
    std::uint32_t max_context = 0;  ///< cached tokens of one sequence; 0: the model's most, at most 8192. Decoders
};

/// Operators that belong together: a grid with only some of them would have holes.
using Stage = std::vector<models::Work>;

/// The first stage is the coarse grid, powers of two of every size. Each further one adds one size between two that are
/// there, so that after each the grid is whole, and finer than before. No operator stands twice. Every operator of a
/// whole step stands in the first stage.
struct Plan {
    std::vector<Stage> stages;
    std::vector<WholeStep> steps = {};
};

/// \throws InputError for unknown models.
[[nodiscard]] Plan plan_of(const GridRequest& request);

/// Powers of two from the first that is at least `least` to below `most`, and `most`.
[[nodiscard]] std::vector<std::uint32_t> coarse_axis(std::uint32_t least, std::uint32_t most);
/// Whole numbers half-way between neighbours of a sorted axis, where there is one.
[[nodiscard]] std::vector<std::uint32_t> midpoints(const std::vector<std::uint32_t>& axis);

}  // namespace plimsoll::measure
