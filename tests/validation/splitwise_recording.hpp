// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/kernel_times.hpp"
#include "models/profile/quantile.hpp"
#include "step_comparison.hpp"

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

/// Prefill and decode steps of Llama 2 70B that the authors of Splitwise (Patel et al. 2024, arXiv:2311.18677) recorded
/// in 2023 on A100 and H100, split over 2, 4 and 8 devices. The recording does not name its engine.
namespace plimsoll::models {

inline constexpr const char* kSplitwiseFile = "splitwise_perf_model.csv";

[[nodiscard]] inline double median(const std::vector<double>& values) { return quantile(values, 0.5); }

struct Experiment {
    std::string hardware;
    double devices = 0;
    double batch = 0;
    double prompt = 0;
    double answer = 0;
    bool operator<(const Experiment& other) const {
        return std::tie(hardware, devices, batch, prompt, answer) <
               std::tie(other.hardware, other.devices, other.batch, other.prompt, other.answer);
    }
};

/// Seconds, one of each per repetition.
struct Recording {
    std::vector<double> prompt_times;
    std::vector<double> token_times;
    std::vector<double> totals;
};

[[nodiscard]] std::map<Experiment, Recording> read_splitwise();

/// Compares all experiments of one hardware with `times`, in groups "prefill HARDWARE x DEVICES SOURCE" and "decode
/// ...". Adds those left out, because requests waited, to `waited`.
void compare_splitwise(const std::map<Experiment, Recording>& recordings, const std::string& hardware,
                       const std::string& source, const KernelTimes& times, StepComparison& comparison,
                       std::set<Experiment>& waited);

}  // namespace plimsoll::models
