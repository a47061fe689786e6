// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/plan/plan.hpp"

#include <cstddef>

namespace plimsoll::sim {

/// Whether a deployment stands for choice beside the others, as far as that is known before it is simulated: by the
/// same rule as results::competes.
enum class Candidacy {
    competes,
    answers_later,  ///< a batch, where others are held to objectives while someone waits
    example         ///< a price of it is invented
};

[[nodiscard]] Candidacy candidacy_of(const Experiment& experiment, std::size_t deployment);

}  // namespace plimsoll::sim
