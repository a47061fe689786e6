// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/kernel_times.hpp"
#include "models/graph/step_size.hpp"
#include "models/spec/precision.hpp"
#include "step_comparison.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// Decode steps on H100 in the recordings of AIConfigurator (github.com/ai-dynamo/aiconfigurator): servers that always
/// had `batch_size` requests. Their mean time per output token is a decode step's time where hardly any other request's
/// prefill came between.
namespace plimsoll::models {

inline constexpr const char* kServedFile = "aiconfigurator_silicon_h100.csv";

struct DecodeStep {
    std::string model;  ///< of the zoo
    Precision precision = Precision::bf16;
    std::uint32_t devices = 1;
    StepSize size;
    double seconds = 0;
};

[[nodiscard]] std::vector<DecodeStep> read_decode_steps();

/// Compares all of them with `times`, in groups "decode MODEL PRECISION SOURCE".
void compare_decode_steps(const std::vector<DecodeStep>& steps, const std::string& source, const KernelTimes& times,
                          StepComparison& comparison);

}  // namespace plimsoll::models
