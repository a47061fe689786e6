// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace plimsoll::sim {

/// The defaults of a version of vLLM's scheduler.
struct SchedulerPreset {
    std::string_view name;  ///< "vllm-0.19"
    std::string_view date;  ///< month of its release; empty: not known here
    double gpu_memory_utilization = 0.9;
    bool reserve_full_prompt = true;  ///< `scheduler_reserve_full_isl`, since 2026-03-24
    bool sets_graphs_aside = false;   ///< memory for captured graphs, since 0.21
    bool prefix_cache = true;         ///< `enable_prefix_caching`, in every version of its engine
    bool unfilled_first = false;      ///< blocks without a hash are the first to be reused, since 2026-06-04
    double watermark = 0;
    bool async_scheduling = true;  ///< since 2025-11-07
    std::uint32_t block_size = 16;
};

/// The newest one is the default.
[[nodiscard]] std::span<const SchedulerPreset> scheduler_presets();
/// Null where there is none of that name.
[[nodiscard]] const SchedulerPreset* find_preset(std::string_view name);

/// Memory that it keeps for captured graphs, in bytes.
[[nodiscard]] double graphs_set_aside(const SchedulerPreset& preset);

/// What the engine is for: its steps are larger where nobody waits for a first token.
enum class EngineUsage : std::uint8_t { server, offline };

/// What it may take in a step, by the memory of a device.
struct StepLimits {
    std::uint32_t max_num_batched_tokens;
    std::uint32_t max_num_seqs;
};
[[nodiscard]] StepLimits step_limits(const SchedulerPreset& preset, double memory_bytes, std::string_view device,
                                     EngineUsage usage = EngineUsage::server);

}  // namespace plimsoll::sim
