// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/backend.hpp"
#include "models/measure/model_works.hpp"
#include "models/measure/serving/server.hpp"
#include "models/profile/profile.hpp"
#include "models/step_time/service_time.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace plimsoll::measure {

/// Serving a model for real, beside the simulation of the same.
struct ServeCheck {
    ModelChoice model;
    LengthLaw lengths;
    std::uint32_t pad_to = 1;  ///< the longest request of a batch is padded to a multiple of this many tokens
    BatchRule rule;
    std::vector<double> loads;   ///< fractions of the predicted capacity
    std::uint32_t runs = 5;      ///< traces per load
    std::size_t requests = 200;  ///< per trace
};

/// Lengths that stand for those of no service in particular: lognormal, their median a quarter of `most`, 68 % of them
/// within a factor of e^0.6 = 1.8 of it, cut at `most` (1 % of them).
[[nodiscard]] LengthLaw usual_lengths(std::uint32_t most);

/// What the profile predicts for every batch, by the code that the simulator uses. \throws InputError where much of the
/// time of a batch that the check can meet would lie outside of what it holds.
[[nodiscard]] models::ServiceTime predicted_times(const models::Profile& profile, const ServeCheck& check);

/// Prepares the backend's steps: every batch that the check can meet. \throws std::invalid_argument as
/// `Backend::prepare_steps`
void prepare_steps(Backend& backend, const ServeCheck& check);
/// Which of the prepared steps is a batch of that many requests, the longest of `tokens` tokens.
[[nodiscard]] std::size_t step_of(const ServeCheck& check, std::uint32_t batch, std::uint32_t tokens);

struct MeasuredBatch {
    std::uint32_t batch = 1;
    std::uint32_t tokens = 1;  ///< padded
    double seconds = 0;        ///< median of the repetitions
};
/// Without any queue: every batch size at the median length, then every length for a single request.
/// \pre `prepare_steps`
[[nodiscard]] std::vector<MeasuredBatch> measured_batches(Backend& backend, const ServeCheck& check);

/// Requests per second of a server that is never idle, and so fills every batch: those of `lengths`, in their order.
/// Smaller batches of mixed lengths, with less padding, may be faster, but a server takes who waits.
/// \pre at least `max_batch` lengths
[[nodiscard]] double capacity(const models::ServiceTime& times, std::uint32_t max_batch,
                              const std::vector<std::uint32_t>& lengths);
/// Those of many lengths by the law of the check.
[[nodiscard]] double capacity(const models::ServiceTime& times, const ServeCheck& check);

/// The check as profiles keep it, without its loads.
[[nodiscard]] models::Validation validation_of(const ServeCheck& check);

/// Percentiles of latency and throughput of one run.
struct RunResult {
    double p50_s = 0;
    double p99_s = 0;
    double throughput_per_s = 0;
};
/// Throughput from the first arrival to the last completion. \pre `served` is not empty
[[nodiscard]] RunResult result_of(const std::vector<Served>& served);

/// How long the batches took, as a multiple of what the law says: sum over sum.
[[nodiscard]] double batch_time_ratio(const std::vector<Served>& served, const models::ServiceTime& times);

/// Simulates the requests; what `run_serve_check` does beside the serving.
using Simulate = std::function<RunResult(const std::vector<Request>&)>;

/// Serves and simulates every load, the same requests each time. Calls `told` after every run.
/// \pre `prepare_steps`
[[nodiscard]] models::Validation run_serve_check(Backend& backend, const ServeCheck& check,
                                                 const models::ServiceTime& predicted, const Simulate& simulate,
                                                 const std::function<void()>& told);

/// `plimsoll compare` on the same requests, with the model and the profile's file, as a child process. \throws IoError
/// where it cannot be found or fails.
[[nodiscard]] RunResult simulate_with_plimsoll(const std::vector<Request>& trace, const ServeCheck& check,
                                               const std::filesystem::path& profile);

/// Latency and throughput of every load, measured and simulated.
[[nodiscard]] std::string batch_figures_text(const models::Validation& validation);
/// They, and how long batches took.
[[nodiscard]] std::string text_of(const models::Validation& validation, const models::ServiceTime& predicted,
                                  const std::vector<MeasuredBatch>& measured);

}  // namespace plimsoll::measure
