// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/run/worker_pool.hpp"
#include "sim/sweep/sweep.hpp"

namespace plimsoll::sim {

/// Simulates and compares the scenario with these overrides behind those of the inputs. Problems of the scenario are a
/// result, too. \throws IoError, ModelBug
[[nodiscard]] PointResult run_point(const SweepInputs& inputs, const std::vector<std::string>& overrides,
                                    const SweepOptions& options, Knowledge& knowledge);

/// Between the process of a point and the program.
[[nodiscard]] Bytes encode(const PointResult& result);
[[nodiscard]] PointResult decode_point(const Bytes& bytes);

}  // namespace plimsoll::sim
