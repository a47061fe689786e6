// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Requests that were served on an H100, beside simulations of the same requests. The kernels are those of that day's
// run, whose attention had its scores in memory, as the server's had; what lies between them is told from whole steps
// of other models, timed in another run with other attention.
#include "models/measure/plan_text.hpp"
#include "models/measure/serving/replay.hpp"
#include "models/measure/serving/run_figures.hpp"
#include "models/measure/serving/serve_check.hpp"
#include "models/profile/profile_file.hpp"
#include "models/spec/device.hpp"
#include "models/spec/engine.hpp"
#include "scenarios/files/packed_text.hpp"
#include "tests/data/tables.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

namespace plimsoll::measure {
namespace {

constexpr double kMs = 1e3;

std::filesystem::path recorded(const std::string& name) { return evidence::recordings() / "measured" / "h100" / name; }

models::Profile kernels_of_that_run() {
    const auto read = [](const std::string& name) { return scenarios::read_packed_text(recorded(name)); };
    return assemble({{parse_plan(read("bert-minilm.plan.txt.gz"), "plan"),
                      parse_results(read("bert-minilm.results.txt.gz"), "results"), "results"}});
}

/// A batch as it was timed on that day, without a queue.
struct TimedBatch {
    std::uint32_t batch;
    std::uint32_t tokens;
    double ms;
};

/// Whole steps of the shipped profile, those of every model but this one.
std::vector<models::StepSample> steps_of_others(const std::string& model) {
    const auto devices = models::load_devices(PLIMSOLL_SOURCE_DIR "/models/devices");
    auto steps = models::read_profile(PLIMSOLL_SOURCE_DIR "/models/profiles/nvidia-h100-80gb.json", devices).steps;
    std::erase_if(steps, [&](const models::StepSample& step) { return step.model == model; });
    return steps;
}

ServeCheck check_of(const std::string& model) {
    constexpr std::uint32_t kPadTo = 64;
    ServeCheck check;
    check.model = {model, models::Precision::fp16, models::Precision::fp16};
    check.lengths = usual_lengths(ModelWorks(check.model).max_tokens());
    check.pad_to = kPadTo;
    check.rule = {8, std::chrono::milliseconds(2)};
    check.runs = 3;
    check.requests = 4000;
    return check;
}

/// Percentiles of one load, in milliseconds: served, and simulated on that day from the kernels alone.
struct Recorded {
    double rate_per_s;
    double served_p50, simulated_p50;
    double served_p99, simulated_p99;
};

struct Percentiles {
    double p50_ms = 0;
    double p99_ms = 0;
};

Percentiles simulated(const ServeCheck& check, const models::ServiceTime& times, double rate_per_s) {
    std::vector<double> p50;
    std::vector<double> p99;
    for (std::uint32_t run = 1; run <= check.runs; ++run) {
        const auto requests = poisson_requests(rate_per_s, check.requests, check.lengths, run);
        const auto result = result_of(replay(requests, check.rule, times));
        p50.push_back(kMs * result.p50_s);
        p99.push_back(kMs * result.p99_s);
    }
    return {over_runs(p50).median, over_runs(p99).median};
}

/// A model that was served, with what was timed and served on that day (measured/h100/*.serve.txt).
struct ServedModel {
    std::string name;
    std::vector<TimedBatch> batches;
    std::vector<Recorded> loads;  ///< of 0.3 and 0.6 of the capacity
};

const ServedModel kBertBase{"bert-base",
                            {{1, 128, 0.453},
                             {2, 128, 0.487},
                             {3, 128, 0.564},
                             {4, 128, 0.631},
                             {5, 128, 0.680},
                             {6, 128, 0.757},
                             {7, 128, 0.848},
                             {8, 128, 0.897},
                             {1, 64, 0.430},
                             {1, 192, 0.477},
                             {1, 256, 0.509},
                             {1, 320, 0.580},
                             {1, 384, 0.622},
                             {1, 448, 0.706},
                             {1, 512, 0.714}},
                            {{1180.59, 2.536, 2.430, 4.373, 4.092}, {2361.18, 2.934, 2.687, 5.905, 5.229}}};
const ServedModel kMinilm{"minilm-l6",
                          {{1, 64, 0.173},
                           {2, 64, 0.185},
                           {3, 64, 0.191},
                           {4, 64, 0.197},
                           {5, 64, 0.218},
                           {6, 64, 0.226},
                           {7, 64, 0.231},
                           {8, 64, 0.244},
                           {1, 128, 0.188},
                           {1, 192, 0.199},
                           {1, 256, 0.213}},
                          {{6132.90, 0.955, 0.885, 2.316, 2.222}, {12265.79, 0.751, 0.657, 1.450, 1.369}}};

/// The kernels of that day's run, and what lies between them from the whole steps of all other models.
models::Profile profile_without(const ServedModel& model) {
    auto profile = kernels_of_that_run();
    profile.steps = steps_of_others(model.name);
    return profile;
}

/// By how much the timed batches took longer than the profile says, in seconds.
double host_beyond_the_profile(const ServedModel& model) {
    const auto times = predicted_times(profile_without(model), check_of(model.name));
    double sum_s = 0;
    for (const auto& [batch, tokens, ms] : model.batches)
        sum_s += ms / kMs - std::chrono::duration<double>(times.mean(batch, tokens)).count();
    return sum_s / static_cast<double>(model.batches.size());
}

class ServedRequests : public testing::TestWithParam<std::pair<ServedModel, ServedModel>> {};

/// Nothing of the model itself is known beforehand: neither its whole steps nor its host.
TEST_P(ServedRequests, AreSimulatedFromWhatOtherModelsTook) {
    PLIMSOLL_NEEDS_RECORDING(recorded("bert-minilm.results.txt.gz"));
    const auto& [model, other] = GetParam();
    const auto check = check_of(model.name);
    const auto kernels_alone = predicted_times(kernels_of_that_run(), check);
    auto profile = profile_without(model);
    profile.step_overhead_s = profile.step_overhead_s.value() + host_beyond_the_profile(other);
    const auto whole = predicted_times(profile, check);
    for (const auto& load : model.loads) {
        // The requests are those of that day: the kernels alone give what was simulated then, to the digits printed.
        const auto then = simulated(check, kernels_alone, load.rate_per_s);
        constexpr double kDigits = 5.1e-4;  // the rate has two decimals, too
        EXPECT_NEAR(then.p50_ms, load.simulated_p50, kDigits);
        EXPECT_NEAR(then.p99_ms, load.simulated_p99, kDigits);

        const auto now = simulated(check, whole, load.rate_per_s);
        fmt::print("{} {:>6.0f} /s  p50 {:.3f} ms, served {:.3f}: {:+.1f} %  p99 {:.3f} ms, served {:.3f}: {:+.1f} %\n",
                   model.name, load.rate_per_s, now.p50_ms, load.served_p50, 100 * (now.p50_ms / load.served_p50 - 1),
                   now.p99_ms, load.served_p99, 100 * (now.p99_ms / load.served_p99 - 1));
        EXPECT_NEAR(now.p50_ms, load.served_p50, 0.03 * load.served_p50);
        EXPECT_NEAR(now.p99_ms, load.served_p99, 0.05 * load.served_p99);
    }
}

INSTANTIATE_TEST_SUITE_P(OnAnH100, ServedRequests,
                         testing::Values(std::pair{kBertBase, kMinilm}, std::pair{kMinilm, kBertBase}),
                         [](const auto& each) { return each.index == 0 ? "bert_base" : "minilm_l6"; });

/// What the engine file says of a graph's host is the mean of the two.
TEST(ServedRequests, TellTheHostOfAGraph) {
    PLIMSOLL_NEEDS_RECORDING(recorded("bert-minilm.results.txt.gz"));
    const double bert_s = host_beyond_the_profile(kBertBase);
    const double minilm_s = host_beyond_the_profile(kMinilm);
    fmt::print("bert-base {:.1f} us, minilm-l6 {:.1f} us\n", 1e6 * bert_s, 1e6 * minilm_s);
    const auto engine = models::load_engine(PLIMSOLL_SOURCE_DIR "/models/engines/cuda-graphs.json");
    constexpr double kRounding = 0.5e-6;
    EXPECT_NEAR(engine.host_per_step_s, (bert_s + minilm_s) / 2, kRounding);
}

}  // namespace
}  // namespace plimsoll::measure
