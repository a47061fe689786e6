// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/build.hpp"
#include "models/spec/device.hpp"
#include "models/spec/model_file.hpp"
#include "models/step_time/profile_times.hpp"
#include "tests/data/tables.hpp"
#include "tests/profiles/recorded_profiles.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

/// The recordings, and what times their steps.
namespace plimsoll::models {

/// Whole iterations and servings that others have recorded; no part of the project.
inline std::filesystem::path recorded_steps(const std::string& name) {
    return evidence::recordings() / "measured" / name;
}

/// Ends the test where the recording is absent.
#define PLIMSOLL_NEEDS_RECORDED_STEPS(name) PLIMSOLL_NEEDS_RECORDING(plimsoll::models::recorded_steps(name))

inline constexpr double kMillisecond = 1e-3;

inline Device device_named(const std::string& name) {
    return load_device(std::filesystem::path(PLIMSOLL_SOURCE_DIR "/models/devices") / (name + ".json"));
}
inline Model zoo_model(const std::string& name) { return find_model(name, PLIMSOLL_SOURCE_DIR "/models/zoo"); }

inline ProfileTimes a100_profile() {
    return ProfileTimes(import_profile(aiconfigurator_request("a100_sxm", "0.14.0", "0.14.0")).profile);
}
inline ProfileTimes vidurs_a100_profile() {
    return ProfileTimes(import_profile({ImportFormat::vidur, {recorded_profiles() / "vidur"}, "vidur", ""}).profile);
}
inline ProfileTimes h100_profile() {
    return ProfileTimes(import_profile(aiconfigurator_request("h100_sxm", "0.24.0", "0.24.0")).profile);
}

}  // namespace plimsoll::models
