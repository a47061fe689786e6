// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/quantile.hpp"
#include "models/step_time/datasheet_times.hpp"
#include "recorded_steps.hpp"
#include "splitwise_recording.hpp"
#include "step_comparison.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace plimsoll::models {
namespace {

class Splitwise : public testing::Test {
protected:
    void compare(const std::string& hardware, const std::string& source, const KernelTimes& times) {
        compare_splitwise(recordings_, hardware, source, times, comparison_, waited_);
    }

    std::map<Experiment, Recording> recordings_;
    StepComparison comparison_;
    std::set<Experiment> waited_;
};

/// The power-capped H100 has, to a permille, the prompt times of the other times 1.3 and the same token times: it was
/// not recorded but computed, and is left out.
TEST_F(Splitwise, OfThePowerCappedDeviceWasComputed) {
    PLIMSOLL_NEEDS_RECORDED_STEPS(kSplitwiseFile);
    recordings_ = read_splitwise();
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
    PLIMSOLL_NEEDS_RECORDED_STEPS(kSplitwiseFile);
    recordings_ = read_splitwise();
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
    PLIMSOLL_NEEDS_RECORDED_STEPS(kSplitwiseFile);
    PLIMSOLL_NEEDS_RECORDED_PROFILES();
    recordings_ = read_splitwise();
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
