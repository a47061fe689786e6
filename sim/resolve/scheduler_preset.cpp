// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/scheduler_preset.hpp"

#include "models/step_time/kv_cache.hpp"

#include <algorithm>
#include <iterator>

namespace plimsoll::sim {

namespace {

// From the dates of vLLM's changes: what came out between two of them has the first and not the second.
constexpr SchedulerPreset kPresets[] = {
    {.name = "vllm-0.15", .date = "", .reserve_full_prompt = false},
    {.name = "vllm-0.19", .date = "2026-04"},
    {.name = "vllm-0.28",
     .date = "2026-08",
     .gpu_memory_utilization = 0.92,
     .sets_graphs_aside = true,
     .unfilled_first = true},
};

}  // namespace

std::span<const SchedulerPreset> scheduler_presets() { return kPresets; }

const SchedulerPreset* find_preset(std::string_view name) {
    const auto* found = std::find_if(std::begin(kPresets), std::end(kPresets),
                                     [name](const SchedulerPreset& preset) { return preset.name == name; });
    return found == std::end(kPresets) ? nullptr : found;
}

double graphs_set_aside(const SchedulerPreset& preset) {
    constexpr double kGraphs = 0.84 * models::kGiB;  // that vLLM 0.19 estimates for models of 32 layers
    return preset.sets_graphs_aside ? kGraphs : 0;
}

StepLimits step_limits(const SchedulerPreset& preset, double memory_bytes, std::string_view device, EngineUsage usage) {
    using models::kGiB;
    const bool newest = &preset == std::prev(std::end(kPresets));
    const bool offline = usage == EngineUsage::offline;
    if (memory_bytes >= 160 * kGiB) return {offline || newest ? 16384U : 8192U, 1024};
    if (memory_bytes >= 70 * kGiB && device.find("a100") == std::string_view::npos)
        return {offline ? 16384U : 8192U, 1024};
    return {offline ? 8192U : 2048U, 256};
}

}  // namespace plimsoll::sim
