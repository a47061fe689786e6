// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Answers that were served token by token on an H200, beside simulations of the same requests from the shipped profile:
// tests/data/measured/h200/llama-3.1-8b.serve.txt has what was served, and what was simulated before sizes at which a
// library chose badly counted for themselves alone.
#include "models/measure/serving/replay.hpp"
#include "models/measure/serving/run_figures.hpp"
#include "models/measure/serving/serve_check.hpp"
#include "models/measure/serving/token_check.hpp"
#include "models/profile/profile_file.hpp"
#include "models/spec/device.hpp"
#include "models/spec/engine.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace plimsoll::measure {
namespace {

/// Milliseconds.
struct ServedAnswers {
    double rate_per_s;
    double ttft_p50, ttft_p99, tpot_p50, tpot_p99, latency_p50, latency_p99;
};
constexpr ServedAnswers kServed[] = {{16.05, 12.248, 30.908, 5.939, 6.571, 393.3, 1324.5},
                                     {32.10, 12.894, 38.569, 6.446, 7.511, 426.4, 1403.9}};

TokenCheck check_of_that_run() {
    TokenCheck check;
    check.model = {"llama-3.1-8b", models::Precision::bf16, models::Precision::fp16};
    check.prompts = usual_lengths(1024);
    check.answers = usual_lengths(256);
    check.rule = {32, 512};
    check.runs = 2;
    check.requests = 120;
    return check;
}

TokenRunResult simulated(const TokenCheck& check, const models::TokenStepTime& law, double rate_per_s) {
    std::vector<TokenRunResult> runs;
    for (std::uint32_t run = 1; run <= check.runs; ++run) {
        ScriptedClock clock;
        runs.push_back(result_of(serve_tokens(
            poisson_questions(rate_per_s, check, run), check.rule, clock, [&](const models::TokenStep& step) {
                clock.pass(std::chrono::round<Duration>(std::chrono::duration<double>(law.seconds(step))));
            })));
    }
    const auto mean = [&](double TokenRunResult::*figure) { return (runs[0].*figure + runs[1].*figure) / 2; };
    return {mean(&TokenRunResult::ttft_p50_s),      mean(&TokenRunResult::ttft_p99_s),
            mean(&TokenRunResult::tpot_p50_s),      mean(&TokenRunResult::tpot_p99_s),
            mean(&TokenRunResult::latency_p50_s),   mean(&TokenRunResult::latency_p99_s),
            mean(&TokenRunResult::throughput_per_s)};
}

TEST(ServedTokens, AreSimulatedFromTheShippedProfile) {
    const auto devices = models::load_devices(PLIMSOLL_SOURCE_DIR "/models/devices");
    const auto profile = models::read_profile(PLIMSOLL_SOURCE_DIR "/models/profiles/nvidia-h200.json", devices);
    const auto check = check_of_that_run();
    const auto law = predicted_steps(profile, check);
    constexpr double kMs = 1e3;
    for (const auto& served : kServed) {
        const auto result = simulated(check, law, served.rate_per_s);
        const auto near = [&](const char* what, double simulated_s, double served_ms, double within) {
            fmt::print("{:>5.2f} /s  {:<22} served {:>9.3f} ms, simulated {:>9.3f} ms: {:+.1f} %\n", served.rate_per_s,
                       what, served_ms, kMs * simulated_s, 100 * (kMs * simulated_s / served_ms - 1));
            EXPECT_NEAR(kMs * simulated_s / served_ms - 1, 0, within) << what << " at " << served.rate_per_s << " /s";
        };
        near("first token p50", result.ttft_p50_s, served.ttft_p50, 0.02);
        near("first token p99", result.ttft_p99_s, served.ttft_p99, 0.10);
        near("each further token p50", result.tpot_p50_s, served.tpot_p50, 0.04);
        near("each further token p99", result.tpot_p99_s, served.tpot_p99, 0.03);
        near("latency p50", result.latency_p50_s, served.latency_p50, 0.03);
        near("latency p99", result.latency_p99_s, served.latency_p99, 0.05);
    }
}

}  // namespace
}  // namespace plimsoll::measure
