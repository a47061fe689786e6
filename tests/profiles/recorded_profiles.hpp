// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/profile/import.hpp"
#include "tests/data/tables.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace plimsoll::models {

/// Other projects' kernel tables; they are no part of the project, and tests that need them skip where they are absent.
inline std::filesystem::path recorded_profiles() { return evidence::recordings() / "profiles"; }

/// Ends the test where the recorded tables are absent.
#define PLIMSOLL_NEEDS_RECORDED_PROFILES() PLIMSOLL_NEEDS_RECORDING(plimsoll::models::recorded_profiles())

/// Everything of AIConfigurator's files of one device ("a100_sxm") and version that can be mapped.
inline ImportRequest aiconfigurator_request(const std::string& device, const std::string& version,
                                            const std::string& all_reduce_version) {
    ImportRequest request{ImportFormat::aiconfigurator, {}, device, ""};
    for (const auto& kind : {"gemm_perf_vllm" + version, "context_attention_perf_vllm" + version,
                             "generation_attention_perf_vllm" + version, "custom_allreduce_perf_" + all_reduce_version})
        request.paths.push_back(recorded_profiles() / "aiconfigurator" / (device + "_" + kind + ".csv.gz"));
    return request;
}

}  // namespace plimsoll::models
