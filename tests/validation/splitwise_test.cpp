// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/csv_table.hpp"
#include "models/step_time/datasheet_times.hpp"
#include "models/step_time/quantile.hpp"
#include "recorded_steps.hpp"
#include "step_comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

/// Prefill and decode steps of Llama 2 70B that the authors of Splitwise (Patel et al. 2024, arXiv:2311.18677) recorded
/// in 2023 on A100 and H100, split over 2, 4 and 8 devices. The recording does not name its engine.
namespace plimsoll::models {
namespace {

constexpr const char* kFile = "splitwise_perf_model.csv";

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

double median(const std::vector<double>& values) { return quantile(values, 0.5); }

std::map<Experiment, Recording> read_recordings() {
    CsvTable table(recorded_steps(kFile));
    const auto model = table.column("model"), hardware = table.column("hardware"), prompt = table.column("prompt_size"),
               batch = table.column("batch_size"), answer = table.column("token_size"),
               prompt_time = table.column("prompt_time"), token_time = table.column("token_time"),
               total = table.column("e2e_time"), devices = table.column("tensor_parallel");
    std::map<Experiment, Recording> recordings;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.text(row, model) != "llama2-70b") continue;
        const auto at = [&](std::size_t column) { return table.number(row, column); };
        auto& recording =
            recordings[{std::string(table.text(row, hardware)), at(devices), at(batch), at(prompt), at(answer)}];
        recording.prompt_times.push_back(at(prompt_time) * kMillisecond);
        recording.token_times.push_back(at(token_time) * kMillisecond);
        recording.totals.push_back(at(total) * kMillisecond);
    }
    table.finish();
    return recordings;
}

class Splitwise : public testing::Test {
protected:
    /// Compares all experiments of one hardware with `times`.
    void compare(const std::string& hardware, const std::string& source, const KernelTimes& times) {
        std::map<double, OperatorGraph> graphs;
        for (const double devices : {2.0, 4.0, 8.0})
            graphs.emplace(devices, build_graph(llama_, {Precision::fp16, static_cast<std::uint32_t>(devices), false}));
        for (const auto& [experiment, recording] : recordings_) {
            if (experiment.hardware != hardware) continue;
            const auto& graph = graphs.at(experiment.devices);
            const double prefill = median(recording.prompt_times);
            const double decode = median(recording.token_times);
            // A request takes its prompt and one step for each further token. Answers of 1,024 tokens and more ended
            // earlier; where there seem to be more steps than tokens, requests waited, and nothing tells for what.
            const double tokens = 1 + (median(recording.totals) - prefill) / decode;
            if (tokens > 1.1 * experiment.answer) {
                waited_.insert(experiment);
                continue;
            }
            const double context = experiment.prompt + std::min(tokens, experiment.answer) / 2;
            const auto group = fmt::format("{} x {} {}", hardware, experiment.devices, source);
            comparison_.add("prefill " + group, step_time(graph, {experiment.batch, experiment.prompt, 0}, times),
                            prefill);
            comparison_.add("decode " + group, step_time(graph, {experiment.batch, 1, context}, times), decode);
        }
    }

    std::map<Experiment, Recording> recordings_;
    Model llama_ = zoo_model("llama-2-70b");
    StepComparison comparison_;
    std::set<Experiment> waited_;
};

/// The power-capped H100 has, to a permille, the prompt times of the other times 1.3 and the same token times: it was
/// not recorded but computed, and is left out.
TEST_F(Splitwise, OfThePowerCappedDeviceWasComputed) {
    PLIMSOLL_NEEDS_RECORDED_STEPS(kFile);
    recordings_ = read_recordings();
    std::size_t compared = 0;
    for (const auto& [experiment, recording] : recordings_) {
        if (experiment.hardware != "h100-80gb-pcap") continue;
        ++compared;
        auto uncapped = experiment;
        uncapped.hardware = "h100-80gb";
        const auto& full = recordings_.at(uncapped);
        EXPECT_NEAR(median(recording.prompt_times), 1.3 * median(full.prompt_times), 1e-3 * median(full.prompt_times));
        EXPECT_DOUBLE_EQ(median(recording.token_times), median(full.token_times));
    }
    EXPECT_EQ(compared, 57U);
}

/// Twice the devices, half the work on each: a step that waits for products and memory is nearly twice as fast. This
/// one is not: the recorded engine waits for its host or for messages, and kernels' times cannot tell how long.
TEST_F(Splitwise, DecodeStepsOn8DevicesTakeAsLongAsOn4) {
    PLIMSOLL_NEEDS_RECORDED_STEPS(kFile);
    recordings_ = read_recordings();
    for (const std::string hardware : {"a100-80gb", "h100-80gb"}) {
        std::vector<double> ratios;
        for (const auto& [experiment, recording] : recordings_) {
            if (experiment.hardware != hardware || experiment.devices != 8) continue;
            auto half = experiment;
            half.devices = 4;
            ratios.push_back(median(recording.token_times) / median(recordings_.at(half).token_times));
        }
        ASSERT_EQ(ratios.size(), 19U);
        EXPECT_NEAR(median(ratios), 1, 0.05) << hardware;
    }
}

/// The target, 15 %, is met with Vidur's profile for prefill, and for decode on two devices; most of these times are
/// extrapolated from smaller products. It is not met with the other profile, nor on H100.
TEST_F(Splitwise, StepsOfLlama2On2To8DevicesAreAsFarOffAsDocumented) {
    PLIMSOLL_NEEDS_RECORDED_STEPS(kFile);
    PLIMSOLL_NEEDS_RECORDED_PROFILES();
    recordings_ = read_recordings();
    compare("a100-80gb", "AIConfigurator", a100_profile());
    compare("h100-80gb", "AIConfigurator", h100_profile());
    compare("a100-80gb", "Vidur", vidurs_a100_profile());
    compare("a100-80gb", "datasheet", DatasheetTimes(device_named("nvidia-a100-80gb")));
    compare("h100-80gb", "datasheet", DatasheetTimes(device_named("nvidia-h100-80gb")));
    fmt::print("{}left out, since requests waited: {}\n", comparison_.table(), waited_.size());
    EXPECT_EQ(waited_.size(), 3U);
    expect_documented(
        comparison_,
        {
            {"decode a100-80gb x 2 AIConfigurator", 17, 16},  {"decode a100-80gb x 2 Vidur", 17, 8},
            {"decode a100-80gb x 2 datasheet", 17, 22},       {"decode a100-80gb x 4 AIConfigurator", 19, 38},
            {"decode a100-80gb x 4 Vidur", 19, 36},           {"decode a100-80gb x 4 datasheet", 19, 42},
            {"decode a100-80gb x 8 AIConfigurator", 19, 60},  {"decode a100-80gb x 8 Vidur", 19, 59},
            {"decode a100-80gb x 8 datasheet", 19, 66},       {"decode h100-80gb x 2 AIConfigurator", 18, 24},
            {"decode h100-80gb x 2 datasheet", 18, 18},       {"decode h100-80gb x 4 AIConfigurator", 19, 49},
            {"decode h100-80gb x 4 datasheet", 19, 40},       {"decode h100-80gb x 8 AIConfigurator", 19, 66},
            {"decode h100-80gb x 8 datasheet", 19, 63},       {"prefill a100-80gb x 2 AIConfigurator", 17, 20},
            {"prefill a100-80gb x 2 Vidur", 17, 7},           {"prefill a100-80gb x 2 datasheet", 17, 17},
            {"prefill a100-80gb x 4 AIConfigurator", 19, 28}, {"prefill a100-80gb x 4 Vidur", 19, 9},
            {"prefill a100-80gb x 4 datasheet", 19, 29},      {"prefill a100-80gb x 8 AIConfigurator", 19, 25},
            {"prefill a100-80gb x 8 Vidur", 19, 11},          {"prefill a100-80gb x 8 datasheet", 19, 42},
            {"prefill h100-80gb x 2 AIConfigurator", 18, 33}, {"prefill h100-80gb x 2 datasheet", 18, 21},
            {"prefill h100-80gb x 4 AIConfigurator", 19, 40}, {"prefill h100-80gb x 4 datasheet", 19, 34},
            {"prefill h100-80gb x 8 AIConfigurator", 19, 54}, {"prefill h100-80gb x 8 datasheet", 19, 51},
        });
}

}  // namespace
}  // namespace plimsoll::models
