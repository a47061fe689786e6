// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Servers of vLLM on H100 that always have so many requests of one size, as AIConfigurator publishes them: prompts are
// worked off beside the answers of the others, so that the scheduler decides with the kernels.
#include "models/graph/build.hpp"
#include "models/profile/csv_table.hpp"
#include "models/profile/quantile.hpp"
#include "models/step_time/graph_sizes.hpp"
#include "models/step_time/kv_cache.hpp"
#include "models/step_time/token_service.hpp"
#include "recorded_steps.hpp"
#include "served_decode.hpp"
#include "sim/disciplines/continuous_batching/token_scheduler.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace plimsoll::models {
namespace {

struct ServedAtOnce {
    std::string model;
    Precision precision = Precision::bf16;
    std::uint32_t devices = 1, prompt = 1, answer = 1, requests = 1;
    double ttft_s = 0, tpot_s = 0;
};

std::vector<ServedAtOnce> read_served() {
    CsvTable table(recorded_steps(kServedFile));
    const auto backend = table.column("backend"), path = table.column("model_path"),
               precision = table.column("precision"), mode = table.column("mode"), prompt = table.column("isl"),
               answer = table.column("osl"), batch = table.column("batch_size"), devices = table.column("tp_size"),
               ttft = table.column("silicon_ttft_ms"), tpot = table.column("silicon_tpot_ms");
    std::vector<ServedAtOnce> all;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.text(row, backend) != "vllm" || table.text(row, mode) != "agg") continue;
        ServedAtOnce served;
        const bool fp8 = table.text(row, precision) == "fp8";
        if (table.text(row, path) == "meta-llama/Llama-3.1-70B" && fp8)
            served.model = "llama-3.1-70b";
        else if (table.text(row, path) == "Qwen/Qwen3-32B")
            served.model = "qwen3-32b";
        else
            continue;
        const auto whole = [&](std::size_t column) { return static_cast<std::uint32_t>(table.number(row, column)); };
        served.precision = fp8 ? Precision::fp8 : Precision::bf16;
        served.devices = whole(devices);
        served.prompt = whole(prompt);
        served.answer = whole(answer);
        served.requests = whole(batch);
        served.ttft_s = table.number(row, ttft) * kMillisecond;
        served.tpot_s = table.number(row, tpot) * kMillisecond;
        all.push_back(served);
    }
    table.finish();
    return all;
}

/// Means over what the replica has answered, but for the first ones.
class Answers final : public sim::TokenScheduler::Listener {
public:
    Answers(const SimTime& now, std::uint32_t first) : now_(&now), first_(first) {}

    void started(sim::Sequence& /*sequence*/) override {}
    void ended(const sim::Sequence& sequence) override {
        ++ended_in_all;
        if (sequence.id < first_) return;
        ++count_;
        ttft_s_ += seconds_of(sequence.first_token - sequence.arrival);
        tpot_s_ += seconds_of(*now_ - sequence.first_token) / (sequence.output - 1);
    }
    void stepped(std::uint64_t /*steps*/, bool /*leaves_grid*/) override {}
    void gave(const sim::TokensInARow& /*row*/) override {}
    void gave_late(Duration /*gap*/) override {}

    [[nodiscard]] double mean_ttft_s() const { return ttft_s_ / count_; }
    [[nodiscard]] double mean_tpot_s() const { return tpot_s_ / count_; }

    std::uint32_t ended_in_all = 0;

private:
    const SimTime* now_;
    std::uint64_t first_;
    std::uint32_t count_ = 0;
    double ttft_s_ = 0;
    double tpot_s_ = 0;
};

/// A replica as vLLM makes it on devices of 80 GB, with a law of steps.
struct Replica {
    Replica(const ServedAtOnce& served, const KernelTimes& times)
        : model(zoo_model(served.model)), rules(rules_of(served)), law(law_of(served, times)) {
        KvCacheOptions memory;
        memory.memory_bytes = device_named("nvidia-h100-80gb").found_bytes;
        memory.tokens_per_step = rules.tokens_per_step;
        memory.max_sequences = rules.max_sequences;
        memory.max_tokens = rules.max_tokens;
        memory.precision = served.precision;
        memory.tensor_parallel = served.devices;
        blocks = kv_cache_size(model, memory).blocks;
    }

    static sim::ContinuousBatching rules_of(const ServedAtOnce& served) {
        sim::ContinuousBatching rules;
        rules.max_sequences = 1024;
        rules.tokens_per_step = 8192;
        rules.max_tokens = served.prompt + served.answer;
        return rules;
    }
    [[nodiscard]] TokenStepTime law_of(const ServedAtOnce& served, const KernelTimes& times) const {
        const auto graph = build_graph(model, {served.precision, served.devices, false});
        return token_step_time({graph, times, rules.max_sequences, rules.tokens_per_step, rules.max_tokens,
                                captured_graph_sizes(rules.max_sequences, rules.tokens_per_step)});
    }

    Model model;
    sim::ContinuousBatching rules;
    TokenStepTime law;
    std::uint64_t blocks = 0;
};

/// Whoever is answered asks again at once. The first come one by one, `apart` from each other. Means of the requests
/// after the first round.
Answers answered(const ServedAtOnce& served, const Replica& made, Duration apart) {
    const sim::PromptStore prompts;
    sim::TokenScheduler replica(made.rules, made.law, prompts, made.blocks, true);
    SimTime now = kStart;
    Answers answers(now, served.requests);
    std::uint64_t asked = 0;
    const auto ask = [&] {
        sim::Sequence sequence;
        sequence.arrival = now;
        sequence.id = asked++;
        sequence.prompt = served.prompt;
        sequence.output = served.answer;
        replica.join(sequence, now, answers);
    };
    constexpr std::uint32_t kRounds = 6;
    SimTime next_first = kStart;
    std::uint32_t again = 0;
    while (answers.ended_in_all < kRounds * served.requests) {
        const bool comes = asked - again < served.requests;
        if (comes && (!replica.in_work() || next_first <= replica.next_change())) {
            now = next_first;
            next_first += apart;
            ask();
        } else {
            now = replica.next_change();
            const std::uint32_t before = answers.ended_in_all;
            replica.change(now, answers);
            for (std::uint32_t i = before; i < answers.ended_in_all; ++i, ++again) ask();
        }
        replica.wake(now, answers);
    }
    return answers;
}

/// All at once, and spread evenly over the time of an answer.
struct BothWays {
    double together_ttft_s = 0, ttft_s = 0, tpot_s = 0;
};

BothWays both_ways(const ServedAtOnce& served, const KernelTimes& times) {
    const Replica replica(served, times);
    const auto together = answered(served, replica, Duration{0});
    const double latency_s = together.mean_ttft_s() + together.mean_tpot_s() * (served.answer - 1);
    const auto apart = Duration(static_cast<Duration::rep>(1e9 * latency_s / served.requests));
    const auto spread = answered(served, replica, apart);
    return {together.mean_ttft_s(), spread.mean_ttft_s(), spread.mean_tpot_s()};
}

/// Relative errors of the time per token, and how often the recorded time to the first token lies between that of
/// requests that are spread evenly and that of requests that all come at once.
struct Errors {
    std::vector<double> tpot, spread_ttft, together_ttft;
    std::size_t between = 0;
};

/// In percent, rounded up; docs/validation.md has them, too.
struct Documented {
    std::size_t count;
    double tpot_median_absolute;
    std::size_t ttft_between;
};

TEST(FixedConcurrency, OfVllmOnH100IsAsFarOffAsDocumented) {
    PLIMSOLL_NEEDS_RECORDED_STEPS(kServedFile);
    PLIMSOLL_NEEDS_RECORDED_PROFILES();
    const auto& times = h100_profile();
    std::map<std::string, Errors> groups;
    for (const auto& served : read_served()) {
        const auto simulated = both_ways(served, times);
        const bool between = served.ttft_s > simulated.ttft_s && served.ttft_s < simulated.together_ttft_s;
        for (const auto& name : {fmt::format("{} {}", served.model, name_of(served.precision)), std::string("all")}) {
            groups[name].tpot.push_back(simulated.tpot_s / served.tpot_s - 1);
            groups[name].spread_ttft.push_back(simulated.ttft_s / served.ttft_s - 1);
            groups[name].together_ttft.push_back(simulated.together_ttft_s / served.ttft_s - 1);
            groups[name].between += between ? 1 : 0;
        }
    }
    const std::map<std::string, Documented> documented{{"all", {138, 8, 108}},
                                                       {"llama-3.1-70b fp8", {45, 4, 36}},
                                                       {"qwen3-32b bf16", {90, 11, 72}},
                                                       {"qwen3-32b fp8", {3, 100, 0}}};
    ASSERT_EQ(groups.size(), documented.size());
    for (const auto& [name, expected] : documented) {
        const auto& errors = groups.at(name);
        std::vector<double> absolute;
        for (const double error : errors.tpot) absolute.push_back(std::abs(error));
        constexpr double kPercent = 100;
        fmt::print(
            "{}: {} of time per token {:+.1f} % in the median, absolute {:.1f} %, 90 % within {:.1f} %; time to "
            "first token {:+.0f} % spread, {:+.0f} % together, between in {}\n",
            name, errors.tpot.size(), kPercent * quantile(errors.tpot, 0.5), kPercent * quantile(absolute, 0.5),
            kPercent * quantile(absolute, 0.9), kPercent * quantile(errors.spread_ttft, 0.5),
            kPercent * quantile(errors.together_ttft, 0.5), errors.between);
        EXPECT_EQ(errors.tpot.size(), expected.count) << name;
        EXPECT_LE(kPercent * quantile(absolute, 0.5), expected.tpot_median_absolute) << name;
        EXPECT_GE(errors.between, expected.ttft_between) << name;
    }
}

}  // namespace
}  // namespace plimsoll::models
