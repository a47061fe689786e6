// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/backend.hpp"
#include "models/measure/model_works.hpp"
#include "models/measure/serving/token_server.hpp"
#include "models/profile/profile.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace plimsoll::measure {

/// Serving a decoder for real, token by token, beside the simulation of the same.
struct TokenCheck {
    ModelChoice model;
    LengthLaw prompts;
    LengthLaw answers;
    StepRule rule;
    std::vector<double> loads;   ///< fractions of the predicted capacity
    std::uint32_t runs = 5;      ///< traces per load
    std::size_t requests = 200;  ///< per trace

    [[nodiscard]] std::vector<std::uint32_t> graph_sizes() const;
    [[nodiscard]] std::uint32_t longest() const { return prompts.most + answers.most; }
};

/// What the profile predicts for every step, by the code that the simulator uses.
[[nodiscard]] models::TokenStepTime predicted_steps(const models::Profile& profile, const TokenCheck& check);

/// Poisson arrivals; lengths of prompts and answers do not depend on them or each other.
[[nodiscard]] std::vector<Request> poisson_questions(double rate_per_s, const TokenCheck& check, std::uint64_t seed);

/// Requests per second of a server that is never idle: as many as a trace has, all there from the start.
[[nodiscard]] double token_capacity(const models::TokenStepTime& law, const TokenCheck& check);

/// The check as profiles keep it, without its loads.
[[nodiscard]] models::Validation validation_of(const TokenCheck& check);

/// Nearest-rank percentiles, and requests per second from the first arrival to the last completion. Time per token is
/// that behind the first one, by answers of two tokens and more.
struct TokenRunResult {
    double ttft_p50_s = 0, ttft_p99_s = 0;
    double tpot_p50_s = 0, tpot_p99_s = 0;
    double latency_p50_s = 0, latency_p99_s = 0;
    double throughput_per_s = 0;
};
/// \pre `answered` is not empty
[[nodiscard]] TokenRunResult result_of(const std::vector<Answered>& answered);

using SimulateTokens = std::function<TokenRunResult(const std::vector<Request>&)>;

struct TokenCheckResult {
    models::Validation validation;
    double decode_ratio = 0;    ///< time of the steps of decodes alone / what the law says of them
    double prompt_ratio = 0;    ///< the same of steps with prompts in them; both 0 where there was none
    std::size_t graphs = 0;     ///< that the device ran
    double share_replaced = 0;  ///< of steps that had no graph of their own, and ran the nearest one
};

/// Serves and simulates every load, the same requests each time. The steps made ready are those that the server would
/// run were each as long as the law says. Calls `told` after every run. \throws std::invalid_argument where the device
/// cannot run one of them
[[nodiscard]] TokenCheckResult run_token_check(Backend& backend, const TokenCheck& check,
                                               const models::TokenStepTime& law, const SimulateTokens& simulate,
                                               const std::function<void()>& told);

/// `plimsoll compare` on the same requests, with the model and the profile's file, as a child process. \throws IoError
/// where it cannot be found or fails.
[[nodiscard]] TokenRunResult simulate_tokens_with_plimsoll(const std::vector<Request>& trace, const TokenCheck& check,
                                                           const std::filesystem::path& profile);

/// The figures of every load, measured and simulated.
[[nodiscard]] std::string token_figures_text(const models::Validation& validation);
/// They, and how long steps took.
[[nodiscard]] std::string text_of(const TokenCheckResult& result);

}  // namespace plimsoll::measure
