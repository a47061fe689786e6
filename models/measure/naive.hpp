// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/work.hpp"

#include <vector>

namespace plimsoll::measure {

/// The result of an operator by plain loops in double precision: what tests, and the check of the program for GPUs,
/// compare a kernel's output with. `inputs` are those of a kernel's turn 0: of a product, the source (m x k) and the
/// weights (k x n, or n x k where `weights_transposed`); of an attention, Q (sequences x KV heads x query heads of it x
/// query x depth), keys and values (sequences x KV heads x span x depth; keys depth x span unless
/// `weights_transposed`); of a norm, x, residual, scale, shift. Without third-party headers.
[[nodiscard]] std::vector<double> naive_result(const models::Work& work, const std::vector<std::vector<float>>& inputs,
                                               bool weights_transposed);

/// Largest difference, as a fraction of the largest expected value; infinite where the sizes differ or a value is NaN.
[[nodiscard]] double relative_error(const std::vector<float>& found, const std::vector<double>& expected);

}  // namespace plimsoll::measure
