// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/model_works.hpp"

#include <string>
#include <vector>

/// A step takes longer than its operators one by one: something lies between them. So a handful of whole steps is
/// measured, too.
namespace plimsoll::measure {

struct WholeStep {
    std::string model;
    models::Precision precision = models::Precision::fp16;
    std::uint32_t sequences = 1;
    std::uint32_t tokens = 1;   ///< new ones of a sequence
    std::uint32_t context = 0;  ///< cached ones of a sequence
    std::vector<models::Work> works;
};

struct StepLimits {
    std::uint32_t sequences = 0;
    std::uint32_t tokens = 0;
    std::uint32_t context = 0;
};

/// Small and large, so that what a step costs beyond its operators can be told per operator and per second of work:
/// encoders from one short sequence to a full batch, decoders both writing one token per sequence and reading a prompt.
/// None is larger than `most` in any size (0: as large as the model allows).
[[nodiscard]] std::vector<WholeStep> whole_steps_of(const ModelChoice& choice, const StepLimits& most);

}  // namespace plimsoll::measure
