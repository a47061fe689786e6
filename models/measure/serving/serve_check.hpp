// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/backend.hpp"
#include "models/measure/model_works.hpp"
#include "models/measure/serving/server.hpp"
#include "models/profile/profile.hpp"

#include <functional>
#include <map>
#include <vector>

namespace plimsoll::measure {

/// Serving a model for real, beside the simulation of the same.
struct ServeCheck {
    ModelChoice model;
    std::uint32_t tokens = 128;  ///< of every request
    BatchRule rule;
    std::vector<double> loads;   ///< fractions of the predicted capacity
    std::uint32_t runs = 5;      ///< traces per load
    std::size_t requests = 200;  ///< per trace
};

/// Batch size -> seconds.
using StepTimes = std::map<std::uint32_t, double>;

/// What the profile predicts for every batch up to the largest. \throws InputError where much of the time would lie
/// outside of what it holds.
[[nodiscard]] StepTimes predicted_times(const models::Profile& profile, const ServeCheck& check);
/// Medians over repetitions, without any queue. Prepares the backend's steps: step b - 1 is a batch of b.
[[nodiscard]] StepTimes measured_times(Backend& backend, const ServeCheck& check);
/// Most requests per second: the best batch size over its time.
[[nodiscard]] double capacity(const StepTimes& times);

/// Percentiles of latency and throughput of one run.
struct RunResult {
    double p50_s = 0;
    double p99_s = 0;
    double throughput_per_s = 0;
};
/// Throughput from the first arrival to the last completion. \pre `served` is not empty
[[nodiscard]] RunResult result_of(const std::vector<Served>& served);

/// Simulates the arrivals with the times; what `simulate` of serve_check does beside the serving.
using Simulate = std::function<RunResult(const std::vector<Duration>& arrivals, const StepTimes&, const BatchRule&)>;

/// Serves and simulates every load; figures are means over the runs. Calls `told` after every run.
/// \pre `measured_times` prepared the backend
[[nodiscard]] models::Validation run_serve_check(Backend& backend, const ServeCheck& check, const StepTimes& predicted,
                                                 const Simulate& simulate, const std::function<void()>& told);

/// `plimsoll compare` on the same trace, as a child process. \throws IoError where it cannot be found or fails.
[[nodiscard]] RunResult simulate_with_plimsoll(const std::vector<Duration>& arrivals, const StepTimes& times,
                                               const BatchRule& rule);

/// The table that a person reads.
[[nodiscard]] std::string text_of(const models::Validation& validation, const StepTimes& predicted,
                                  const StepTimes& measured);

}  // namespace plimsoll::measure
