// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace plimsoll::models {

/// What runs a model's steps: how long its host works for each, beside the kernels (models/engines/*.json).
struct Engine {
    std::string name;                ///< "pytorch-eager"
    std::string title;               ///< "PyTorch, operators launched one by one"
    double host_per_operator_s = 0;  ///< of the host, for each operator of a step
    /// Of the host, for each step, beyond what the profile or the datasheet has for the launch and the wait.
    double host_per_step_s = 0;
    bool runs_ahead =
        false;  ///< the host works beside the device, so that the longer of the two decides; else before it
    double relative_sd = 0;  ///< standard deviation of the host's time, as a fraction of it
    std::string source;      ///< of the figures
    std::string date;        ///< of the measurement
    bool operator==(const Engine&) const = default;
};

using Engines = std::map<std::string, Engine, std::less<>>;

/// \throws InputError with every problem of the file, IoError when it cannot be read.
[[nodiscard]] Engine load_engine(const std::filesystem::path& file);
/// Every *.json of models/engines, by name. \throws as `load_engine`.
[[nodiscard]] Engines load_engines(const std::filesystem::path& folder);

/// Assumed where a measured GPU times the steps and a scenario names none.
inline constexpr const char* kUsualEngine = "cuda-graphs";

}  // namespace plimsoll::models
