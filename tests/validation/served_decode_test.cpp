// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "served_decode.hpp"
#include "models/step_time/datasheet_times.hpp"
#include "recorded_steps.hpp"

#include <fmt/format.h>

namespace plimsoll::models {
namespace {

TEST(ServedDecodeSteps, OnH100AreAsFarOffAsDocumented) {
    PLIMSOLL_NEEDS_RECORDED_STEPS(kServedFile);
    PLIMSOLL_NEEDS_RECORDED_PROFILES();
    const auto steps = read_decode_steps();
    StepComparison comparison;
    compare_decode_steps(steps, "AIConfigurator", h100_profile(), comparison);
    compare_decode_steps(steps, "datasheet", DatasheetTimes(device_named("nvidia-h100-80gb")), comparison);
    fmt::print("{}", comparison.table());
    expect_documented(comparison, {
                                      {"decode llama-3.1-70b fp8 AIConfigurator", 21, 6},
                                      {"decode llama-3.1-70b fp8 datasheet", 21, 7},
                                      {"decode qwen3-32b bf16 AIConfigurator", 3, 15},
                                      {"decode qwen3-32b bf16 datasheet", 3, 5},
                                  });
}

}  // namespace
}  // namespace plimsoll::models
