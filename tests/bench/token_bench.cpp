// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// How fast answers token by token are simulated: over steps at which nothing changes at once, and step by step, on the
// same requests. An 8B model on one device of the class of an A100: the law is linear, so that both take the time of
// scheduling alone.
#include "sim/disciplines/continuous_batching/continuous_batching_kernel.hpp"
#include "sim/random/stream.hpp"
#include "tests/models/linear_token_law.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace plimsoll::sim {
namespace {

class TokenSource final : public RequestSource {
public:
    TokenSource(const std::vector<Request>& requests, bool share) : requests_(requests) {
        if (share) begin_alike();
    }
    std::span<const Request> next_block() override {
        return std::exchange(given_, true) ? std::span<const Request>{} : std::span<const Request>(requests_);
    }

    const SharedParts& shared_parts() const override { return shared_; }

private:
    /// Half of each prompt is of one of a hundred texts.
    void begin_alike() {
        constexpr std::uint64_t kTexts = 100;
        for (const Request& request : requests_) {
            const SharedPart part{request.id * 7919 % kTexts, std::max(request.input_tokens / 2, 1U)};
            shared_.add({&part, 1});
        }
    }

    const std::vector<Request>& requests_;
    SharedParts shared_;
    bool given_ = false;
};

/// Poisson at `rate` a second, lengths lognormal about these means.
std::vector<Request> conversations(double rate, double input, double output, double cv, std::size_t count) {
    const Stream stream(1, "bench");
    const double sigma = std::sqrt(std::log1p(cv * cv));
    const auto tokens = [&](double mean, double normal) {
        return static_cast<std::uint32_t>(std::max(1.0, std::exp(std::log(mean) - sigma * sigma / 2 + sigma * normal)));
    };
    std::vector<Request> requests;
    double at = 0;
    for (std::uint64_t id = 0; id < count; ++id) {
        const Uniforms gap = stream.draw(id, 0);
        const Uniforms length = stream.draw(id, 1);
        constexpr double kTurn = 6.283185307179586;
        const double radius = std::sqrt(-2 * std::log(length.first));
        at += -std::log(gap.first) / rate;
        requests.push_back({kStart + duration_from_seconds(at), id,
                            std::min(tokens(input, radius * std::cos(kTurn * length.second)), 7000U),
                            std::min(tokens(output, radius * std::sin(kTurn * length.second)), 1000U)});
    }
    return requests;
}

void serve(benchmark::State& state, const std::vector<Request>& requests, std::uint32_t replicas, bool jumps,
           bool share = false) {
    DeploymentPlan plan;
    plan.discipline = ContinuousBatching{.router = scenarios::RouterKind::least_outstanding, .max_tokens = 8192};
    constexpr std::uint64_t kBlocks = 28'000;
    plan.pools.emplace_back().tokens = TokenServing{models::linear_token_law(8e-3, 40e-6, 65e-9), kBlocks};
    RecorderOptions options;
    options.horizon = requests.back().arrival.time_since_epoch();
    options.bucket = options.horizon / 288;
    results::RunResult result;
    for (auto iteration : state) {
        ContinuousBatchingKernel kernel(plan, std::make_unique<TokenSource>(requests, share), 1, options, jumps);
        for (ReplicaSlot slot = 0; slot < replicas; ++slot) kernel.replica_ready(slot, 0, Duration{0});
        while (!kernel.finished()) kernel.advance_to(kernel.next_event());
        result = {};
        kernel.recorder().finish(kStart, result);
    }
    const auto served = static_cast<double>(requests.size()) * static_cast<double>(state.iterations());
    state.SetItemsProcessed(static_cast<std::int64_t>(served));
    state.counters["steps/s"] = benchmark::Counter(
        static_cast<double>(result.steps) * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
    state.counters["tokens/s"] = benchmark::Counter(
        static_cast<double>(result.tokens) * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

constexpr std::size_t kChats = 10'000;

void chat(benchmark::State& state) { serve(state, conversations(4, 874, 225, 1, kChats), 1, state.range(0) != 0); }
void chat_16_replicas(benchmark::State& state) {
    serve(state, conversations(64, 874, 225, 1, 16 * kChats), 16, state.range(0) != 0);
}
void chat_with_prefixes(benchmark::State& state) {
    serve(state, conversations(4, 874, 225, 1, kChats), 1, state.range(0) != 0, true);
}
/// About 64 at a time.
void fixed_lengths(benchmark::State& state) {
    serve(state, conversations(26, 1024, 128, 1e-9, kChats), 1, state.range(0) != 0);
}

BENCHMARK(chat)->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond);
BENCHMARK(chat_with_prefixes)->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond);
BENCHMARK(chat_16_replicas)->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond);
BENCHMARK(fixed_lengths)->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace plimsoll::sim
